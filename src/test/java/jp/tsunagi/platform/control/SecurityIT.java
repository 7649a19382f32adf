package jp.tsunagi.platform.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.tsunagi.it.Answer;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Registrar;
import jp.tsunagi.it.Tsunagi;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/** What every answer carries, who may call from where, and what an application's scopes allow. */
@IntegrationTest
class SecurityIT {
  @ArquillianResource Tsunagi tsunagi;

  @Test
  void every_answer_carries_the_headers_that_bind_a_browser() {
    Caller sato = tsunagi.as("sato");
    for (Answer answer :
        List.of(
            tsunagi.anonymous().get("/"),
            tsunagi.anonymous().get("/residents/x"),
            tsunagi.anonymous().get("/api/me"),
            tsunagi.anonymous().get("/no-such-page.html"),
            sato.get("/api/me"),
            sato.get("/fhir/Patient"),
            sato.get("/fhir/Patient/none"),
            sato.get("/fhir/Nonsense"))) {
      assertEquals("nosniff", answer.header("X-Content-Type-Options"), answer.request());
      assertEquals("DENY", answer.header("X-Frame-Options"), answer.request());
      String policy = answer.header("Content-Security-Policy");
      assertTrue(policy.contains("frame-ancestors 'none'"), answer.request());
      assertTrue(policy.contains("object-src 'none'"), answer.request());
      assertFalse(policy.contains("unsafe"), answer.request());
      assertEquals("same-origin", answer.header("Referrer-Policy"), answer.request());
      assertEquals("", answer.header("Server"), answer.request());
      assertEquals("", answer.header("X-Powered-By"), answer.request());
      assertFalse(answer.body().contains("Payara"), answer.request());
    }
    assertEquals("no-store", sato.get("/api/me").header("Cache-Control"));
    assertEquals("no-store", sato.get("/fhir/Patient").header("Cache-Control"));
  }

  @Test
  void only_registered_applications_may_call_from_their_pages_and_never_with_our_cookie() {
    Caller known = tsunagi.as("sato").with("Origin", "https://app.example");
    Caller stranger = tsunagi.as("sato").with("Origin", "https://evil.example");

    assertEquals(
        "https://app.example",
        known.get("/fhir/Patient").mustBe(200).header("Access-Control-Allow-Origin"));
    assertEquals("", known.get("/fhir/Patient").header("Access-Control-Allow-Credentials"));
    assertEquals("", known.get("/api/me").header("Access-Control-Allow-Origin"));
    assertEquals("", stranger.get("/fhir/Patient").header("Access-Control-Allow-Origin"));
  }

  @Test
  void outside_applications_learn_how_to_sign_in_without_a_token() {
    JsonNode told =
        tsunagi.anonymous().get("/fhir/.well-known/smart-configuration").mustBe(200).json();

    assertEquals(tsunagi.issuer().toString(), told.path("issuer").asText());
    assertEquals("S256", told.path("code_challenge_methods_supported").get(0).asText());
    assertTrue(told.path("capabilities").toString().contains("client-confidential-asymmetric"));
  }

  @Test
  void a_systems_scopes_take_away_from_what_the_policy_allows_and_add_nothing() {
    Registrar registrar = new Registrar(tsunagi);
    String resident = registrar.aResident("範囲", "一");
    registrar.aTeam(resident, "Organization/kinu-hospital");
    registrar.aConsent(resident, "notebook-sharing");
    String unseen = registrar.aResident("範囲", "二");
    Caller whole = tsunagi.asClient("hospital-system");
    Caller reading = scoped("system/*.read");
    Caller observations = scoped("system/Observation.rs");

    whole.get("/fhir/Patient/" + resident).mustBe(200);
    reading.get("/fhir/Patient/" + resident).mustBe(200);
    reading.get("/fhir/Patient/" + unseen).mustBe(404);
    reading
        .post("/fhir/Observation", Registrar.observation(resident, "体温"))
        .mustBeProblem(403, "forbidden");
    whole.post("/fhir/Observation", Registrar.observation(resident, "体温")).mustBe(201);
    observations.get("/fhir/Observation?patient=" + resident).mustBe(200);
    observations.get("/fhir/Patient/" + resident).mustBe(403);
    observations.get("/api/residents/" + resident).mustBe(403);
    observations.get("/fhir/metadata").mustBe(200);
  }

  private Caller scoped(String scope) {
    return tsunagi.bearing(
        tsunagi.token(
            Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                "hospital-system",
                "client_secret",
                "hospital-system-demo",
                "scope",
                scope)));
  }

  @Test
  void a_browsers_session_is_bound_to_our_own_pages() throws Exception {
    CookieManager cookies = new CookieManager(null, SecurityIT::asOnLocalhost);
    URI base = tsunagi.baseUrl();
    HttpClient browser = browser(cookies);
    String form = send(browser, HttpRequest.newBuilder(base.resolve("/login")).GET()).body();
    String before = session(cookies);
    signIn(browser, form, "sato");

    HttpRequest.Builder write =
        HttpRequest.newBuilder(base.resolve("/api/me/post"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"id\":\"nothing\"}"));
    HttpResponse<String> forged = send(browser, write);
    HttpResponse<String> disguised =
        send(browser, write.copy().header("Authorization", "Basic bm9ib2R5Og=="));
    HttpResponse<String> own = send(browser, write.header("X-Requested-With", "tsunagi"));

    assertEquals(200, send(browser, HttpRequest.newBuilder(base.resolve("/api/me"))).statusCode());
    assertEquals(403, forged.statusCode());
    assertTrue(forged.body().contains("cross-site-request"), forged::body);
    assertTrue(disguised.statusCode() == 403 || disguised.statusCode() == 401, disguised::body);
    assertEquals(404, own.statusCode(), own::body);
    assertFalse(session(cookies).equals(before), "the session of before the sign-in lives on");
    assertTrue(
        cookies.getCookieStore().get(base).stream()
            .filter(cookie -> cookie.getName().equals("JSESSIONID"))
            .allMatch(HttpCookie::isHttpOnly));
  }

  @Test
  void nobody_loses_a_role_while_others_work_in_their_browsers() throws Exception {
    List<String> users = List.of("sato", "kato", "matsumoto");
    List<String> roles = List.of("care-manager", "fire-dispatch", "city-disaster");
    List<Future<Long>> working = new ArrayList<>();
    ExecutorService people = Executors.newFixedThreadPool(users.size());
    try {
      for (int i = 0; i < users.size(); i++) {
        HttpClient browser = browser(new CookieManager(null, SecurityIT::asOnLocalhost));
        HttpRequest.Builder login = HttpRequest.newBuilder(tsunagi.baseUrl().resolve("/login"));
        signIn(browser, send(browser, login.GET()).body(), users.get(i));
        String own = "\"roles\":[\"" + roles.get(i) + "\"]";
        working.add(people.submit(() -> without(browser, own)));
      }
      for (Future<Long> one : working) {
        assertEquals(0, one.get(), "answers without the role");
      }
    } finally {
      people.shutdownNow();
    }
  }

  private long without(HttpClient browser, String roles) throws Exception {
    long without = 0;
    HttpRequest.Builder me = HttpRequest.newBuilder(tsunagi.baseUrl().resolve("/api/me"));
    for (int i = 0; i < 150; i++) {
      without += send(browser, me).body().contains(roles) ? 0 : 1;
    }
    return without;
  }

  private static HttpClient browser(CookieManager cookies) {
    return HttpClient.newBuilder()
        .cookieHandler(cookies)
        .followRedirects(HttpClient.Redirect.ALWAYS)
        .build();
  }

  private static void signIn(HttpClient browser, String form, String user) throws Exception {
    Matcher action = Pattern.compile("action=\"([^\"]+)\"").matcher(form);
    assertTrue(action.find(), form);
    HttpResponse<String> in =
        send(
            browser,
            HttpRequest.newBuilder(URI.create(action.group(1).replace("&amp;", "&")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "username=" + user + "&password=" + Tsunagi.PASSWORD)));
    assertEquals(200, in.statusCode(), in::body);
  }

  /** Browsers trust the local host with secure cookies, Java's client does not. */
  private static boolean asOnLocalhost(URI from, HttpCookie cookie) {
    cookie.setSecure(false);
    return true;
  }

  private static HttpResponse<String> send(HttpClient browser, HttpRequest.Builder request)
      throws Exception {
    return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private String session(CookieManager cookies) {
    return cookies.getCookieStore().get(tsunagi.baseUrl()).stream()
        .filter(cookie -> cookie.getName().equals("JSESSIONID"))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }

  @Test
  void who_knocks_too_often_with_a_bad_token_waits() {
    int refused = 0;
    int waiting = 0;
    for (int i = 0; i < 200; i++) {
      Answer answer =
          tsunagi.bearing("bad.token." + i).with("X-Forwarded-For", "203.0.113.9").get("/api/me");
      refused += answer.status() == 401 ? 1 : 0;
      waiting += answer.status() == 429 ? 1 : 0;
    }

    assertEquals(200, refused + waiting);
    assertTrue(waiting > 0, "nobody waited");
    tsunagi.as("sato").get("/api/me").mustBe(200);
  }
}
