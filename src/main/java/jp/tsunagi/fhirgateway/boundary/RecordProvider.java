package jp.tsunagi.fhirgateway.boundary;

import ca.uhn.fhir.model.api.ResourceMetadataKeyEnum;
import ca.uhn.fhir.model.valueset.BundleEntrySearchModeEnum;
import ca.uhn.fhir.rest.annotation.ConditionalUrlParam;
import ca.uhn.fhir.rest.annotation.Count;
import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.Delete;
import ca.uhn.fhir.rest.annotation.History;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.Patch;
import ca.uhn.fhir.rest.annotation.RawParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Since;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.PatchTypeEnum;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.SimpleBundleProvider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.tsunagi.fhirgateway.control.FhirInteractions.Written;
import jp.tsunagi.fhirgateway.control.FhirVersions;
import jp.tsunagi.fhirgateway.control.PatchDocument;
import jp.tsunagi.platform.boundary.PassingFailure;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.SearchPage;
import jp.tsunagi.record.boundary.SearchQuery;
import jp.tsunagi.record.boundary.SearchUrl;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The RESTful interactions of one resource type, converted to calls of {@link FhirRecordService}
 * and back.
 */
public class RecordProvider implements IResourceProvider {
  private final Class<? extends Resource> model;
  private final String type;
  private final FhirRecordService record;
  private final FhirOperationService operations;

  RecordProvider(
      Class<? extends Resource> model,
      String type,
      FhirRecordService record,
      FhirOperationService operations) {
    this.model = model;
    this.type = type;
    this.record = record;
    this.operations = operations;
  }

  /** The labels in use on this type; HAPI binds an operation of a type only in its own provider. */
  @Operation(
      name = "$meta",
      idempotent = true,
      canonicalUrl = "http://hl7.org/fhir/OperationDefinition/Resource-meta")
  public Parameters metaInUse() {
    return MetaOperations.told(operations.metaInUse(List.of(type)));
  }

  @Override
  public Class<? extends IBaseResource> getResourceType() {
    return model;
  }

  @Read(version = true)
  public Resource read(@IdParam IIdType id) {
    Long version = id.hasVersionIdPart() ? versionOf(id.getVersionIdPart()) : null;
    return ToldVersions.told(record.read(new ResourceKey(type, id.getIdPart()), version));
  }

  private static long versionOf(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw ProblemException.notFound();
    }
    return Long.parseLong(text);
  }

  @Search(allowUnknownParams = true)
  public IBundleProvider search(
      @RawParam @Nullable Map<String, List<String>> parameters, RequestDetails request) {
    Map<String, List<String>> asked = new HashMap<>(parameters == null ? Map.of() : parameters);
    request.getParameters().forEach((name, values) -> asked.putIfAbsent(name, List.of(values)));
    SearchQuery query = SearchUrl.of(type, asked);
    CompartmentRequest.compartment(request).ifPresent(query::inCompartment);
    if (!SearchUrl.isStrict(request.getHeader("Prefer"))) {
      query.lenient();
    }
    SearchPage page = record.search(query);
    PageLinkInterceptor.remember(request, page.next(), page.total());
    List<IBaseResource> found = new ArrayList<>();
    page.matches().forEach(match -> found.add(marked(match, BundleEntrySearchModeEnum.MATCH)));
    page.included().forEach(match -> found.add(marked(match, BundleEntrySearchModeEnum.INCLUDE)));
    if (!page.ignored().isEmpty()) {
      found.add(ProblemInterceptor.leftAside(type, page.ignored(), "ja"));
    }
    return new WholePage(found);
  }

  /** Matches and what goes with them: HAPI would cut what goes with them at {@code _count}. */
  private static final class WholePage extends SimpleBundleProvider {
    private final List<IBaseResource> all;

    WholePage(List<IBaseResource> all) {
      super(all);
      this.all = all;
    }

    @Override
    public List<IBaseResource> getResources(int from, int to) {
      return all;
    }
  }

  private static Resource marked(FhirResource resource, BundleEntrySearchModeEnum mode) {
    Resource told = ToldVersions.told(resource);
    ResourceMetadataKeyEnum.ENTRY_SEARCH_MODE.put(told, mode);
    return told;
  }

  @History
  public IBundleProvider history(@IdParam IIdType id) {
    return ToldVersions.of(record.history(new ResourceKey(type, id.getIdPart())));
  }

  @History
  public IBundleProvider history(
      @Since @Nullable InstantType since, @Count @Nullable Integer count) {
    return ToldVersions.of(
        record.history(type, ToldVersions.from(since), ToldVersions.mostOf(count)));
  }

  @Create
  public MethodOutcome create(
      @ResourceParam IBaseResource resource, @ConditionalUrlParam @Nullable String condition) {
    return outcome(
        PassingFailure.outlast(() -> record.create(sent(resource), conditionOf(condition))));
  }

  @Update
  public MethodOutcome update(
      @IdParam @Nullable IIdType id,
      @ResourceParam IBaseResource resource,
      @ConditionalUrlParam @Nullable String condition,
      RequestDetails request) {
    return outcome(
        PassingFailure.outlast(
            () -> record.update(sent(resource), conditionOf(condition), ifMatch(request))));
  }

  @Patch
  public MethodOutcome patch(
      @IdParam @Nullable IIdType id,
      @ConditionalUrlParam @Nullable String condition,
      PatchTypeEnum kind,
      @ResourceParam String body,
      RequestDetails request) {
    PatchDocument.Kind language =
        switch (kind) {
          case JSON_PATCH -> PatchDocument.Kind.JSON_PATCH;
          case FHIR_PATCH_JSON -> PatchDocument.Kind.FHIRPATH_PATCH_JSON;
          case FHIR_PATCH_XML -> PatchDocument.Kind.FHIRPATH_PATCH_XML;
          default ->
              throw ProblemException.invalid("Content-Type", "not-a-code", "json-patch, fhir");
        };
    return outcome(
        PassingFailure.outlast(
            () -> {
              SearchQuery query = conditionOf(condition);
              return record.patch(
                  query == null ? keyOf(id) : null,
                  query,
                  new PatchDocument(language, body),
                  ifMatch(request));
            }));
  }

  @Delete
  public MethodOutcome delete(
      @IdParam @Nullable IIdType id,
      @ConditionalUrlParam @Nullable String condition,
      RequestDetails request) {
    return PassingFailure.outlast(
        () -> {
          SearchQuery query = conditionOf(condition);
          record.delete(query == null ? keyOf(id) : null, query, ifMatch(request));
          return new MethodOutcome();
        });
  }

  private ResourceKey keyOf(@Nullable IIdType id) {
    if (id == null) {
      throw ProblemException.notFound();
    }
    return new ResourceKey(type, id.getIdPart());
  }

  private static @Nullable Long ifMatch(RequestDetails request) {
    return FhirVersions.ofTag(request.getHeader("If-Match"));
  }

  private @Nullable SearchQuery conditionOf(@Nullable String condition) {
    if (condition == null || condition.isBlank()) {
      return null;
    }
    // HAPI's client sends the whole address of the search.
    String relative = condition.replaceFirst("^https?://[^?]*/(?=[A-Z][A-Za-z]+\\?)", "");
    SearchQuery query =
        SearchUrl.parse(relative.indexOf('?') > 0 ? relative : type + "?" + relative);
    if (!query.type().equals(type)) {
      throw ProblemException.invalid("condition", "wrong-type");
    }
    return query;
  }

  // A copy: an attempt that has to be repeated has already written its id and version into it.
  private static FhirResource sent(IBaseResource resource) {
    return FhirResource.of(((Resource) resource).copy());
  }

  private static MethodOutcome outcome(Written written) {
    Resource told = ToldVersions.told(written.resource());
    MethodOutcome outcome =
        new MethodOutcome(told.getIdElement(), written.created()).setResource(told);
    outcome.setOperationOutcome(WrittenInterceptor.of(told));
    return outcome;
  }
}
