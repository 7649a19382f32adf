package jp.tsunagi.record.control;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.fhirpath.IFhirPath;
import ca.uhn.fhir.parser.IParser;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Resource;

/** FHIRエンジン。 HAPI's model and parser, set up the one way the store needs them. */
@ApplicationScoped
public class FhirEngine {
  private final FhirContext context = FhirContext.forR4Cached();

  public FhirEngine() {
    context.setValidationSupport(new TypeHierarchy(context));
  }

  public FhirContext context() {
    return context;
  }

  /** The resource as JSON in UTF-8; versions in references stay. */
  public byte[] encode(Resource resource) {
    return parser().encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8);
  }

  public Resource decode(byte[] json) {
    return (Resource)
        parser()
            .parseResource(
                new InputStreamReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8));
  }

  public IFhirPath newFhirPath() {
    return context.newFhirPath();
  }

  private IParser parser() {
    return context
        .newJsonParser()
        .setStripVersionsFromReferences(false)
        .setOverrideResourceIdWithBundleEntryFullUrl(false);
  }
}
