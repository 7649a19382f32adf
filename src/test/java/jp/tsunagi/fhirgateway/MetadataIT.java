package jp.tsunagi.fhirgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Tsunagi;
import jp.tsunagi.kernel.Vocabulary;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/** {@code /fhir/metadata} against what the server does. */
@IntegrationTest
class MetadataIT {
  @ArquillianResource private Tsunagi tsunagi;

  private JsonNode statement() {
    return tsunagi.anonymous().get("/fhir/metadata").mustBe(200).json();
  }

  private Caller strict(String user) {
    return tsunagi.as(user).with("Prefer", "handling=strict");
  }

  private static String sample(String kind, String name) {
    return switch (kind) {
      case "date" -> "2020-01-01";
      case "number", "quantity" -> "1";
      case "reference" -> "Patient/nobody";
      case "uri" -> "urn:x";
      case "special" -> name.equals("near") ? "36.0|139.9|1|km" : "x";
      default -> "x";
    };
  }

  /** All of a type at once; they are taken apart only where one is refused. */
  @Test
  void every_search_parameter_it_tells_is_accepted_strictly() {
    List<String> refused = new ArrayList<>();
    for (JsonNode resource : statement().at("/rest/0/resource")) {
      String type = resource.path("type").asText();
      List<String> criteria = new ArrayList<>();
      for (JsonNode parameter : resource.path("searchParam")) {
        String name = parameter.path("name").asText();
        String kind = parameter.path("type").asText();
        if (!kind.equals("composite") && !name.equals("_has")) {
          criteria.add(name + "=" + URLEncoder.encode(sample(kind, name), StandardCharsets.UTF_8));
        }
      }
      if (search(type, String.join("&", criteria)) != 200) {
        criteria.stream()
            .filter(criterion -> search(type, criterion) != 200)
            .forEach(criterion -> refused.add(type + "?" + criterion));
      }
    }

    assertEquals(List.of(), refused);
  }

  private int search(String type, String criteria) {
    return strict(type.equals("AuditEvent") ? "kimura" : "inoue")
        .get("/fhir/" + type + "?" + criteria + "&_count=1")
        .status();
  }

  @Test
  void a_parameter_it_does_not_tell_is_refused_strictly() {
    for (JsonNode resource : statement().at("/rest/0/resource")) {
      String type = resource.path("type").asText();
      if (!type.equals("AuditEvent")) {
        strict("inoue").get("/fhir/" + type + "?shoe-size=23").mustBe(400);
      }
    }
  }

  @Test
  void tells_every_search_parameter_of_the_guide() {
    JsonNode guide = tsunagi.as("sato").get("/fhir/SearchParameter?_count=200").mustBe(200).json();
    Set<String> defined = new TreeSet<>();
    guide
        .path("entry")
        .forEach(
            entry ->
                entry
                    .at("/resource/base")
                    .forEach(
                        base ->
                            defined.add(base.asText() + " " + entry.at("/resource/url").asText())));
    Set<String> told = new TreeSet<>();
    for (JsonNode resource : statement().at("/rest/0/resource")) {
      resource
          .path("searchParam")
          .forEach(
              parameter -> {
                String definition = parameter.path("definition").asText();
                if (definition.startsWith(Vocabulary.BASE)) {
                  told.add(resource.path("type").asText() + " " + definition);
                }
              });
    }

    assertEquals(defined, told);
  }

  @Test
  void every_operation_it_tells_is_defined_somewhere() {
    List<String> undefined = new ArrayList<>();
    JsonNode rest = statement().at("/rest/0");
    List<JsonNode> operations = new ArrayList<>();
    rest.path("operation").forEach(operations::add);
    rest.path("resource").forEach(resource -> resource.path("operation").forEach(operations::add));
    Set<String> known = new TreeSet<>();
    tsunagi
        .as("sato")
        .get("/fhir/OperationDefinition?_count=100")
        .mustBe(200)
        .json()
        .path("entry")
        .forEach(entry -> known.add(entry.at("/resource/url").asText()));
    for (JsonNode operation : operations) {
      String definition = operation.path("definition").asText();
      if (!definition.startsWith("http://hl7.org/fhir/") && !known.contains(definition)) {
        undefined.add(operation.path("name").asText() + " " + definition);
      }
    }

    assertEquals(List.of(), undefined);
    assertTrue(operations.size() > 100, operations.size() + " operations");
  }

  @Test
  void tells_how_to_sign_in_what_profiles_there_are_and_how_writes_behave() {
    JsonNode statement = statement();
    JsonNode rest = statement.at("/rest/0");
    JsonNode patient = null;
    for (JsonNode resource : rest.path("resource")) {
      patient = resource.path("type").asText().equals("Patient") ? resource : patient;
    }
    assertTrue(patient != null);

    assertEquals(
        tsunagi.issuer() + "/protocol/openid-connect/token",
        rest.at("/security/extension/0/extension/1/valueUri").asText());
    assertTrue(
        patient.path("supportedProfile").toString().contains("StructureDefinition/resident"));
    assertEquals("versioned-update", patient.path("versioning").asText());
    assertTrue(patient.path("conditionalCreate").asBoolean());
    assertEquals("single", patient.path("conditionalDelete").asText());
    assertTrue(statement.path("format").toString().contains("application/fhir+xml"));
    assertTrue(statement.path("patchFormat").toString().contains("json-patch"));
    assertEquals(
        Vocabulary.BASE + "/ImplementationGuide/tsunagi",
        statement.at("/implementationGuide/0").asText());
    assertFalse(rest.path("interaction").toString().isEmpty());
  }

  @Test
  void is_valid_itself() {
    JsonNode outcome =
        tsunagi
            .as("sato")
            .post("/fhir/CapabilityStatement/$validate", statement().toString())
            .mustBe(200)
            .json();
    List<String> errors = new ArrayList<>();
    outcome
        .path("issue")
        .forEach(
            issue -> {
              if (issue.path("severity").asText().equals("error")) {
                errors.add(
                    issue.at("/expression/0").asText() + " " + issue.at("/details/text").asText());
              }
            });

    assertEquals(List.of(), errors);
  }

  @Test
  void is_described_in_openapi_beside_the_application_programming_interface() {
    JsonNode paths =
        tsunagi
            .anonymous()
            .with("Accept", "application/json")
            .get("/openapi?format=JSON")
            .mustBe(200)
            .json()
            .path("paths");

    assertTrue(paths.path("/fhir/{type}/{id}").has("patch"), paths.toString());
    assertTrue(paths.path("/fhir/{type}/$validate").has("post"));
    assertTrue(paths.has("/api/me"));
  }
}
