package jp.tsunagi.fhirgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Tsunagi;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/**
 * 他者の記録. A life that Synthea made up, loaded as it made it: hospitals, practitioners, then 517
 * resources in one transaction that refers to them by identifier. Read back, each says what it
 * said.
 */
@IntegrationTest
class SyntheaIT {
  private static final String FOLDER = "/transaction-bundles/synthea/";
  private static final String HOSPITALS = "hospitalInformation1743689610792.json";
  private static final String PRACTITIONERS = "practitionerInformation1743689610792.json";
  private static final String LIFE =
      "Sherise735_Zofia65_Swaniawski813_e0f7758e-a749-4357-858c-53e1db808e37.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  @ArquillianResource private Tsunagi tsunagi;

  /** What a name or a condition in the Bundles became. */
  private final Map<String, String> became = new HashMap<>();

  /** What was sent, by what it became. */
  private final Map<String, JsonNode> sent = new HashMap<>();

  private Caller inoue() {
    return tsunagi.as("inoue");
  }

  private static JsonNode bundle(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(SyntheaIT.class.getResourceAsStream(FOLDER + name), name)) {
      return JSON.readTree(in);
    }
  }

  private void load(String name) throws IOException {
    JsonNode bundle = bundle(name);
    JsonNode answer = inoue().post("/fhir", bundle.toString()).mustBe(200).json();
    assertEquals(bundle.path("entry").size(), answer.path("entry").size());
    for (int i = 0; i < bundle.path("entry").size(); i++) {
      JsonNode entry = bundle.at("/entry/" + i);
      String location = answer.at("/entry/" + i + "/response/location").asText();
      assertTrue(!location.isEmpty(), answer.at("/entry/" + i).toString());
      String reference = location.replaceFirst("/_history/.*", "");
      became.put(entry.path("fullUrl").asText(), reference);
      String type = entry.at("/resource/resourceType").asText();
      entry
          .at("/resource/identifier")
          .forEach(
              identifier ->
                  became.put(
                      type
                          + "?identifier="
                          + identifier.path("system").asText()
                          + "|"
                          + identifier.path("value").asText(),
                      reference));
      sent.put(reference, entry.path("resource"));
    }
  }

  /** The same with every reference by name or condition put in words of this server. */
  private JsonNode rewritten(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode rewritten = JSON.createObjectNode();
      object
          .properties()
          .forEach(
              member -> {
                JsonNode value = member.getValue();
                String name = became.get(value.asText());
                rewritten.set(
                    member.getKey(),
                    member.getKey().equals("reference") && name != null
                        ? TextNode.valueOf(name)
                        : rewritten(value));
              });
      return rewritten;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode rewritten = JSON.createArrayNode();
      array.forEach(element -> rewritten.add(rewritten(element)));
      return rewritten;
    }
    return node;
  }

  private static JsonNode ofXml(String xml) throws IOException {
    FhirContext fhir = FhirContext.forR4Cached();
    return JSON.readTree(
        fhir.newJsonParser().encodeResourceToString(fhir.newXmlParser().parseResource(xml)));
  }

  @Test
  void a_whole_life_comes_back_as_it_was() throws IOException {
    load(HOSPITALS);
    load(PRACTITIONERS);
    load(LIFE);

    List<String> changed = new ArrayList<>();
    for (Map.Entry<String, JsonNode> one : sent.entrySet()) {
      JsonNode wanted = AsSent.bare(rewritten(one.getValue()));
      JsonNode json = JSON.readTree(inoue().get("/fhir/" + one.getKey()).mustBe(200).body());
      JsonNode xml =
          ofXml(inoue().get("/fhir/" + one.getKey() + "?_format=xml").mustBe(200).body());
      if (!wanted.equals(AsSent.bare(json))) {
        changed.add(one.getKey() + ": sent " + wanted + ", read " + AsSent.bare(json));
      }
      if (!wanted.equals(AsSent.bare(xml))) {
        changed.add(one.getKey() + " as XML: sent " + wanted + ", read " + AsSent.bare(xml));
      }
    }

    assertEquals(List.of(), changed);
    assertTrue(sent.size() > 500, sent.size() + " resources");
    assertEverythingIsFound();
  }

  /** Every resource of the life that names its patient is in her {@code $everything}. */
  private void assertEverythingIsFound() {
    String patient =
        sent.keySet().stream().filter(key -> key.startsWith("Patient/")).findFirst().orElseThrow();
    List<String> found = new ArrayList<>();
    String path = "/fhir/" + patient + "/$everything?_count=200";
    while (!path.isEmpty()) {
      JsonNode page = inoue().get(path).mustBe(200).json();
      page.path("entry")
          .forEach(
              entry ->
                  found.add(
                      entry.at("/resource/resourceType").asText()
                          + "/"
                          + entry.at("/resource/id").asText()));
      path = next(page);
    }
    List<String> missing =
        sent.keySet().stream()
            .filter(key -> rewritten(sent.get(key)).toString().contains('"' + patient + '"'))
            .filter(key -> !found.contains(key))
            .toList();

    assertEquals(List.of(), missing);
  }

  private static String next(JsonNode page) {
    for (JsonNode link : page.path("link")) {
      if (link.path("relation").asText().equals("next")) {
        return link.path("url").asText().replaceFirst("^https?://[^/]+", "");
      }
    }
    return "";
  }
}
