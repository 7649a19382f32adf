package jp.tsunagi.fhirgateway.boundary;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import jp.tsunagi.fhirgateway.control.Terminology;
import jp.tsunagi.fhirgateway.control.Terminology.Term;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.ResourceKey;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;

/** {@code ValueSet/$expand} and {@code ValueSet/$validate-code}. */
public class ValueSetOperations implements IResourceProvider {
  private static final String DEFINITIONS = "http://hl7.org/fhir/OperationDefinition/ValueSet-";
  private static final int MOST = 1_000;

  private final ConformanceService conformance;
  private final Clock clock;

  ValueSetOperations(ConformanceService conformance, Clock clock) {
    this.conformance = conformance;
    this.clock = clock;
  }

  @Override
  public Class<? extends IBaseResource> getResourceType() {
    return ValueSet.class;
  }

  @Operation(name = "$expand", idempotent = true, canonicalUrl = DEFINITIONS + "expand")
  public ValueSet expand(
      @IdParam(optional = true) @Nullable IIdType id,
      @OperationParam(name = "url", max = 1) @Nullable UriType url,
      @OperationParam(name = "valueSet", max = 1) @Nullable ValueSet sent,
      @OperationParam(name = "filter", max = 1) @Nullable StringType filter,
      @OperationParam(name = "offset", max = 1) @Nullable IntegerType offset,
      @OperationParam(name = "count", max = 1) @Nullable IntegerType count,
      @OperationParam(name = "includeDesignations", max = 1) @Nullable BooleanType designations,
      @OperationParam(name = "displayLanguage", max = 1) @Nullable CodeType language,
      HttpServletRequest request) {
    int from = within("offset", offset, 0);
    int most = within("count", count, MOST);
    Terminology.Page page =
        conformance.expand(
            asked(id, url, sent), filter == null ? null : filter.getValue(), from, most);
    ValueSet answer = page.set().copy();
    answer.setCompose(null);
    ValueSet.ValueSetExpansionComponent expansion = answer.getExpansion();
    expansion
        .setIdentifier("urn:uuid:" + UUID.randomUUID())
        .setTimestamp(Date.from(clock.instant()))
        .setTotal(page.total())
        .setOffset(from);
    expansion.addParameter().setName("count").setValue(new IntegerType(most));
    if (filter != null) {
      expansion.addParameter().setName("filter").setValue(filter);
    }
    String spoken = TermAnswers.language(language, request);
    boolean named = designations == null || designations.booleanValue();
    page.terms().forEach(term -> add(expansion, term, spoken, named));
    return answer;
  }

  private static int within(String name, @Nullable IntegerType given, int otherwise) {
    if (given == null || given.getValue() == null) {
      return otherwise;
    }
    if (given.getValue() < 0 || given.getValue() > 1_000_000) {
      throw ProblemException.invalid(name, "out-of-range", 0, 1_000_000);
    }
    return name.equals("count") ? Math.min(MOST, given.getValue()) : given.getValue();
  }

  private static void add(
      ValueSet.ValueSetExpansionComponent expansion, Term term, String language, boolean named) {
    ValueSet.ValueSetExpansionContainsComponent contains =
        expansion
            .addContains()
            .setSystem(term.coding().getSystem())
            .setCode(term.coding().getCode())
            .setDisplay(term.name(language));
    if (named && term.concept() != null) {
      term.concept()
          .getDesignation()
          .forEach(
              designation ->
                  contains
                      .addDesignation()
                      .setLanguage(designation.getLanguage())
                      .setValue(designation.getValue()));
    }
  }

  @Operation(
      name = "$validate-code",
      idempotent = true,
      canonicalUrl = DEFINITIONS + "validate-code")
  public Parameters validateCode(
      @IdParam(optional = true) @Nullable IIdType id,
      @OperationParam(name = "url", max = 1) @Nullable UriType url,
      @OperationParam(name = "valueSet", max = 1) @Nullable ValueSet sent,
      @OperationParam(name = "code", max = 1) @Nullable CodeType code,
      @OperationParam(name = "system", max = 1) @Nullable UriType system,
      @OperationParam(name = "display", max = 1) @Nullable StringType display,
      @OperationParam(name = "coding", max = 1) @Nullable Coding coding,
      @OperationParam(name = "codeableConcept", max = 1) @Nullable CodeableConcept concept,
      HttpServletRequest request) {
    List<Coding> codings =
        concept != null
            ? concept.getCoding()
            : List.of(TermAnswers.coding(code, system, display, coding));
    return TermAnswers.verdict(conformance.isIn(asked(id, url, sent), codings), codings, request);
  }

  private static ConformanceService.ValueSetAsked asked(
      @Nullable IIdType id, @Nullable UriType url, @Nullable ValueSet sent) {
    if (id == null && sent == null && (url == null || !url.hasValue())) {
      throw ProblemException.invalid("url", "required");
    }
    return new ConformanceService.ValueSetAsked(
        id == null ? null : new ResourceKey("ValueSet", id.getIdPart()),
        url == null ? null : url.getValue(),
        sent);
  }
}
