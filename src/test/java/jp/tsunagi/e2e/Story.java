package jp.tsunagi.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.tsunagi.it.Answer;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.Tsunagi;

/** 筋書き。 What goes on around the browser while a journey runs, over the API, and its tidying up. */
final class Story {
  static final String HANA = "田中ハナ";
  static final String PENDANT = "JS-0001";
  private static final List<String> KEPT = List.of("phones", "careLevel", "careLevelSince");

  private final Tsunagi tsunagi;

  Story(Tsunagi tsunagi) {
    this.tsunagi = tsunagi;
  }

  String hana() {
    return resident(HANA);
  }

  /** The id of a resident of the cast, as the city's registry knows it. */
  String resident(String name) {
    JsonNode found = tsunagi.as("inoue").get("/api/residents?query=" + encoded(name)).json();
    return found.path("items").path(0).path("id").asText();
  }

  JsonNode faceSheet(String user) {
    return tsunagi.as(user).get("/api/residents/" + hana()).mustBe(200).json();
  }

  String timeline(String user) {
    return tsunagi.as(user).get("/api/residents/" + hana() + "/timeline").mustBe(200).body();
  }

  /** Somebody changes the face sheet while others look at it. */
  void change(String user, Map<String, Object> changes) {
    Caller caller = tsunagi.as(user);
    String path = "/api/residents/" + hana();
    String etag = caller.get(path).mustBe(200).header("ETag");
    caller.with("If-Match", etag).patch(path, changes).mustBe(200);
  }

  /** Puts back what the journeys change of the face sheet: other tests look her up by it. */
  void putBack(JsonNode before) {
    Map<String, Object> kept = new LinkedHashMap<>();
    KEPT.forEach(name -> kept.put(name, before.path(name)));
    change("sato", kept);
  }

  /** The pressed pendant, the fallen resident: as the call centre's system tells it. */
  static Map<String, Object> event(String device, String kind) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("eventId", UUID.randomUUID().toString());
    event.put("centre", "joso-centre");
    event.put("deviceId", device);
    event.put("kind", kind);
    event.put("occurredAt", now());
    return event;
  }

  Answer send(Map<String, Object> event) {
    return tsunagi.asClient("emergency-centre").post("/api/emergency-events", event);
  }

  /** Nothing a journey began may meet the next one. */
  void closeOpenCases() {
    JsonNode open = tsunagi.as("matsumoto").get("/api/emergency-cases?state=open").json();
    for (JsonNode item : open.path("items")) {
      String path = "/api/emergency-cases/" + item.path("caseId").asText();
      for (String dispatcher : List.of("kato", "yoshida")) {
        tsunagi.as(dispatcher).post(path + "/accept", Map.of());
        tsunagi.as(dispatcher).post(path + "/close", Map.of());
      }
    }
  }

  void closeDisaster(String disaster) {
    tsunagi.as("matsumoto").post("/api/disasters/" + disaster + "/close", Map.of()).mustBe(200);
  }

  Answer report(String user, String disaster, Map<String, Object> fact) {
    return tsunagi
        .as(user)
        .post(
            "/api/disasters/" + disaster + "/facts",
            Map.of("deviceId", "desk-" + user, "deviceNow", now(), "facts", List.of(fact)))
        .mustBe(200);
  }

  static Map<String, Object> fact(String resident, String safety, String how) {
    Map<String, Object> fact = new LinkedHashMap<>();
    fact.put("id", UUID.randomUUID().toString().replaceFirst("(.{14}).", "$17"));
    fact.put("seq", 1);
    fact.put("residentId", resident);
    fact.put("safety", safety);
    fact.put("how", how);
    fact.put("observedAt", now());
    return fact;
  }

  static String now() {
    return OffsetDateTime.now(ZoneId.of("Asia/Tokyo")).toString();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
