package jp.tsunagi.fhirgateway.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import jp.tsunagi.fhirgateway.control.BodySyntax.Purpose;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import jp.tsunagi.record.boundary.AssembledRecord;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.Visibility;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * 他者の例. Examples nobody here wrote: a filled resource of every R4 type, and those of the
 * specification.
 */
class ForeignExamplesDatabaseTest {
  private static final FhirContext FHIR = FhirContext.forR4Cached();
  private static final int AT_ONCE = 50;

  private final AssembledRecord record =
      new AssembledRecord(
          Clock.fixed(Instant.parse("2026-04-01T00:00:00Z"), ZoneId.of("Asia/Tokyo")));

  @Test
  void a_filled_resource_of_every_type_comes_back_as_it_was() throws IOException {
    List<Resource> examples = read("json/ibm/complete-mock/");
    Set<String> types = new TreeSet<>();
    List<String> changed = new ArrayList<>();

    for (int from = 0; from < examples.size(); from += AT_ONCE) {
      List<Resource> some = examples.subList(from, Math.min(examples.size(), from + AT_ONCE));
      record.in(
          () -> {
            some.forEach(
                example ->
                    record
                        .store()
                        .update(
                            FhirResource.of(example.copy()),
                            null,
                            Actor.system("test"),
                            Door.SYSTEM));
            return true;
          });
    }
    for (Resource example : examples) {
      types.add(example.fhirType());
      ResourceKey key = new ResourceKey(example.fhirType(), example.getIdElement().getIdPart());
      Resource stored = record.store().read(key, Visibility.ALL).orElseThrow().model();
      if (!text(example).equals(text(stored))) {
        changed.add(key.toString());
      }
    }

    assertEquals(List.of(), changed);
    assertTrue(types.size() > 140, types.size() + " types");
  }

  /** Without what the store itself writes: version and time. */
  private static String text(Resource resource) {
    Resource copy = resource.copy();
    copy.setId(resource.getIdElement().getIdPart());
    Meta meta = copy.getMeta();
    meta.setVersionId(null);
    meta.setLastUpdated(null);
    return parser().encodeResourceToString(copy);
  }

  /** The faults are the examples' own; each was looked at. */
  @Test
  void among_the_examples_of_the_specification_only_those_that_break_it_are_refused()
      throws IOException {
    StructureCheck check = new StructureCheck();
    Set<String> faults = new TreeSet<>();
    List<Resource> examples = read("json/spec/");

    for (Resource example : examples) {
      for (Violation violation : check.violations(example)) {
        faults.add(
            violation.field().replaceAll("\\[[0-9]+]", "").replaceAll("(\\.item)+", ".item")
                + " "
                + violation.rule());
      }
    }

    assertEquals(
        Set.of(
            "Claim.insurance.coverage reference-target",
            "Claim.prescription reference-target",
            "ClaimResponse.request reference-target",
            "CoverageEligibilityResponse.request reference-target",
            "DeviceMetric.parent reference-target",
            "DeviceUseStatement.reasonReference reference-target",
            "EnrollmentResponse.request reference-target",
            "MedicationRequest.dispenseRequest.performer reference-target",
            "Observation.performer reference-target",
            "OrganizationAffiliation.network reference-target",
            "PaymentReconciliation.request reference-target",
            "Questionnaire.item.linkId required",
            "SearchParameter.base required"),
        faults);
    assertTrue(examples.size() > 1_000, examples.size() + " examples");
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "xml"})
  void no_example_is_refused_for_how_it_is_written(String format) throws IOException {
    Set<String> refused = new TreeSet<>();
    int read = 0;
    for (String folder : List.of("/ibm/complete-mock/", "/ibm/complete-absent/", "/spec/")) {
      for (Map.Entry<String, byte[]> example : texts(format + folder).entrySet()) {
        try {
          BodySyntax.checked(example.getValue(), "application/fhir+" + format, Purpose.KEPT);
          read++;
        } catch (ProblemException problem) {
          refused.add(example.getKey() + " " + problem.getMessage());
        }
      }
    }

    assertEquals(Set.of(), refused);
    assertTrue(read > 1_700, read + " examples");
  }

  private static Map<String, byte[]> texts(String folder) throws IOException {
    Map<String, byte[]> found = new TreeMap<>();
    try (JarFile jar = new JarFile(archive().toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        if (entry.getName().startsWith(folder) && entry.getName().matches(".*[.](json|xml)")) {
          try (InputStream text = jar.getInputStream(entry)) {
            found.put(entry.getName(), text.readAllBytes());
          }
        }
      }
    }
    return found;
  }

  private static List<Resource> read(String folder) throws IOException {
    List<Resource> found = new ArrayList<>();
    texts(folder)
        .forEach((name, json) -> parse(new String(json, StandardCharsets.UTF_8), name, found));
    return found;
  }

  private static void parse(String json, String name, List<Resource> found) {
    try {
      Resource resource = (Resource) parser().parseResource(json);
      String id = name.substring(name.lastIndexOf('/') + 1, name.length() - ".json".length());
      resource.setId(id.replaceAll("[^A-Za-z0-9.-]", "-").substring(Math.max(0, id.length() - 64)));
      found.add(resource);
    } catch (DataFormatException notReadByHapi) {
      // some of the specification's own examples are beyond HAPI's parser; not what is tested
    }
  }

  private static IParser parser() {
    return FHIR.newJsonParser()
        .setStripVersionsFromReferences(false)
        .setOverrideResourceIdWithBundleEntryFullUrl(false)
        .setParserErrorHandler(new LenientErrorHandler(false));
  }

  private static Path archive() {
    try {
      URI index =
          Objects.requireNonNull(
                  ForeignExamplesDatabaseTest.class.getResource("/ibm-json.txt"),
                  "the archive of examples")
              .toURI();
      String place = index.toString();
      return Path.of(URI.create(place.substring("jar:".length(), place.indexOf("!"))));
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
