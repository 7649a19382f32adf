package jp.tsunagi.resident.control;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jp.tsunagi.record.boundary.FhirResource;
import org.hl7.fhir.r4.model.Resource;

/** The examples of the implementation guide: 田中ハナ as everybody who follows the guide writes her. */
public final class Guide {
  private static final Path EXAMPLES = Path.of("fhir-profiles/examples");

  private Guide() {}

  public static FhirResource example(String type, String id) {
    try {
      return FhirResource.of(
          (Resource)
              FhirContext.forR4Cached()
                  .newJsonParser()
                  .parseResource(Files.readString(EXAMPLES.resolve(type).resolve(id + ".json"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String json(FhirResource resource) {
    return FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource.model());
  }
}
