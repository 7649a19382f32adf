package jp.tsunagi.fhirgateway.control;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.FhirResource;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;

/**
 * Applies JSON Patch (RFC 6902) and FHIRPath Patch. The type and id of a resource cannot be
 * patched.
 */
@ApplicationScoped
public class Patches {
  private final FhirContext fhir = FhirContext.forR4Cached();
  private FhirPathPatch pathPatch = new FhirPathPatch();

  protected Patches() {}

  @Inject
  Patches(FhirPathPatch pathPatch) {
    this.pathPatch = pathPatch;
  }

  FhirResource apply(PatchDocument patch, FhirResource before) {
    Resource after =
        switch (patch.kind()) {
          case JSON_PATCH -> jsonPatch(patch.body(), before.model());
          case FHIRPATH_PATCH_JSON ->
              pathPatch.apply(
                  parameters(fhir.newJsonParser(), patch.body()), before.model().copy());
          case FHIRPATH_PATCH_XML ->
              pathPatch.apply(parameters(fhir.newXmlParser(), patch.body()), before.model().copy());
        };
    if (!after.fhirType().equals(before.type())) {
      throw new ProblemException(ProblemCode.BUSINESS_RULE);
    }
    after.setId(before.id());
    after.getMeta().setVersionId(before.model().getMeta().getVersionId());
    return FhirResource.of(after);
  }

  private Resource jsonPatch(String body, Resource before) {
    try (JsonReader patch = Json.createReader(new StringReader(body));
        JsonReader document =
            Json.createReader(
                new StringReader(fhir.newJsonParser().encodeResourceToString(before)))) {
      JsonObject patched = Json.createPatch(patch.readArray()).apply(document.readObject());
      String after = patched.toString();
      BodySyntax.requireSound(after);
      return (Resource)
          fhir.newJsonParser().setParserErrorHandler(new StrictErrorHandler()).parseResource(after);
    } catch (JsonException | ClassCastException | DataFormatException e) {
      throw ProblemException.invalid("patch", "patch", String.valueOf(e.getMessage()));
    }
  }

  private static Parameters parameters(IParser parser, String body) {
    try {
      return parser
          .setParserErrorHandler(new StrictErrorHandler())
          .parseResource(Parameters.class, body);
    } catch (DataFormatException e) {
      throw new ProblemException(ProblemCode.INVALID_SYNTAX);
    }
  }
}
