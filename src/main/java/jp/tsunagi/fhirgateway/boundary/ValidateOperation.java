package jp.tsunagi.fhirgateway.boundary;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import jp.tsunagi.fhirgateway.control.Validation.Finding;
import jp.tsunagi.fhirgateway.control.ValidationRequest;
import jp.tsunagi.platform.boundary.Messages;
import jp.tsunagi.record.boundary.ResourceKey;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * {@code $validate} on a type and its resources; HAPI binds what a type does in its own provider.
 */
public class ValidateOperation implements IResourceProvider {
  private static final String DEFINITION =
      "http://hl7.org/fhir/OperationDefinition/Resource-validate";
  private static final Messages MESSAGES = new Messages();

  private final Class<? extends Resource> model;
  private final String type;
  private final ConformanceService conformance;

  ValidateOperation(Class<? extends Resource> model, String type, ConformanceService conformance) {
    this.model = model;
    this.type = type;
    this.conformance = conformance;
  }

  @Override
  public Class<? extends IBaseResource> getResourceType() {
    return model;
  }

  /** The body is read as text: a model would already have lost what is wrong with it. */
  @Operation(name = "$validate", idempotent = true, manualRequest = true, canonicalUrl = DEFINITION)
  public OperationOutcome validate(
      @IdParam(optional = true) @Nullable IIdType id,
      HttpServletRequest request,
      RequestDetails details) {
    ValidationRequest asked =
        ValidationRequest.of(details.loadRequestContents())
            .with(parameter(request, "mode"), parameters(request, "profile"));
    List<Finding> findings =
        conformance.validate(
            type, id == null ? null : new ResourceKey(type, id.getIdPart()), asked);
    return outcome(findings, Messages.language(request));
  }

  private static @Nullable String parameter(HttpServletRequest request, String name) {
    return request.getParameter(name);
  }

  private static List<String> parameters(HttpServletRequest request, String name) {
    String[] values = request.getParameterValues(name);
    return values == null ? List.of() : List.of(values);
  }

  private static OperationOutcome outcome(List<Finding> findings, String language) {
    OperationOutcome outcome = new OperationOutcome();
    findings.forEach(finding -> add(outcome, finding, language));
    if (findings.isEmpty()) {
      outcome
          .addIssue()
          .setSeverity(IssueSeverity.INFORMATION)
          .setCode(IssueType.INFORMATIONAL)
          .getDetails()
          .setText(MESSAGES.text(language, "fhir.valid"));
    }
    return outcome;
  }

  private static void add(OperationOutcome outcome, Finding finding, String language) {
    OperationOutcomeIssueComponent issue =
        outcome.addIssue().setSeverity(severity(finding)).setCode(IssueType.PROCESSING);
    if (!finding.place().isEmpty()) {
      issue.addExpression(finding.place());
    }
    String text =
        finding.ours()
            ? MESSAGES.text(language, "rule." + finding.rule(), finding.arguments().toArray())
            : finding.text();
    issue
        .getDetails()
        .setText(text)
        .addCoding(ProblemInterceptor.rule(finding.rule(), finding.ours()));
    issue.setDiagnostics(text);
  }

  private static IssueSeverity severity(Finding finding) {
    return switch (finding.level()) {
      case INFORMATION -> IssueSeverity.INFORMATION;
      case WARNING -> IssueSeverity.WARNING;
      case ERROR -> IssueSeverity.ERROR;
    };
  }
}
