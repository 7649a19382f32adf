package jp.tsunagi.fhirgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
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
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SEED = 20_260_401;
  private static final int MUTATIONS = 500;

  /** Types whose coming and going disturbs nobody else. */
  private static final List<String> TYPES =
      List.of("Patient", "Flag", "RelatedPerson", "Device", "Location", "Organization");

  @ArquillianResource private Tsunagi tsunagi;

  private Caller inoue() {
    return tsunagi.as("inoue").with("Content-Type", "application/fhir+json");
  }

  private static List<ObjectNode> examples(String resident) throws IOException {
    List<ObjectNode> examples = new ArrayList<>();
    for (String type : TYPES) {
      try (Stream<Path> files =
          Files.list(
              Path.of(System.getProperty("tsunagi.home", ""), "fhir-profiles/examples", type))) {
        files.sorted().limit(3).map(MutatedResourcesIT::read).forEach(examples::add);
      }
    }
    examples.forEach(example -> about(resident, example));
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
    example
        .findParents("reference")
        .forEach(
            reference -> {
              String to = reference.path("reference").asText();
              if (to.startsWith("Patient/")) {
                ((ObjectNode) reference).put("reference", "Patient/" + resident);
              } else if (!to.startsWith("#")) {
                ((ObjectNode) reference).remove("reference");
                ((ObjectNode) reference).put("display", to);
              }
            });
  }

  @Test
  void a_changed_resource_is_refused_or_stored_as_sent() throws IOException {
    BadInput input = new BadInput(tsunagi);
    List<ObjectNode> examples = examples(new Registrar(tsunagi).aResident("変異", "花"));
    Random random = new Random(SEED);
    int stored = 0;

    for (int i = 0; i < MUTATIONS; i++) {
      ObjectNode example = examples.get(i % examples.size());
      Mutation mutation = Mutation.of(example, random);
      String type = example.path("resourceType").asText();
      String what = i + " " + type + ": " + mutation.what();
      byte[] body = mutation.body();
      long before = input.written();
      input.survives(what, inoue(), "POST", "/fhir/" + type, body);
      if (input.written() > before) {
        stored++;
        lookAt(what, input, type, body);
      }
    }

    assertEquals(List.of(), input.faults());
    assertTrue(stored > MUTATIONS / 20, stored + " stored");
    assertTrue(stored < MUTATIONS / 2, stored + " stored");
  }

  /** The one that was just stored, compared with what was sent, and taken away again. */
  private void lookAt(String what, BadInput input, String type, byte[] body) throws IOException {
    JsonNode newest =
        inoue()
            .get("/fhir/" + type + "?_sort=-_lastUpdated&_count=1")
            .mustBe(200)
            .json()
            .at("/entry/0/resource");
    JsonNode sent = JSON.readTree(new String(body, StandardCharsets.UTF_8));
    if (!bare(sent).equals(bare(newest))) {
      input.note(what, "sent " + bare(sent) + " and stored " + bare(newest));
    }
    Answer gone = inoue().delete("/fhir/" + type + "/" + newest.path("id").asText());
    if (gone.status() >= 300 && newest.path("id").isTextual()) {
      input.note(what, "left behind: " + gone);
    }
  }

  /** Without what the server writes itself, and without what says nothing. */
  private static JsonNode bare(JsonNode resource) {
    ObjectNode bare = resource.deepCopy();
    bare.remove("id");
    if (bare.path("meta") instanceof ObjectNode meta) {
      meta.remove(List.of("versionId", "lastUpdated"));
    }
    prune(bare);
    return bare;
  }

  private static void prune(JsonNode node) {
    node.forEach(MutatedResourcesIT::prune);
    for (Iterator<JsonNode> parts = node.elements(); parts.hasNext(); ) {
      JsonNode part = parts.next();
      if (part.isNull() || (part.isContainerNode() && part.isEmpty())) {
        parts.remove();
      }
    }
  }
}
