package jp.tsunagi.fhirgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.tsunagi.it.Answer;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.Eventually;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Tsunagi;
import jp.tsunagi.kernel.Vocabulary;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guide and what is held against it, over HTTP. */
@IntegrationTest
class ConformanceIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROFILE = Vocabulary.BASE + "/StructureDefinition/";

  @ArquillianResource private Tsunagi tsunagi;

  private Caller inoue() {
    return tsunagi.as("inoue");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** A resident as the guide wants her, with a number nobody else has. */
  private static ObjectNode resident() throws IOException {
    ObjectNode resident =
        (ObjectNode)
            JSON.readTree(
                Files.readString(
                    Path.of(
                            System.getProperty("tsunagi.home", ""),
                            "fhir-profiles/examples/Patient")
                        .resolve("r-00001.json")));
    resident.remove(List.of("id", "generalPractitioner"));
    ((ObjectNode) resident.path("identifier").path(0))
        .put("value", Long.toString(System.nanoTime()));
    ArrayNode numbers = (ArrayNode) resident.path("identifier");
    while (numbers.size() > 1) {
      numbers.remove(1);
    }
    return resident;
  }

  private static List<String> texts(JsonNode outcome, String severity) {
    List<String> texts = new ArrayList<>();
    outcome
        .path("issue")
        .forEach(
            issue -> {
              if (issue.path("severity").asText().equals(severity)) {
                texts.add(issue.at("/details/text").asText());
              }
            });
    return texts;
  }

  private static List<String> expressions(JsonNode outcome) {
    List<String> all = new ArrayList<>();
    outcome.path("issue").forEach(issue -> all.add(issue.at("/expression/0").asText()));
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"inoue", "kobayashi", "kimura", "admin", "nakamura"})
  void serves_the_guide_to_whoever_is_signed_in(String user) {
    String url = PROFILE + "resident";

    Eventually.within(
        Duration.ofSeconds(60),
        "the guide is published",
        () ->
            tsunagi
                    .as(user)
                    .get("/fhir/StructureDefinition?url=" + encoded(url))
                    .mustBe(200)
                    .json()
                    .path("entry")
                    .size()
                == 1);

    for (String path :
        List.of(
            "StructureDefinition/resident",
            "ValueSet/role",
            "CodeSystem/role",
            "SearchParameter/task-area",
            "OperationDefinition/crew-card",
            "CapabilityStatement/server",
            "NamingSystem/user")) {
      tsunagi.as(user).get("/fhir/" + path).mustBe(200);
    }
  }

  @Test
  void serves_the_guide_to_the_emergency_centre_and_to_nobody_without_a_token() {
    tsunagi.asClient("emergency-centre").get("/fhir/CodeSystem/emergency-kind").mustBe(200);
    tsunagi.anonymous().get("/fhir/CodeSystem/emergency-kind").mustBe(401);
  }

  @Test
  void gives_the_guide_as_a_package() {
    Answer answer = tsunagi.anonymous().get("/fhir-profiles/package.tgz").mustBe(200);

    assertTrue(answer.header("Content-Type").startsWith("application/gzip"));
  }

  @Test
  void stores_what_follows_the_profile_it_claims() throws IOException {
    inoue().post("/fhir/Patient", resident()).mustBe(201);
  }

  @Test
  void refuses_what_does_not_with_place_and_rule() throws IOException {
    ObjectNode nameless = resident();
    nameless.remove("name");

    JsonNode outcome = inoue().post("/fhir/Patient", nameless).mustBe(422).json();

    assertEquals("OperationOutcome", outcome.path("resourceType").asText());
    assertEquals("Patient", outcome.at("/issue/0/expression/0").asText());
    assertEquals(
        "http://hl7.org/fhir/java-core-messageId",
        outcome.at("/issue/0/details/coding/1/system").asText());
    assertTrue(outcome.at("/issue/0/details/text").asText().contains("Patient.name"));
  }

  @Test
  void tells_a_broken_structure_in_the_callers_language() {
    Map<String, Object> condition = Map.of("resourceType", "Condition");

    JsonNode japanese = inoue().post("/fhir/Condition", condition).mustBe(422).json();
    JsonNode english =
        inoue().with("Accept-Language", "en").post("/fhir/Condition", condition).mustBe(422).json();

    assertEquals("Condition.subject", japanese.at("/issue/0/expression/0").asText());
    assertEquals("required", japanese.at("/issue/0/details/coding/1/code").asText());
    assertEquals("Condition.subject: 必須です。", japanese.at("/issue/0/details/text").asText());
    assertEquals(
        "Condition.subject: This is required.", english.at("/issue/0/details/text").asText());
  }

  @Test
  void stores_what_claims_an_unknown_profile_with_a_warning() {
    JsonNode outcome =
        inoue()
            .with("Prefer", "return=OperationOutcome")
            .post(
                "/fhir/Organization",
                Map.of(
                    "resourceType",
                    "Organization",
                    "meta",
                    Map.of("profile", List.of("https://elsewhere.example/StructureDefinition/x")),
                    "name",
                    "どこか"))
            .mustBe(201)
            .json();

    assertEquals(1, texts(outcome, "warning").size());
    assertTrue(texts(outcome, "warning").get(0).contains("https://elsewhere.example"));
  }

  @Test
  void validates_a_bare_resource_and_one_in_parameters() throws IOException {
    ObjectNode nameless = resident();
    nameless.remove("name");
    Map<String, Object> parameters =
        Map.of(
            "resourceType",
            "Parameters",
            "parameter",
            List.of(
                Map.of("name", "resource", "resource", nameless),
                Map.of("name", "mode", "valueCode", "create")));

    JsonNode good = inoue().post("/fhir/Patient/$validate", resident()).mustBe(200).json();
    JsonNode bare = inoue().post("/fhir/Patient/$validate", nameless).mustBe(200).json();
    JsonNode wrapped = inoue().post("/fhir/Patient/$validate", parameters).mustBe(200).json();

    assertEquals(List.of(), texts(good, "error"));
    assertFalse(texts(bare, "error").isEmpty());
    assertEquals(texts(bare, "error"), texts(wrapped, "error"));
  }

  @Test
  void validates_against_a_profile_the_resource_does_not_claim() {
    Map<String, Object> patient = Map.of("resourceType", "Patient");

    JsonNode plain = inoue().post("/fhir/Patient/$validate", patient).mustBe(200).json();
    JsonNode held =
        inoue()
            .post("/fhir/Patient/$validate?profile=" + encoded(PROFILE + "resident"), patient)
            .mustBe(200)
            .json();
    JsonNode unknown =
        inoue().post("/fhir/Patient/$validate?profile=x:y", patient).mustBe(200).json();

    assertEquals(List.of(), texts(plain, "error"));
    assertFalse(texts(held, "error").isEmpty());
    assertEquals(List.of("プロファイル x:y はこのサーバーにありません。"), texts(unknown, "error"));
  }

  @Test
  void validates_what_a_parser_would_have_refused() {
    JsonNode outcome =
        inoue()
            .post(
                "/fhir/Patient/$validate",
                "{\"resourceType\":\"Patient\",\"shoeSize\":23,\"birthDate\":\"yesterday\"}")
            .mustBe(200)
            .json();

    assertTrue(expressions(outcome).contains("Patient.birthDate"), outcome.toString());
    assertTrue(texts(outcome, "error").toString().contains("shoeSize"), outcome.toString());
    inoue().post("/fhir/Patient/$validate", "{").mustBe(400);
  }

  @Test
  void validates_xml() {
    JsonNode outcome =
        inoue()
            .with("Content-Type", "application/fhir+xml")
            .with("Accept", "application/fhir+json")
            .post(
                "/fhir/Condition/$validate",
                "<Condition xmlns=\"http://hl7.org/fhir\"><code><text value=\"x\"/></code></Condition>")
            .mustBe(200)
            .json();

    assertTrue(texts(outcome, "error").toString().contains("subject"), outcome.toString());
  }

  @Test
  void validates_a_stored_resource_and_its_deletion() throws IOException {
    String id = inoue().post("/fhir/Patient", resident()).mustBe(201).json().path("id").asText();

    JsonNode stored = inoue().get("/fhir/Patient/" + id + "/$validate").mustBe(200).json();
    JsonNode deletion =
        inoue().get("/fhir/Patient/" + id + "/$validate?mode=delete").mustBe(200).json();

    assertEquals(List.of(), texts(stored, "error"));
    assertEquals(List.of(), texts(deletion, "error"));
    tsunagi.as("kobayashi").get("/fhir/Patient/" + id + "/$validate").mustBe(404);
  }
}
