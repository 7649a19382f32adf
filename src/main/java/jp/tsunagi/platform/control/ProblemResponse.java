package jp.tsunagi.platform.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.tsunagi.platform.boundary.Json;
import jp.tsunagi.platform.boundary.Messages;
import jp.tsunagi.platform.boundary.ProblemException;

/**
 * Tells a problem from outside JAX-RS and HAPI: problem+json, or OperationOutcome under {@code
 * /fhir}.
 */
@ApplicationScoped
public class ProblemResponse {
  private ProblemDocument document = new ProblemDocument();

  protected ProblemResponse() {}

  @Inject
  ProblemResponse(ProblemDocument document) {
    this.document = document;
  }

  /** Answers the request with the problem. */
  public void send(
      HttpServletRequest request, HttpServletResponse response, ProblemException problem)
      throws IOException {
    String language = Messages.language(request);
    Map<String, Object> told = document.of(problem, language, RequestId.of(request));
    boolean fhir =
        request.getRequestURI().equals("/fhir") || request.getRequestURI().startsWith("/fhir/");
    byte[] body =
        fhir
            ? Json.mapper().writeValueAsBytes(operationOutcome(problem, told))
            : Json.mapper().writeValueAsBytes(told);
    response.setStatus(problem.code().status());
    response.setContentType(fhir ? "application/fhir+json" : ProblemDocument.MEDIA_TYPE);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Content-Language", language);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static Map<String, Object> operationOutcome(
      ProblemException problem, Map<String, Object> told) {
    Map<String, Object> coding = new LinkedHashMap<>();
    coding.put("system", "https://tsunagi.example/fhir/CodeSystem/problem");
    coding.put("code", problem.code().code());
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("coding", List.of(coding));
    details.put("text", told.getOrDefault("detail", told.get("title")));
    Map<String, Object> issue = new LinkedHashMap<>();
    issue.put("severity", "error");
    issue.put("code", problem.code().issueType());
    issue.put("details", details);
    Map<String, Object> outcome = new LinkedHashMap<>();
    outcome.put("resourceType", "OperationOutcome");
    outcome.put("issue", List.of(issue));
    return outcome;
  }
}
