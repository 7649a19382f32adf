package jp.tsunagi.fhirgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import jp.tsunagi.it.Answer;
import jp.tsunagi.it.BadInput;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Mutation;
import jp.tsunagi.it.Registrar;
import jp.tsunagi.it.Tsunagi;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/**
 * 変異. The examples of the guide, each with something changed at random and the same each time:
 * refused and told, or stored as sent. Nothing is taken in and quietly lost.
 */
@IntegrationTest
class MutatedResourcesIT {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();
  private static final long SEED = 20_260_401;
  private static final int MUTATIONS = 600;

  /** Types whose coming and going disturbs nobody else. */
  private static final List<String> TYPES =
      List.of("Patient", "Flag", "RelatedPerson", "Device", "Location", "Organization");

  @ArquillianResource private Tsunagi tsunagi;
  private int stored;

  private Caller inoue() {
    return tsunagi.as("inoue").with("Content-Type", "application/fhir+json");
  }

  /** Each with its profile, for the engine, and without, for the doors alone. */
  private static List<ObjectNode> examples(String resident) throws IOException {
    List<ObjectNode> examples = new ArrayList<>();
    for (String type : TYPES) {
      try (Stream<Path> files =
          Files.list(
              Path.of(System.getProperty("tsunagi.home", ""), "fhir-profiles/examples", type))) {
        files.sorted().limit(2).map(MutatedResourcesIT::read).forEach(examples::add);
      }
    }
    examples.forEach(example -> about(resident, example));
    for (ObjectNode example : List.copyOf(examples)) {
      ObjectNode unprofiled = example.deepCopy();
      unprofiled.remove("meta");
      examples.add(unprofiled);
    }
    return examples;
  }

  private static ObjectNode read(Path file) {
    try {
      return (ObjectNode) JSON.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What refers to a resident refers to this one, and to nobody else of the cast. */
  private static void about(String resident, ObjectNode example) {
    example.remove("id");
    for (JsonNode parent : example.findParents("reference")) {
      ObjectNode reference = (ObjectNode) parent;
      String to = reference.path("reference").asText();
      if (to.startsWith("Patient/")) {
        reference.put("reference", "Patient/" + resident);
      } else if (to.startsWith("Organization/")) {
        reference.put("reference", "Organization/joso-city-welfare");
      } else if (!to.startsWith("#")) {
        reference.remove("reference");
        reference.put("display", to);
      }
    }
  }

  @Test
  void a_changed_resource_is_refused_or_stored_as_sent() throws IOException {
    BadInput input = new BadInput(tsunagi);
    List<ObjectNode> examples = examples(new Registrar(tsunagi).aResident("変異", "花"));
    Random random = new Random(SEED);

    for (int i = 0; i < MUTATIONS; i++) {
      ObjectNode example = examples.get(i % examples.size());
      send(i, example.path("resourceType").asText(), Mutation.of(example, random), input);
    }

    assertEquals(List.of(), input.faults());
    assertTrue(stored > MUTATIONS / 10, stored + " stored");
    assertTrue(stored < MUTATIONS / 2, stored + " stored");
  }

  private void send(int number, String type, Mutation mutation, BadInput input) throws IOException {
    String what = number + " " + type + ": " + mutation.what();
    long before = input.written();
    Answer answer =
        input.answer(what, inoue(), "POST", "/fhir/" + type, mutation.body()).orElseThrow();
    long written = input.written() - before;
    if (answer.status() == 201) {
      stored++;
      lookAt(what, "/fhir/" + type + "/" + answer.createdId(), mutation.body(), input);
    }
    if (written != (answer.status() == 201 ? 1 : 0)) {
      input.note(what, "wrote " + written + ", and answered " + answer.status());
    }
  }

  /** The one that was just stored, compared with what was sent, and taken away again. */
  private void lookAt(String what, String path, byte[] body, BadInput input) throws IOException {
    Answer read = inoue().get(path);
    if (read.status() != 200) {
      input.note(what, "stored, and not read: " + read);
      return;
    }
    JsonNode kept = AsSent.bare(JSON.readTree(read.body()));
    JsonNode sent = AsSent.bare(JSON.readTree(body));
    if (!Mutation.saysTheSame(sent, kept)) {
      input.note(what, "sent " + sent + " and stored " + kept);
    }
    Answer gone = inoue().delete(path);
    if (gone.status() >= 300) {
      input.note(what, "left behind: " + gone);
    }
  }
}
