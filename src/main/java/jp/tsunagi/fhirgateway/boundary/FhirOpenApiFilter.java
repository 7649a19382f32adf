package jp.tsunagi.fhirgateway.boundary;

import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponses;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createOperation;
import static org.eclipse.microprofile.openapi.OASFactory.createParameter;
import static org.eclipse.microprofile.openapi.OASFactory.createPathItem;
import static org.eclipse.microprofile.openapi.OASFactory.createPaths;
import static org.eclipse.microprofile.openapi.OASFactory.createRequestBody;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * Describes {@code /fhir} in {@code /openapi}, beside {@code /api}: the addresses and methods, once
 * for all types. What each type can be searched by is in {@code /fhir/metadata}, which is made from
 * what is registered.
 */
public class FhirOpenApiFilter implements OASFilter {
  private static final String TAG = "FHIR R4";
  private static final Pattern NAMES = Pattern.compile("\\{([a-z]+)}");

  /** One address with one method. */
  private record Described(
      HttpMethod method, String path, String summary, boolean body, String status) {}

  private static final List<Described> INTERACTIONS =
      List.of(
          get("/fhir/metadata", "What this server can do (CapabilityStatement); needs no token"),
          post("/fhir", "Transaction or batch: all entries or none, or each for itself", "200"),
          get("/fhir/{type}", "Search; Prefer: handling=strict refuses unknown parameters"),
          post("/fhir/{type}", "Create; conditional with If-None-Exist", "201"),
          post("/fhir/{type}/_search", "Search with the criteria in the body", "200"),
          get("/fhir/_history", "Versions of all resources, newest first"),
          get("/fhir/{type}/_history", "Versions of a type's resources, newest first"),
          get("/fhir/{type}/{id}", "Read; If-None-Match and If-Modified-Since are honoured"),
          new Described(
              HttpMethod.PUT, "/fhir/{type}/{id}", "Update or create; If-Match", true, "200"),
          new Described(
              HttpMethod.PATCH, "/fhir/{type}/{id}", "JSON Patch or FHIRPath Patch", true, "200"),
          new Described(HttpMethod.DELETE, "/fhir/{type}/{id}", "Delete; If-Match", false, "204"),
          get("/fhir/{type}/{id}/_history", "Versions of a resource, newest first"),
          get("/fhir/{type}/{id}/_history/{version}", "One version"),
          get("/fhir/Patient/{id}/{type}", "Search in a resident's compartment"),
          post("/fhir/{type}/$validate", "What would be wrong with a resource", "200"),
          get("/fhir/{type}/{id}/$validate", "What is wrong with the stored resource"),
          get("/fhir/ValueSet/$expand", "The codes of a value set: url, filter, offset, count"),
          get("/fhir/ValueSet/$validate-code", "Whether a code is in a value set"),
          get("/fhir/CodeSystem/$lookup", "What a code is called, and what is above and below"),
          get("/fhir/CodeSystem/$validate-code", "Whether a code exists"));

  private static Described get(String path, String summary) {
    return new Described(HttpMethod.GET, path, summary, false, "200");
  }

  private static Described post(String path, String summary, String status) {
    return new Described(HttpMethod.POST, path, summary, true, status);
  }

  @Override
  public void filterOpenAPI(OpenAPI api) {
    if (api.getPaths() == null) {
      api.setPaths(createPaths());
    }
    Schema types =
        createSchema()
            .type(Schema.SchemaType.STRING)
            .enumeration(List.copyOf(new TreeSet<>(FhirContext.forR4Cached().getResourceTypes())));
    for (Described interaction : INTERACTIONS) {
      PathItem item = api.getPaths().getPathItem(interaction.path());
      if (item == null) {
        item = createPathItem();
        api.getPaths().addPathItem(interaction.path(), item);
      }
      item.setOperation(interaction.method(), operation(interaction, types));
    }
  }

  private static Operation operation(Described interaction, Schema types) {
    Operation operation =
        createOperation()
            .addTag(TAG)
            .summary(interaction.summary())
            .responses(
                createAPIResponses()
                    .addAPIResponse(
                        interaction.status(),
                        createAPIResponse().description("As FHIR R4 says").content(fhir()))
                    .addAPIResponse(
                        "default",
                        createAPIResponse()
                            .description("OperationOutcome with the code of the problem")
                            .content(fhir())));
    Matcher names = NAMES.matcher(interaction.path());
    while (names.find()) {
      String name = names.group(1);
      operation.addParameter(
          createParameter()
              .name(name)
              .in(Parameter.In.PATH)
              .required(true)
              .schema(name.equals("type") ? types : createSchema().type(Schema.SchemaType.STRING)));
    }
    if (interaction.body()) {
      operation.setRequestBody(createRequestBody().content(fhir()));
    }
    return operation;
  }

  private static Content fhir() {
    return createContent()
        .addMediaType("application/fhir+json", createMediaType())
        .addMediaType("application/fhir+xml", createMediaType());
  }
}
