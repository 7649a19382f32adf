package jp.tsunagi.fhirgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Tsunagi;
import jp.tsunagi.kernel.Vocabulary;
import jp.tsunagi.kernel.Vocabulary.Systems;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/** Our codes as a terminology client asks for them. */
@IntegrationTest
class TerminologyIT {
  private static final String CARE_LEVEL = Vocabulary.BASE + "/ValueSet/care-level";

  @ArquillianResource private Tsunagi tsunagi;

  private Caller sato() {
    return tsunagi.as("sato");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static JsonNode parameter(JsonNode parameters, String name) {
    for (JsonNode one : parameters.path("parameter")) {
      if (one.path("name").asText().equals(name)) {
        return one;
      }
    }
    throw new AssertionError(name + " is not in " + parameters);
  }

  @Test
  void expands_by_url_with_japanese_displays_and_english_designations() {
    JsonNode expanded =
        sato()
            .get("/fhir/ValueSet/$expand?url=" + encoded(CARE_LEVEL) + "&filter=" + encoded("要介護3"))
            .mustBe(200)
            .json();

    assertEquals(1, expanded.at("/expansion/total").asInt(), expanded.toString());
    JsonNode code = expanded.at("/expansion/contains/0");
    assertEquals(Systems.CARE_LEVEL, code.path("system").asText());
    assertEquals("要介護3", code.path("display").asText());
    assertEquals("en", code.at("/designation/1/language").asText());
  }

  @Test
  void expands_by_id_in_pages_and_in_english() {
    JsonNode page =
        sato()
            .get("/fhir/ValueSet/area/$expand?offset=2&count=5&displayLanguage=en")
            .mustBe(200)
            .json();

    assertEquals(5, page.at("/expansion/contains").size());
    assertEquals(2, page.at("/expansion/offset").asInt());
    assertEquals(113, page.at("/expansion/total").asInt());
    assertTrue(page.at("/expansion/contains/0/display").asText().matches("[ -~]+"));
    sato().get("/fhir/ValueSet/no-such/$expand").mustBe(404);
    sato().get("/fhir/ValueSet/$expand?url=urn:no-such").mustBe(404);
    sato().get("/fhir/ValueSet/$expand").mustBe(422);
  }

  @Test
  void looks_up_what_a_code_is_called() {
    JsonNode found =
        sato()
            .get(
                "/fhir/CodeSystem/$lookup?system="
                    + encoded(Systems.AREA)
                    + "&code=08211-mitsukaido")
            .mustBe(200)
            .json();

    assertEquals("水海道地区", parameter(found, "display").path("valueString").asText());
    assertTrue(found.toString().contains("Mitsukaido"));
    sato()
        .get("/fhir/CodeSystem/$lookup?system=" + encoded(Systems.AREA) + "&code=nowhere")
        .mustBe(404);
  }

  @Test
  void says_whether_a_code_is_right() {
    String in = "/fhir/ValueSet/$validate-code?url=" + encoded(CARE_LEVEL);

    JsonNode wrong =
        sato()
            .with("Accept-Language", "en")
            .get(in + "&system=" + encoded(Systems.CARE_LEVEL) + "&code=no-such")
            .mustBe(200)
            .json();
    JsonNode misnamed =
        sato()
            .post(
                "/fhir/CodeSystem/$validate-code",
                Map.of(
                    "resourceType",
                    "Parameters",
                    "parameter",
                    List.of(
                        Map.of(
                            "name",
                            "coding",
                            "valueCoding",
                            Map.of(
                                "system", Systems.AREA,
                                "code", "08211",
                                "display", "取手市")))))
            .mustBe(200)
            .json();
    JsonNode right =
        sato()
            .get("/fhir/CodeSystem/area/$validate-code?code=08211&display=" + encoded("Joso City"))
            .mustBe(200)
            .json();

    assertEquals(false, parameter(wrong, "result").path("valueBoolean").asBoolean());
    assertEquals(
        "The code no-such is not in this value set.",
        parameter(wrong, "message").path("valueString").asText());
    assertEquals(false, parameter(misnamed, "result").path("valueBoolean").asBoolean());
    assertTrue(parameter(misnamed, "message").path("valueString").asText().contains("常総市"));
    assertEquals(true, parameter(right, "result").path("valueBoolean").asBoolean());
  }

  @Test
  void searches_by_hierarchy_and_value_set() {
    Caller inoue = tsunagi.as("inoue").with("Prefer", "handling=strict");
    String area = encoded(Systems.AREA + "|08211-mitsukaido");
    String hazards = encoded(Vocabulary.BASE + "/ValueSet/disaster-hazard");

    int below =
        inoue
            .get("/fhir/Patient?area:below=" + area + "&_count=5")
            .mustBe(200)
            .json()
            .path("entry")
            .size();
    inoue.get("/fhir/CarePlan?hazard:in=" + hazards).mustBe(200);
    inoue.get("/fhir/CarePlan?hazard:not-in=" + hazards).mustBe(200);
    inoue.get("/fhir/CarePlan?hazard:in=urn:no-such").mustBe(400);

    assertEquals(5, below);
  }
}
