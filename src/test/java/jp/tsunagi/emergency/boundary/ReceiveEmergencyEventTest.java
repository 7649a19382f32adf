package jp.tsunagi.emergency.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import jp.tsunagi.emergency.entity.EmergencyEvent;
import jp.tsunagi.emergency.entity.EmergencyKind;
import jp.tsunagi.emergency.entity.GeoPoint;
import jp.tsunagi.emergency.entity.SourceCode;
import jp.tsunagi.platform.boundary.Json;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiveEmergencyEventTest {
  private static final String PENDANT =
      """
      {"eventId":"20260401-000017","centre":"joso-centre","deviceId":"JS-0001","kind":"emergency",
       "code":{"system":"contact-id","value":"101"},"occurredAt":"2026-04-01T09:12:03.123+09:00",
       "text":"ペンダント押下","location":{"latitude":36.018,"longitude":139.988},"exercise":true}
      """;

  private static ReceiveEmergencyEvent read(String json) {
    try {
      return Json.mapper().readValue(json, ReceiveEmergencyEvent.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static List<String> violations(String json) {
    ReceiveEmergencyEvent command = read(json);
    return assertThrows(ProblemException.class, command::checked).violations().stream()
        .map(violation -> violation.field() + " " + violation.rule())
        .toList();
  }

  @Test
  void becomes_the_neutral_event() {
    assertEquals(
        new EmergencyEvent(
            "joso-centre",
            "20260401-000017",
            "JS-0001",
            EmergencyKind.EMERGENCY,
            new SourceCode("contact-id", "101"),
            OffsetDateTime.parse("2026-04-01T09:12:03.123+09:00"),
            "ペンダント押下",
            new GeoPoint(new BigDecimal("36.018"), new BigDecimal("139.988")),
            true),
        read(PENDANT).checked());
  }

  @Test
  void names_every_missing_field_at_once() {
    assertEquals(
        List.of(
            "eventId required",
            "centre required",
            "deviceId required",
            "kind required",
            "occurredAt required"),
        violations("{\"deviceId\":\"  \"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "kind":"emergency"                          | "kind":"earthquake"                | kind not-a-code
          "occurredAt":"2026-04-01T09:12:03.123+09:00"| "occurredAt":"2026-04-01T09:12:03" | occurredAt not-a-time
          "occurredAt":"2026-04-01T09:12:03.123+09:00"| "occurredAt":"昨日"                 | occurredAt not-a-time
          "latitude":36.018                           | "latitude":91                      | location.latitude out-of-range
          "longitude":139.988                         | "longitude":1E+400                 | location.longitude out-of-range
          ,"longitude":139.988                        | ,"longitude":null                  | location.longitude required
          "value":"101"                               | "value":""                         | code.value required
          "system":"contact-id"                       | "system":null                      | code.system required
          """)
  void names_the_field_that_is_wrong(String right, String wrong, String violation) {
    assertEquals(List.of(violation), violations(PENDANT.replace(right, wrong)));
  }

  @Test
  void refuses_an_id_that_no_index_holds() {
    String json = PENDANT.replace("20260401-000017", "x".repeat(129));

    ProblemException problem = assertThrows(ProblemException.class, read(json)::checked);

    assertEquals(List.of(Violation.of("eventId", "too-long", 128)), problem.violations());
  }

  @Test
  void keeps_any_protocol_name() {
    String json = PENDANT.replace("contact-id", "メーカー独自 v2/拡張");

    assertEquals(new SourceCode("メーカー独自 v2/拡張", "101"), read(json).checked().code());
  }
}
