package jp.tsunagi.fhirgateway.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import jp.tsunagi.fhirgateway.control.BodySyntax.Purpose;
import jp.tsunagi.it.Mutation;
import jp.tsunagi.platform.boundary.ProblemException;
import org.junit.jupiter.api.Test;

/**
 * 変異した本文. Every example of the guide, changed at random and the same each time: what the door and
 * the parser let pass is in the model they make of it.
 */
class MutatedBodiesTest {
  private static final FhirContext FHIR = FhirContext.forR4Cached();
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();
  private static final long SEED = 20_260_401;
  private static final int MUTATIONS = 4_000;

  private static List<ObjectNode> examples() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("fhir-profiles/examples"))) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(MutatedBodiesTest::read)
          .toList();
    }
  }

  private static ObjectNode read(Path file) {
    try {
      return (ObjectNode) JSON.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void what_is_let_pass_is_not_lost() throws IOException {
    List<ObjectNode> examples = examples();
    Random random = new Random(SEED);
    List<String> lost = new ArrayList<>();
    int passed = 0;

    for (int i = 0; i < MUTATIONS; i++) {
      Mutation mutation = Mutation.of(examples.get(i % examples.size()), random);
      String kept = kept(mutation.body());
      if (!kept.isEmpty()) {
        passed++;
        String sent = new String(mutation.body(), StandardCharsets.UTF_8);
        if (!Mutation.saysTheSame(bare(sent), bare(kept))) {
          lost.add(mutation.what() + ": sent " + sent + ", kept " + kept);
        }
      }
    }

    assertEquals(List.of(), lost);
    assertTrue(passed > MUTATIONS / 10, passed + " passed");
    assertTrue(passed < MUTATIONS / 2, passed + " passed");
  }

  /** Without the id, which the address gives. */
  private static JsonNode bare(String resource) throws IOException {
    ObjectNode bare = (ObjectNode) JSON.readTree(resource);
    bare.remove("id");
    return bare;
  }

  /** What the model says that is made of a body; nothing when it is refused. */
  private static String kept(byte[] body) {
    try {
      byte[] checked = BodySyntax.checked(body, "application/fhir+json", Purpose.KEPT);
      return FHIR.newJsonParser()
          .encodeResourceToString(
              FHIR.newJsonParser()
                  .setParserErrorHandler(new StrictErrorHandler())
                  .parseResource(new String(checked, StandardCharsets.UTF_8)));
    } catch (ProblemException | DataFormatException refused) {
      return "";
    }
  }
}
