package jp.tsunagi.fhirgateway.boundary;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.model.api.ResourceMetadataKeyEnum;
import ca.uhn.fhir.model.valueset.BundleEntrySearchModeEnum;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.NotModifiedException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jp.tsunagi.fhirgateway.control.ContentCheck;
import jp.tsunagi.fhirgateway.control.StoredJson;
import jp.tsunagi.platform.boundary.Messages;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;

/**
 * Tells every problem on {@code /fhir} as an OperationOutcome with the same code as on {@code
 * /api}.
 */
@Interceptor
@ApplicationScoped
public class ProblemInterceptor {
  private static final Logger LOG = Logger.getLogger(ProblemInterceptor.class.getName());
  private static final String SYSTEM = "https://tsunagi.example/fhir/CodeSystem/problem";
  private static final String RULES = "https://tsunagi.example/fhir/CodeSystem/rule";
  private static final String ENGINE_RULES = "http://hl7.org/fhir/java-core-messageId";
  private static final Messages MESSAGES = new Messages();

  @Inject
  public ProblemInterceptor() {}

  @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
  public BaseServerResponseException tell(
      RequestDetails details, Throwable thrown, @Nullable HttpServletRequest request) {
    if (thrown instanceof NotModifiedException notModified) {
      return notModified;
    }
    ProblemException problem = problemOf(thrown);
    UnclassifiedServerFailureException told =
        new UnclassifiedServerFailureException(problem.code().status(), problem.code().code());
    told.setOperationOutcome(outcome(problem, thrown, details.getRequestId(), request));
    return told;
  }

  /** Tells it where the answer is not HAPI's. */
  void send(HttpServletRequest request, HttpServletResponse response, Throwable thrown)
      throws IOException {
    ProblemException problem = problemOf(thrown);
    OperationOutcome outcome = outcome(problem, thrown, request.getRequestURI(), request);
    response.setStatus(problem.code().status());
    StoredJson.send(StoredJson.of(outcome), request, response);
  }

  private static OperationOutcome outcome(
      ProblemException problem,
      Throwable thrown,
      String requestId,
      @Nullable HttpServletRequest request) {
    if (problem.code() == ProblemCode.INTERNAL) {
      LOG.log(Level.SEVERE, thrown, () -> "request " + requestId + " failed");
    }
    String language = request == null ? Messages.JAPANESE : Messages.language(request);
    return problem.code() == ProblemCode.INVALID_SYNTAX && thrown.getMessage() != null
        ? withDiagnostics(outcomeOf(problem, language), thrown.getMessage())
        : outcomeOf(problem, language);
  }

  private static OperationOutcome withDiagnostics(OperationOutcome outcome, String diagnostics) {
    outcome.getIssueFirstRep().setDiagnostics(diagnostics);
    return outcome;
  }

  /** The problem behind an exception: ours wherever it is in the chain, else what HAPI meant. */
  static ProblemException problemOf(Throwable thrown) {
    @Nullable ProblemException found = null;
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProblemException problem) {
        return problem;
      }
      if (isRepeatedExtension(cause)) {
        return ProblemException.invalid("extension", "duplicate");
      }
      if (found == null && cause instanceof DataFormatException) {
        found = new ProblemException(ProblemCode.INVALID_SYNTAX);
      } else if (found == null && cause instanceof BaseServerResponseException response) {
        found = new ProblemException(codeOf(response.getStatusCode()));
      }
    }
    return found != null ? found : new ProblemException(ProblemCode.INTERNAL);
  }

  /** HAPI's word for an extension that is there twice where its reader knows one. */
  private static boolean isRepeatedExtension(Throwable cause) {
    return cause instanceof IllegalArgumentException
        && String.valueOf(cause.getMessage()).endsWith("must have only one match");
  }

  private static ProblemCode codeOf(int status) {
    return switch (status) {
      case 400 -> ProblemCode.INVALID_SYNTAX;
      case 404 -> ProblemCode.NOT_FOUND;
      case 405 -> ProblemCode.METHOD_NOT_ALLOWED;
      case 406 -> ProblemCode.NOT_ACCEPTABLE;
      case 409 -> ProblemCode.CONFLICT;
      case 410 -> ProblemCode.GONE;
      case 412 -> ProblemCode.VERSION_CONFLICT;
      case 413 -> ProblemCode.TOO_LARGE;
      case 415 -> ProblemCode.UNSUPPORTED_MEDIA_TYPE;
      case 422 -> ProblemCode.INVALID_CONTENT;
      default -> ProblemCode.INTERNAL;
    };
  }

  static OperationOutcome outcomeOf(ProblemException problem, String language) {
    OperationOutcome outcome = new OperationOutcome();
    String key = "problem." + problem.code().code();
    String detail =
        MESSAGES
            .find(language, key + ".detail", problem.arguments().toArray())
            .orElseGet(() -> MESSAGES.text(language, key + ".title"));
    if (problem.violations().isEmpty()) {
      issue(outcome, problem, detail);
      return outcome;
    }
    Object entry = problem.members().get("entry");
    for (ProblemException.Violation violation : problem.violations()) {
      String message =
          MESSAGES
              .find(language, "rule." + violation.rule(), violation.arguments().toArray())
              .orElse(detail);
      OperationOutcome.OperationOutcomeIssueComponent issue =
          issue(
              outcome,
              problem,
              violation.field().isEmpty() ? message : violation.field() + ": " + message);
      issue.getDetails().addCoding(rule(violation));
      if (violation.field().isEmpty()) {
        continue;
      }
      issue.setExpression(
          List.of(
              new org.hl7.fhir.r4.model.StringType(
                  entry == null ? violation.field() : entry + ".resource: " + violation.field())));
    }
    return outcome;
  }

  private static Coding rule(ProblemException.Violation violation) {
    return violation.rule().equals(ContentCheck.BY_THE_ENGINE)
        ? rule(String.valueOf(violation.arguments().get(1)), false)
        : rule(violation.rule(), true);
  }

  /** Which rule was broken: one of ours, or the engine's by its message id. */
  static Coding rule(String rule, boolean ours) {
    return new Coding().setSystem(ours ? RULES : ENGINE_RULES).setCode(rule);
  }

  /** The warning a lenient search carries about parameters it did not know. */
  static OperationOutcome leftAside(String type, List<String> parameters, String language) {
    ProblemException problem =
        new ProblemException(ProblemCode.UNKNOWN_PARAMETER, type, String.join(", ", parameters));
    OperationOutcome outcome = outcomeOf(problem, language);
    outcome.getIssueFirstRep().setSeverity(IssueSeverity.WARNING);
    outcome.setId("left-aside");
    ResourceMetadataKeyEnum.ENTRY_SEARCH_MODE.put(outcome, BundleEntrySearchModeEnum.OUTCOME);
    return outcome;
  }

  private static OperationOutcome.OperationOutcomeIssueComponent issue(
      OperationOutcome outcome, ProblemException problem, String text) {
    CodeableConcept details = new CodeableConcept().setText(text);
    details.addCoding().setSystem(SYSTEM).setCode(problem.code().code());
    return outcome
        .addIssue()
        .setSeverity(IssueSeverity.ERROR)
        .setCode(IssueType.fromCode(problem.code().issueType()))
        .setDetails(details);
  }
}
