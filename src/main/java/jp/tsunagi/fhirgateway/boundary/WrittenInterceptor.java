package jp.tsunagi.fhirgateway.boundary;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import jakarta.servlet.http.HttpServletRequest;
import jp.tsunagi.fhirgateway.control.ContentCheck;
import jp.tsunagi.platform.boundary.Messages;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * 保存の知らせ. What a write answers when the caller prefers an OperationOutcome: that it was stored, and
 * which claimed profiles it could not be held against. Put into words only when it is asked for.
 */
@Interceptor
public class WrittenInterceptor {
  private static final String STORED = "jp.tsunagi.stored";
  private static final Messages MESSAGES = new Messages();

  private final ContentCheck contents;

  WrittenInterceptor(ContentCheck contents) {
    this.contents = contents;
  }

  /** Stands for the outcome of having stored a resource until somebody wants to read it. */
  static OperationOutcome of(Resource stored) {
    OperationOutcome outcome = new OperationOutcome();
    outcome.setUserData(STORED, stored);
    return outcome;
  }

  @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
  public void tell(ResponseDetails response, @Nullable HttpServletRequest request) {
    if (response.getResponseResource() instanceof OperationOutcome outcome
        && outcome.getUserData(STORED) instanceof Resource stored) {
      String language = request == null ? Messages.JAPANESE : Messages.language(request);
      add(outcome, IssueSeverity.INFORMATION, IssueType.INFORMATIONAL)
          .getDetails()
          .setText(MESSAGES.text(language, "fhir.written"));
      for (String profile : contents.unknownProfiles(stored)) {
        add(outcome, IssueSeverity.WARNING, IssueType.NOTFOUND)
            .addExpression(stored.fhirType() + ".meta.profile")
            .getDetails()
            .setText(MESSAGES.text(language, "fhir.unknown-profile", profile));
      }
    }
  }

  private static OperationOutcome.OperationOutcomeIssueComponent add(
      OperationOutcome outcome, IssueSeverity severity, IssueType type) {
    return outcome.addIssue().setSeverity(severity).setCode(type);
  }
}
