package jp.tsunagi.fhirgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Tsunagi;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/**
 * What the use cases write through {@code /api} is not held against the profiles when it is written
 * (ADR-0071); it is here.
 */
@IntegrationTest
class UseCasesFitTheGuideIT {
  private static final List<String> TYPES =
      List.of(
          "Patient",
          "RelatedPerson",
          "CareTeam",
          "Observation",
          "Flag",
          "Device",
          "DeviceUseStatement",
          "Consent",
          "CarePlan",
          "Communication",
          "Task",
          "Group",
          "Location",
          "Organization",
          "Practitioner",
          "PractitionerRole");

  @ArquillianResource private Tsunagi tsunagi;

  private String hana() {
    return tsunagi
        .as("sato")
        .get("/fhir/Patient?name=" + URLEncoder.encode("田中", StandardCharsets.UTF_8))
        .mustBe(200)
        .json()
        .at("/entry/0/resource/id")
        .asText();
  }

  private void writeNote(String resident) {
    tsunagi
        .as("sato")
        .post("/api/residents/" + resident + "/notes", Map.of("text", "夕方、熱があります。", "urgent", true))
        .mustBe(201);
  }

  private void answerCall() {
    String caseId =
        tsunagi
            .asClient("emergency-centre")
            .post(
                "/api/emergency-events",
                Map.of(
                    "eventId", UUID.randomUUID().toString(),
                    "centre", "joso-centre",
                    "deviceId", deviceOfHana(),
                    "kind", "fall",
                    "occurredAt", OffsetDateTime.now().toString()))
            .mustBe(201)
            .json()
            .path("caseId")
            .asText();
    for (String step : List.of("accept", "dispatch", "arrive")) {
      tsunagi.as("kato").post("/api/emergency-cases/" + caseId + "/" + step, Map.of());
    }
    tsunagi
        .as("kato")
        .post("/api/emergency-cases/" + caseId + "/outcome", Map.of("outcome", "resolved"));
    tsunagi.as("kato").post("/api/emergency-cases/" + caseId + "/close", Map.of());
  }

  private String deviceOfHana() {
    for (JsonNode entry :
        tsunagi
            .as("inoue")
            .get("/fhir/Device?patient=" + hana() + "&_count=50")
            .mustBe(200)
            .json()
            .path("entry")) {
      for (JsonNode identifier : entry.at("/resource/identifier")) {
        if (identifier.path("system").asText().endsWith("/emergency-device")) {
          return identifier.path("value").asText();
        }
      }
    }
    throw new AssertionError("no emergency device");
  }

  private String reportInDrill(String resident) {
    String disaster =
        tsunagi
            .as("matsumoto")
            .post(
                "/api/disasters",
                Map.of(
                    "title",
                    "訓練 水害",
                    "hazard",
                    "flood",
                    "areas",
                    List.of("08211-mitsukaido"),
                    "exercise",
                    true))
            .mustBe(201)
            .json()
            .path("id")
            .asText();
    tsunagi
        .as("kato")
        .post(
            "/api/disasters/" + disaster + "/facts",
            Map.of(
                "deviceId",
                "tablet-1",
                "deviceNow",
                OffsetDateTime.now().toString(),
                "facts",
                List.of(
                    Map.of(
                        "id",
                        UUID.randomUUID().toString(),
                        "seq",
                        1,
                        "residentId",
                        resident,
                        "safety",
                        "safe",
                        "whereabouts",
                        "home",
                        "support",
                        List.of("power"),
                        "how",
                        "seen",
                        "observedAt",
                        OffsetDateTime.now().toString(),
                        "note",
                        "玄関で会った"))))
        .mustBe(200);
    return disaster;
  }

  @Test
  void everything_in_the_record_that_claims_a_profile_fits_it() {
    String hana = hana();
    writeNote(hana);
    answerCall();
    String disaster = reportInDrill(hana);
    List<String> faults = new ArrayList<>();
    int looked = 0;

    for (String user : List.of("inoue", "matsumoto", "kato")) {
      for (String type : TYPES) {
        looked += look(tsunagi.as(user), type, faults);
      }
    }
    tsunagi.as("matsumoto").post("/api/disasters/" + disaster + "/close", Map.of());

    assertEquals(List.of(), faults);
    assertTrue(looked > 50, looked + " resources");
  }

  /** Each profile's newest resources, as stored. */
  private static int look(Caller caller, String type, List<String> faults) {
    int looked = 0;
    JsonNode page =
        caller.get("/fhir/" + type + "?_count=8&_sort=-_lastUpdated").mustBe(200).json();
    for (JsonNode entry : page.path("entry")) {
      JsonNode resource = entry.path("resource");
      boolean whole = !resource.at("/meta/security").toString().contains("REDACTED");
      if (resource.at("/meta/profile/0").asText().startsWith("https://tsunagi.example/") && whole) {
        looked++;
        JsonNode outcome =
            caller.post("/fhir/" + type + "/$validate", resource.toString()).mustBe(200).json();
        outcome
            .path("issue")
            .forEach(
                issue -> {
                  if (issue.path("severity").asText().equals("error")) {
                    faults.add(
                        type
                            + "/"
                            + resource.path("id").asText()
                            + " "
                            + issue.at("/expression/0").asText()
                            + " "
                            + issue.at("/details/text").asText());
                  }
                });
      }
    }
    return looked;
  }
}
