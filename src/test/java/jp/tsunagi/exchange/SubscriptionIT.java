package jp.tsunagi.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.Eventually;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Registrar;
import jp.tsunagi.it.Tsunagi;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Subscriptions: told what they may see, once it is committed, however often it takes. */
@IntegrationTest
class SubscriptionIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private record Notification(String method, String path, String secret, String body) {}

  @ArquillianResource private Tsunagi tsunagi;
  private final List<Notification> received = new CopyOnWriteArrayList<>();
  private volatile int answer = 200;
  private HttpServer receiver;

  @BeforeEach
  void listen() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          received.add(
              new Notification(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI().getPath(),
                  String.valueOf(exchange.getRequestHeaders().getFirst("X-Secret")),
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
  }

  private Map<String, Object> subscription(String criteria, String payload) {
    Map<String, Object> channel = new LinkedHashMap<>();
    channel.put("type", "rest-hook");
    channel.put("endpoint", "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook");
    channel.put("header", List.of("X-Secret: open sesame"));
    if (!payload.isEmpty()) {
      channel.put("payload", payload);
    }
    Map<String, Object> subscription = new LinkedHashMap<>();
    subscription.put("resourceType", "Subscription");
    subscription.put("status", "requested");
    subscription.put("reason", "試験");
    subscription.put("criteria", criteria);
    subscription.put("channel", channel);
    return subscription;
  }

  private String active(Caller author, Map<String, Object> subscription) {
    String id = author.post("/fhir/Subscription", subscription).mustBe(201).createdId();
    await(author, id, "active");
    return id;
  }

  private static JsonNode await(Caller author, String id, String status) {
    Eventually.within(
        PATIENCE, "the subscription is " + status, () -> status(author, id).equals(status));
    return author.get("/fhir/Subscription/" + id).mustBe(200).json();
  }

  private static String status(Caller author, String id) {
    return author.get("/fhir/Subscription/" + id).mustBe(200).json().path("status").asText();
  }

  private String aSharedResident(String given) {
    Registrar registrar = new Registrar(tsunagi);
    String resident = registrar.aResident("購読", given);
    registrar.aTeam(resident, "Organization/midori", "Organization/kinu-hospital");
    return resident;
  }

  @Test
  void tells_the_content_of_what_matches_and_keeps_its_headers_to_itself() {
    String resident = aSharedResident("一");
    new Registrar(tsunagi).aConsent(resident, "notebook-sharing");
    Caller suzuki = tsunagi.as("suzuki");
    String id =
        active(suzuki, subscription("Observation?patient=" + resident, "application/fhir+json"));

    String observation =
        tsunagi
            .as("yamada")
            .post("/fhir/Observation", Registrar.observation(resident, "購読の血圧"))
            .mustBe(201)
            .createdId();

    Eventually.within(PATIENCE, "it is told", () -> !received.isEmpty());
    Notification told = received.get(0);
    assertEquals("PUT", told.method());
    assertEquals("/hook/Observation/" + observation, told.path());
    assertEquals("open sesame", told.secret());
    assertTrue(told.body().contains("購読の血圧"));
    String shown = suzuki.get("/fhir/Subscription/" + id).mustBe(200).body();
    assertFalse(shown.contains("sesame"));
    tsunagi.as("kobayashi").get("/fhir/Subscription/" + id).mustBe(404);
    tsunagi.as("inoue").put("/fhir/Subscription/" + id, shown).mustBe(403);
    suzuki.delete("/fhir/Subscription/" + id);
  }

  @Test
  void wakes_without_content_tells_no_other_type_and_not_what_does_not_match() {
    String resident = aSharedResident("二");
    new Registrar(tsunagi).aConsent(resident, "notebook-sharing");
    Caller suzuki = tsunagi.as("suzuki");
    String id = active(suzuki, subscription("Observation?status=final&patient=" + resident, ""));

    Map<String, Object> draft = new LinkedHashMap<>(Registrar.observation(resident, "下書き"));
    draft.put("status", "preliminary");
    suzuki.post("/fhir/Observation", draft).mustBe(201);
    suzuki.post("/fhir/Observation", Registrar.observation(resident, "体温")).mustBe(201);

    Eventually.within(PATIENCE, "it is told", () -> !received.isEmpty());
    suzuki.post("/fhir/Observation", Registrar.observation(resident, "脈拍")).mustBe(201);
    Eventually.within(PATIENCE, "the next is told", () -> received.size() > 1);
    assertEquals(2, received.size());
    assertEquals("POST", received.get(0).method());
    assertEquals("/hook", received.get(0).path());
    assertEquals("", received.get(0).body());
    suzuki.delete("/fhir/Subscription/" + id);
  }

  @Test
  void tells_nothing_its_author_may_not_see_at_that_moment() {
    Registrar registrar = new Registrar(tsunagi);
    String resident = aSharedResident("三");
    String consent = registrar.aConsent(resident, "notebook-sharing");
    Caller suzuki = tsunagi.as("suzuki");
    Caller kobayashi = tsunagi.as("kobayashi");
    String criteria = "Observation?status=final";
    String ofSuzuki = active(suzuki, subscription(criteria, "application/fhir+json"));
    String ofKobayashi = active(kobayashi, subscription(criteria, "application/fhir+json"));

    registrar.withdraw(consent, resident, "notebook-sharing");
    tsunagi.as("inoue").post("/fhir/Observation", Registrar.observation(resident, "秘密の値"));

    String other = aSharedResident("五");
    registrar.aConsent(other, "notebook-sharing");
    tsunagi.as("inoue").post("/fhir/Observation", Registrar.observation(other, "見える値"));
    Eventually.within(
        PATIENCE,
        "what came later is told",
        () -> received.stream().anyMatch(told -> told.body().contains("見える値")));
    assertTrue(
        received.stream().noneMatch(told -> told.body().contains("秘密の値")), received.toString());
    suzuki.delete("/fhir/Subscription/" + ofSuzuki);
    kobayashi.delete("/fhir/Subscription/" + ofKobayashi);
  }

  @Test
  void tries_again_says_what_is_wrong_and_loses_nothing() {
    String resident = aSharedResident("四");
    new Registrar(tsunagi).aConsent(resident, "notebook-sharing");
    Caller suzuki = tsunagi.as("suzuki");
    String id =
        active(suzuki, subscription("Observation?patient=" + resident, "application/fhir+json"));
    answer = 500;

    suzuki.post("/fhir/Observation", Registrar.observation(resident, "遅れた体温")).mustBe(201);

    JsonNode failed = await(suzuki, id, "error");
    assertTrue(failed.path("error").asText().contains("500"), failed.toString());
    assertEquals(4, received.size());
    answer = 204;
    received.clear();
    ((com.fasterxml.jackson.databind.node.ObjectNode) failed).put("status", "requested");
    suzuki.put("/fhir/Subscription/" + id, failed).mustBe(200);
    Eventually.within(PATIENCE, "it is told after all", () -> !received.isEmpty());
    assertTrue(received.get(0).body().contains("遅れた体温"));
    assertEquals("open sesame", received.get(0).secret());
    suzuki.delete("/fhir/Subscription/" + id);
  }

  @Test
  void refuses_what_it_cannot_do() {
    Caller suzuki = tsunagi.as("suzuki");
    Map<String, Object> email = subscription("Observation?status=final", "");
    email.put("channel", Map.of("type", "email", "endpoint", "mailto:a@example.org"));
    Map<String, Object> file = subscription("Observation?status=final", "");
    file.put("channel", Map.of("type", "rest-hook", "endpoint", "file:///etc/passwd"));
    Map<String, Object> metadata = subscription("Observation?status=final", "");
    metadata.put(
        "channel", Map.of("type", "rest-hook", "endpoint", "http://169.254.169.254/latest"));

    suzuki.post("/fhir/Subscription", email).mustBe(422);
    suzuki.post("/fhir/Subscription", file).mustBe(422);
    suzuki.post("/fhir/Subscription", subscription("Observation?colour=red", "")).mustBe(400);
    suzuki.post("/fhir/Subscription", subscription("Nonsense", "")).mustBe(400);
    suzuki
        .post("/fhir/Subscription", subscription("Observation?status=final", "text/plain"))
        .mustBe(422);
    tsunagi
        .as("kato")
        .post("/fhir/Subscription", subscription("Task?status=requested", ""))
        .mustBe(403);
    String id = suzuki.post("/fhir/Subscription", metadata).mustBe(201).createdId();
    await(suzuki, id, "error");
    suzuki.delete("/fhir/Subscription/" + id);
  }
}
