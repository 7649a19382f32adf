package jp.tsunagi.seed.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jp.tsunagi.kernel.Vocabulary;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;

/**
 * 符号と言葉. Our codes with the Japanese words the implementation guide gives them; shared by the
 * workers.
 */
final class Terms {
  private static final String CODE_SYSTEM = Vocabulary.BASE + "/CodeSystem/";

  private final Map<String, Map<String, String>> displays = new ConcurrentHashMap<>();

  /** The code with its word; an unknown code is a mistake in the seed. */
  Coding coding(String system, String code) {
    String display = displays.computeIfAbsent(system, Terms::read).get(code);
    if (display == null) {
      throw new IllegalArgumentException(system + "#" + code);
    }
    return new Coding(system, code, display);
  }

  CodeableConcept concept(String system, String code) {
    return new CodeableConcept(coding(system, code));
  }

  private static Map<String, String> read(String system) {
    String resource =
        "/fhir-profiles/CodeSystem/" + system.substring(CODE_SYSTEM.length()) + ".json";
    try (InputStream json = Terms.class.getResourceAsStream(resource)) {
      Map<String, String> words = new HashMap<>();
      collect(new ObjectMapper().readTree(json).path("concept"), words);
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  private static void collect(JsonNode concepts, Map<String, String> words) {
    for (JsonNode concept : concepts) {
      words.put(concept.get("code").asText(), concept.get("display").asText());
      collect(concept.path("concept"), words);
    }
  }
}
