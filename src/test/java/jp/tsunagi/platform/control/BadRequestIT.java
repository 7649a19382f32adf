package jp.tsunagi.platform.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jp.tsunagi.it.BadInput;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.HalfSent;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Registrar;
import jp.tsunagi.it.Tsunagi;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 悪い要求. The doors of {@code /api} under what nobody should send them. */
@IntegrationTest
class BadRequestIT {
  @ArquillianResource private Tsunagi tsunagi;

  /** A door: who knocks, how, and what she would rightly bring. */
  enum Door {
    EVENTS(
        "emergency-centre",
        "POST",
        "/api/emergency-events",
        "{\"eventId\":\"%s\",\"centre\":\"emergency-centre\",\"deviceId\":\"nobody\",\"kind\":\"test\",\"occurredAt\":\"2026-04-01T00:00:00Z\"}"),
    FACTS(
        "nakamura",
        "POST",
        "/api/disasters/nobody/facts",
        "{\"deviceId\":\"%s\",\"deviceNow\":\"2026-04-01T00:00:00Z\",\"facts\":[]}"),
    RESIDENT("inoue", "PATCH", "/api/residents/%r", "{\"language\":\"%s\"}"),
    NOTES("inoue", "POST", "/api/residents/%r/notes", "{\"text\":\"%s\"}"),
    DISASTERS(
        "matsumoto",
        "POST",
        "/api/disasters",
        "{\"title\":\"%s\",\"hazard\":\"flood\",\"areas\":[\"08211-ishige\"]}"),
    GLASS("kobayashi", "POST", "/api/break-glass", "{\"residentId\":\"%s\",\"reason\":\"life\"}"),
    CASES("kato", "POST", "/api/emergency-cases/nobody/accept", "{}");

    private final String who;
    private final String method;
    private final String path;
    private final String body;

    Door(String who, String method, String path, String body) {
      this.who = who;
      this.method = method;
      this.path = path;
      this.body = body;
    }

    Caller caller(Tsunagi tsunagi) {
      Caller caller = this == EVENTS ? tsunagi.asClient(who) : tsunagi.as(who);
      return caller
          .with("If-Match", "W/\"1\"")
          .with(
              "Content-Type",
              this == RESIDENT ? "application/merge-patch+json" : "application/json");
    }

    String token(Tsunagi tsunagi) {
      return this == EVENTS ? tsunagi.tokenOfClient(who) : tsunagi.tokenOf(who);
    }

    String path(String resident) {
      return path.replace("%r", resident);
    }

    String body() {
      return body.replace("%s", UUID.randomUUID().toString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void refuses_what_cannot_be_read(Door door) {
    BadInput input = new BadInput(tsunagi);
    String path = door.path(new Registrar(tsunagi).aResident("悪意", "試"));
    Caller caller = door.caller(tsunagi);
    long before = input.written();
    byte[] right = door.body().getBytes(StandardCharsets.UTF_8);

    for (int part = 0; part < 20; part++) {
      int at = right.length * part / 20;
      if (at < right.length) {
        input.refuses("cut at " + at, caller, door.method, path, Arrays.copyOf(right, at));
      }
    }
    String open = door.body().substring(0, door.body().length() - 1);
    String comma = open.endsWith("{") ? "" : ",";
    for (String body :
        List.of(
            "null",
            "7",
            "\"x\"",
            "[]",
            "[1,2]",
            open + comma + "\"nobody\":1}",
            open + comma + "\"a\":1,\"a\":2}",
            "{'a':1}",
            door.body() + "{}",
            BadInput.times(100_000, "["),
            BadInput.times(100_000, "{\"a\":"),
            "<a/>")) {
      input.refuses(
          body.substring(0, Math.min(60, body.length())), caller, door.method, path, body);
    }
    byte[] broken = (open + comma + "\"nobody\":\"x\"}").getBytes(StandardCharsets.UTF_8);
    broken[broken.length - 3] = (byte) 0xff;
    input.refuses("not UTF-8", caller, door.method, path, broken);
    for (String type : List.of("text/plain", "application/xml", "image/png", "x")) {
      input.refuses(type, caller.with("Content-Type", type), door.method, path, right);
    }
    input.refuses(
        "packed",
        caller.with("Content-Encoding", "gzip"),
        door.method,
        path,
        BadInput.bomb(1_000_000));

    assertEquals(List.of(), input.faults());
    assertEquals(before, input.written());
  }

  /** Each member of what would be right, with each kind of value that is wrong there. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DISASTERS")
  void answers_wrong_values_with_a_problem(Door door) throws IOException {
    BadInput input = new BadInput(tsunagi);
    String path = door.path(new Registrar(tsunagi).aResident("悪意", "値"));
    JsonNode right = new ObjectMapper().readTree(door.body());

    for (String member : (Iterable<String>) right::fieldNames) {
      for (String value :
          List.of(
              "null",
              "7",
              "-1e308",
              "true",
              "[]",
              "[[]]",
              "{}",
              "\"\"",
              "\"\\u0000\"",
              "\"\\ud840\"",
              "\"%_'\\\\\"",
              "\"" + "x".repeat(100_000) + "\"",
              "[null]",
              "[7]")) {
        String body =
            right
                .toString()
                .replace("\"" + member + "\":" + right.get(member), "\"" + member + "\":" + value);
        input.survives(
            member + "=" + value.substring(0, Math.min(20, value.length())),
            door.caller(tsunagi),
            door.method,
            path,
            body.getBytes(StandardCharsets.UTF_8));
      }
    }

    assertEquals(List.of(), input.faults());
  }

  @ParameterizedTest
  @EnumSource(names = {"EVENTS", "FACTS", "NOTES"})
  void refuses_a_hundred_megabytes_before_they_are_here(Door door) throws IOException {
    String path = door.path(new Registrar(tsunagi).aResident("悪意", "大"));

    HalfSent sent =
        HalfSent.to(
            tsunagi,
            door.token(tsunagi),
            path,
            "application/json",
            100_000_000,
            "{\"text\":\"",
            false);

    assertEquals(413, sent.status(), sent.toString());
    assertTrue(sent.took().compareTo(Duration.ofSeconds(5)) < 0, sent.toString());
  }

  @Test
  void more_facts_than_fit_and_facts_of_any_shape() {
    BadInput input = new BadInput(tsunagi);
    Caller nakamura = Door.FACTS.caller(tsunagi);
    String path = "/api/disasters/nobody/facts";
    String many = IntStream.range(0, 201).mapToObj(i -> "{}").collect(Collectors.joining(","));
    String open = "{\"deviceId\":\"d\",\"facts\":[";

    input.refuses("201", nakamura, "POST", path, open + many + "]}");
    for (String fact :
        List.of(
            "null",
            "7",
            "[]",
            "{}",
            "{\"id\":7}",
            "{\"id\":\"x\",\"support\":\"x\"}",
            "{\"place\":[]}")) {
      input.survives(
          fact, nakamura, "POST", path, (open + fact + "]}").getBytes(StandardCharsets.UTF_8));
    }

    assertEquals(List.of(), input.faults());
  }

  @Test
  void searches_and_cursors_that_mean_harm() {
    BadInput input = new BadInput(tsunagi);
    for (String list :
        List.of(
            "/api/residents?query=",
            "/api/residents?area=",
            "/api/residents?cursor=",
            "/api/notes?cursor=",
            "/api/notes?since=",
            "/api/notes?residentId=",
            "/api/emergency-cases?state=",
            "/api/disasters?cursor=")) {
      for (String value :
          List.of(
              "%25",
              "_",
              "%27",
              "%22",
              "%5C",
              "%00",
              "%FF",
              "%ED%A1%80",
              "-1",
              "x".repeat(5_000),
              "a%2Fb",
              "..",
              "%E7%94")) {
        input.survives(list + value, tsunagi.as("sato"), "GET", list + value, new byte[0]);
      }
    }

    for (String value : List.of("%25", "_", "%27", "%22", "-1", "x".repeat(5_000), "..", "%20")) {
      String path = "/api/residents/" + value;
      input.survives(path, tsunagi.as("sato"), "GET", path, new byte[0]);
    }

    assertEquals(List.of(), input.faults());
    tsunagi.as("sato").get("/api/residents?cursor=").mustBe(200);
  }
}
