package jp.tsunagi.fhirgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.tsunagi.it.Answer;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Tsunagi;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered from the stored bytes is what HAPI's server would have answered. */
@IntegrationTest
class StoredAnswersIT {
  @ArquillianResource private Tsunagi tsunagi;

  private Caller inoue() {
    return tsunagi.as("inoue");
  }

  private JsonNode created(String family) {
    return inoue()
        .post(
            "/fhir/Patient",
            Map.of(
                "resourceType",
                "Patient",
                "identifier",
                List.of(Map.of("system", "urn:oid:2.999.10.1", "value", UUID.randomUUID())),
                "name",
                List.of(Map.of("family", family, "given", List.of("\"ハル\" \\ é")))))
        .mustBe(201)
        .json();
  }

  /** Asking for the form there is anyway goes the other way. */
  private static String slowly(String path) {
    return path + (path.contains("?") ? "&" : "?") + "_pretty=false";
  }

  @Test
  void reads_what_hapi_reads() {
    String path = "/fhir/Patient/" + created("保存").path("id").asText();

    Answer stored = inoue().get(path).mustBe(200);
    Answer encoded = inoue().get(slowly(path)).mustBe(200);

    assertEquals(encoded.json(), stored.json());
    for (String header : List.of("ETag", "Last-Modified", "Content-Type", "Content-Location")) {
      assertEquals(encoded.header(header), stored.header(header), header);
    }
    assertEquals(
        encoded.json(), inoue().get(path + "/_history/1").mustBe(200).json(), "the version");
  }

  @Test
  void says_that_nothing_changed() {
    String path = "/fhir/Patient/" + created("不変").path("id").asText();

    Answer same = inoue().with("If-None-Match", "W/\"1\"").get(path).mustBe(304);

    assertEquals("W/\"1\"", same.header("ETag"));
    inoue().with("If-None-Match", "W/\"2\"").get(path).mustBe(200);
    inoue()
        .with("If-Modified-Since", inoue().get(path).header("Last-Modified"))
        .get(path)
        .mustBe(304);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/fhir/Patient?_count=5",
        "/fhir/Patient?_count=3&_sort=-_lastUpdated&_total=accurate",
        "/fhir/Patient?family:exact=%E3%81%AA%E3%81%97",
        "/fhir/Organization?_count=2",
      })
  void finds_what_hapi_finds(String search) {
    JsonNode stored = inoue().get(search).mustBe(200).json();
    JsonNode encoded = inoue().get(slowly(search)).mustBe(200).json();

    assertEquals(encoded.path("entry"), stored.path("entry"));
    assertEquals(encoded.path("total"), stored.path("total"));
    assertEquals(relations(encoded), relations(stored));
    assertTrue(stored.at("/link/0/url").asText().endsWith(search), stored.at("/link").toString());
  }

  private static List<String> relations(JsonNode bundle) {
    return bundle.path("link").findValuesAsText("relation");
  }

  @Test
  void goes_on_from_page_to_page() {
    JsonNode first = inoue().get("/fhir/Patient?_count=2").mustBe(200).json();
    String next = first.at("/link/1/url").asText();

    JsonNode second = inoue().get(next.substring(next.indexOf("/fhir/"))).mustBe(200).json();

    assertEquals("next", first.at("/link/1/relation").asText());
    assertEquals(2, second.path("entry").size());
    assertFalse(
        first.findValuesAsText("fullUrl").stream()
            .anyMatch(second.findValuesAsText("fullUrl")::contains));
  }

  @Test
  void searches_a_compartment() {
    String search = "/fhir/Patient/" + created("区画").path("id").asText() + "/Observation?_count=4";

    JsonNode stored = inoue().get(search).mustBe(200).json();
    JsonNode encoded = inoue().get(slowly(search)).mustBe(200).json();

    assertEquals(encoded.path("entry"), stored.path("entry"));
    assertTrue(stored.at("/link/0/url").asText().endsWith(search));
  }

  @Test
  void leaves_other_forms_to_hapi() {
    String path = "/fhir/Patient/" + created("別形").path("id").asText();

    ObjectNode some = (ObjectNode) inoue().get(path + "?_elements=name").mustBe(200).json();

    assertFalse(some.has("identifier"));
    assertTrue(inoue().get(path + "?_format=xml").mustBe(200).body().startsWith("<Patient"));
    assertTrue(
        inoue().with("Accept", "application/fhir+xml").get(path).body().startsWith("<Patient"));
  }

  @Test
  void tells_its_problems_as_outcomes() {
    Answer unknown = inoue().get("/fhir/Patient/no-such-resident").mustBe(404);

    assertEquals("not-found", unknown.json().at("/issue/0/details/coding/0/code").asText());
    assertTrue(unknown.header("Content-Type").startsWith("application/fhir+json"));
    inoue().get("/fhir/Patient?birthdate=not-a-date").mustBe(400);
    inoue().with("Prefer", "handling=strict").get("/fhir/Patient?unheard-of=1").mustBe(400);
    tsunagi.as("kobayashi").get("/fhir/Patient/" + created("他人").path("id").asText()).mustBe(404);
  }
}
