package jp.tsunagi.platform.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.tsunagi.platform.boundary.Json;
import jp.tsunagi.platform.boundary.Messages;
import jp.tsunagi.platform.boundary.ProblemException;

/** 問題文書. A problem as {@code application/problem+json} (RFC 9457) in the caller's language. */
@ApplicationScoped
public class ProblemDocument {
  /** The media type. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private Messages messages = new Messages();

  protected ProblemDocument() {}

  @Inject
  ProblemDocument(Messages messages) {
    this.messages = messages;
  }

  /** The members of the document. */
  public Map<String, Object> of(ProblemException problem, String language, String requestId) {
    String key = "problem." + problem.code().code();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", "https://tsunagi.example/problem/" + problem.code().code());
    document.put("title", messages.text(language, key + ".title"));
    document.put("status", problem.code().status());
    document.put("code", problem.code().code());
    messages
        .find(language, key + ".detail", problem.arguments().toArray())
        .ifPresent(detail -> document.put("detail", detail));
    if (problem.code().status() >= 500) {
      document.put("reference", requestId);
      return document;
    }
    if (!problem.violations().isEmpty()) {
      document.put("errors", errors(problem, language));
    }
    document.putAll(problem.members());
    return document;
  }

  private List<Map<String, Object>> errors(ProblemException problem, String language) {
    List<Map<String, Object>> errors = new ArrayList<>();
    for (ProblemException.Violation violation : problem.violations()) {
      errors.add(
          Map.of(
              "field", violation.field(),
              "rule", violation.rule(),
              "message", message(violation, language)));
    }
    return errors;
  }

  /** The rule's text: key {@code rule.<rule>}. */
  public String message(ProblemException.Violation violation, String language) {
    return messages.text(language, "rule." + violation.rule(), violation.arguments().toArray());
  }

  /** The document as UTF-8 JSON. */
  public byte[] bytes(ProblemException problem, String language, String requestId) {
    try {
      return Json.mapper().writeValueAsBytes(of(problem, language, requestId));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
