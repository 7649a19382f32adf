package jp.tsunagi.fhirgateway.boundary;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import jp.tsunagi.fhirgateway.control.Terminology;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.ResourceKey;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;

/** {@code CodeSystem/$lookup} and {@code CodeSystem/$validate-code}. */
public class CodeSystemOperations implements IResourceProvider {
  private static final String DEFINITIONS = "http://hl7.org/fhir/OperationDefinition/CodeSystem-";

  private final ConformanceService conformance;

  CodeSystemOperations(ConformanceService conformance) {
    this.conformance = conformance;
  }

  @Override
  public Class<? extends IBaseResource> getResourceType() {
    return CodeSystem.class;
  }

  @Operation(name = "$lookup", idempotent = true, canonicalUrl = DEFINITIONS + "lookup")
  public Parameters lookup(
      @OperationParam(name = "code", max = 1) @Nullable CodeType code,
      @OperationParam(name = "system", max = 1) @Nullable UriType system,
      @OperationParam(name = "coding", max = 1) @Nullable Coding coding,
      @OperationParam(name = "displayLanguage", max = 1) @Nullable CodeType language,
      HttpServletRequest request) {
    Coding asked = TermAnswers.coding(code, system, null, coding);
    if (!asked.hasSystem()) {
      throw ProblemException.invalid("system", "required");
    }
    Terminology.Found found = conformance.lookup(asked.getSystem(), asked.getCode());
    Parameters answer = new Parameters();
    CodeSystem described = found.system();
    answer.addParameter("name", described.hasTitle() ? described.getTitle() : described.getName());
    if (described.hasVersion()) {
      answer.addParameter("version", described.getVersion());
    }
    answer.addParameter("display", found.term().name(TermAnswers.language(language, request)));
    ConceptDefinitionComponent concept = found.term().concept();
    if (concept != null) {
      tell(answer, concept);
    }
    found.parent().ifPresent(parent -> property(answer, "parent", new CodeType(parent)));
    return answer;
  }

  private static void tell(Parameters answer, ConceptDefinitionComponent concept) {
    if (concept.hasDefinition()) {
      property(answer, "definition", new StringType(concept.getDefinition()));
    }
    concept
        .getDesignation()
        .forEach(
            designation -> {
              ParametersParameterComponent part = answer.addParameter().setName("designation");
              part.addPart().setName("language").setValue(new CodeType(designation.getLanguage()));
              part.addPart().setName("value").setValue(new StringType(designation.getValue()));
            });
    concept.getProperty().forEach(one -> property(answer, one.getCode(), one.getValue()));
    concept.getConcept().forEach(child -> property(answer, "child", new CodeType(child.getCode())));
  }

  private static void property(Parameters answer, String code, Type value) {
    ParametersParameterComponent part = answer.addParameter().setName("property");
    part.addPart().setName("code").setValue(new CodeType(code));
    part.addPart().setName("value").setValue(value);
  }

  @Operation(
      name = "$validate-code",
      idempotent = true,
      canonicalUrl = DEFINITIONS + "validate-code")
  public Parameters validateCode(
      @IdParam(optional = true) @Nullable IIdType id,
      @OperationParam(name = "url", max = 1) @Nullable UriType url,
      @OperationParam(name = "code", max = 1) @Nullable CodeType code,
      @OperationParam(name = "display", max = 1) @Nullable StringType display,
      @OperationParam(name = "coding", max = 1) @Nullable Coding coding,
      HttpServletRequest request) {
    Coding asked = TermAnswers.coding(code, url, display, coding);
    if (id == null && !asked.hasSystem()) {
      throw ProblemException.invalid("url", "required");
    }
    return TermAnswers.verdict(
        conformance.exists(
            id == null ? null : new ResourceKey("CodeSystem", id.getIdPart()), asked),
        List.of(asked),
        request);
  }
}
