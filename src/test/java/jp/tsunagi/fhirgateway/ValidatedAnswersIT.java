package jp.tsunagi.fhirgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jp.tsunagi.fhirprofiles.Guide;
import jp.tsunagi.it.Answer;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Tsunagi;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/** 検査済みの答え. What the HL7 engine holds against what this server answers: nothing. */
@IntegrationTest
class ValidatedAnswersIT {
  private static final String ROLES = "https://tsunagi.example/fhir/ValueSet/role";

  /**
   * The engine has our guide and R4 and nothing from the network: the profiles of the International
   * Patient Summary and those that others claim here (a warning, ADR-0071) are beyond it.
   */
  private static final Pattern UNREACHABLE =
      Pattern.compile(
          "Profile reference 'https?://[^']*' has not been checked because it could not be found"
              + "|Failed to retrieve profile with url=http://hl7.org/fhir/uv/ips/");

  @ArquillianResource private Tsunagi tsunagi;
  private final List<String> faults = new ArrayList<>();

  private void hold(String what, Answer answer) {
    if (!answer.body().startsWith("{") && !answer.body().startsWith("<")) {
      faults.add(what + ": neither JSON nor XML: " + answer);
      return;
    }
    Guide.shared().errors(answer.body()).stream()
        .filter(error -> !UNREACHABLE.matcher(error).find())
        .limit(10)
        .forEach(error -> faults.add(what + ": " + error));
  }

  @Test
  void what_the_server_says_of_itself() {
    Caller anybody = tsunagi.anonymous();
    hold("metadata", anybody.get("/fhir/metadata").mustBe(200));
    hold(
        "metadata in XML",
        anybody.with("Accept", "application/fhir+xml").get("/fhir/metadata").mustBe(200));

    assertEquals(List.of(), faults);
  }

  @Test
  void what_it_says_of_problems() {
    Caller inoue = tsunagi.as("inoue");
    hold("401", tsunagi.anonymous().get("/fhir/Patient").mustBe(401));
    hold("403", tsunagi.as("sato").get("/fhir/AuditEvent").mustBe(403));
    hold("404", inoue.get("/fhir/Patient/nobody").mustBe(404));
    hold("400", inoue.post("/fhir/Patient", "{").mustBe(400));
    hold("400 twice", inoue.post("/fhir/Patient", "{\"a\":1,\"a\":2}").mustBe(400));
    hold("422", inoue.post("/fhir/Condition", "{\"resourceType\":\"Condition\"}").mustBe(422));
    hold(
        "422 in English",
        inoue
            .with("Accept-Language", "en")
            .post("/fhir/Condition", "{\"resourceType\":\"Condition\"}")
            .mustBe(422));
    hold("405", inoue.delete("/fhir/AuditEvent/x").mustBe(405));
    hold("unknown type", inoue.get("/fhir/Nobody/1").mustBe(404));
    hold("unknown operation", inoue.get("/fhir/Patient/$nobody"));
    hold("unknown parameter", inoue.with("Prefer", "handling=strict").get("/fhir/Patient?x=1"));
    hold(
        "validated",
        inoue.post("/fhir/Patient/$validate", "{\"resourceType\":\"Patient\"}").mustBe(200));

    assertEquals(List.of(), faults);
  }

  private String hana() {
    return tsunagi
        .as("sato")
        .get("/fhir/Patient?name=" + encoded("田中ハナ"))
        .mustBe(200)
        .json()
        .at("/entry/0/resource/id")
        .asText();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void reads_searches_and_histories() {
    String hana = "/fhir/Patient/" + hana();
    Caller inoue = tsunagi.as("inoue");
    for (String path :
        List.of(
            hana,
            hana + "?_pretty=true",
            hana + "/_history/1",
            hana + "/_history",
            hana + "/Flag",
            "/fhir/Patient?_count=2&_include=*&_revinclude=Observation:subject",
            "/fhir/Patient?_count=3&_total=accurate&_sort=-birthdate",
            "/fhir/Patient?_summary=count",
            "/fhir/Patient?family=" + encoded("無し"),
            "/fhir/Patient/_history?_count=3",
            "/fhir/_history?_count=5",
            "/fhir/Patient?unheard-of=1&_count=1",
            "/fhir/Device?_count=3",
            "/fhir/CareTeam?_count=3",
            "/fhir/Communication?_count=3",
            "/fhir/Task?_count=3",
            "/fhir/Consent?_count=3",
            "/fhir/CarePlan?_count=3",
            "/fhir/Organization?_count=3")) {
      hold(path, inoue.get(path).mustBe(200));
    }
    hold("trail", tsunagi.as("kimura").get("/fhir/AuditEvent?_count=20").mustBe(200));
    Caller inXml = inoue.with("Accept", "application/fhir+xml");
    for (String path : List.of(hana, hana + "/_history", "/fhir/Patient?_count=3")) {
      hold(path + " in XML", inXml.get(path).mustBe(200));
    }

    assertEquals(List.of(), faults);
  }

  @Test
  void operations() {
    String hana = "/fhir/Patient/" + hana();
    Caller sato = tsunagi.as("sato");
    hold("everything", sato.get(hana + "/$everything?_count=50").mustBe(200));
    hold("summary", sato.get(hana + "/$summary").mustBe(200));
    hold(
        "summary in XML",
        sato.with("Accept", "application/fhir+xml").get(hana + "/$summary").mustBe(200));
    hold("crew card", tsunagi.as("inoue").get(hana + "/$crew-card"));
    hold("meta", tsunagi.as("inoue").get(hana + "/$meta").mustBe(200));
    hold("expand", sato.get("/fhir/ValueSet/$expand?url=" + encoded(ROLES)).mustBe(200));

    assertEquals(List.of(), faults);
  }

  @Test
  void answers_to_bundles() {
    Map<String, Object> get = request("GET", "Patient/" + hana());
    Map<String, Object> search = request("GET", "Organization?_count=2");
    Map<String, Object> bad = request("GET", "Nobody/1");
    Map<String, Object> create =
        Map.of(
            "request",
            Map.of("method", "POST", "url", "Organization"),
            "resource",
            Map.of("resourceType", "Organization", "name", "検査"));
    hold("batch", answerTo("batch", get, search, create, bad));
    hold("transaction", answerTo("transaction", get, search, create));

    assertEquals(List.of(), faults);
  }

  private static Map<String, Object> request(String method, String url) {
    return Map.of("request", Map.of("method", method, "url", url));
  }

  @SafeVarargs
  private Answer answerTo(String type, Map<String, Object>... entries) {
    return tsunagi
        .as("inoue")
        .post("/fhir", Map.of("resourceType", "Bundle", "type", type, "entry", List.of(entries)))
        .mustBe(200);
  }
}
