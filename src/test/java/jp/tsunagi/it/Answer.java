package jp.tsunagi.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/** 応答。 What the system answered to one request. */
public record Answer(String request, int status, HttpHeaders headers, String body) {

  /** Fails with the whole answer unless the status is the one expected. */
  public Answer mustBe(int expected) {
    if (status != expected) {
      throw new AssertionError("expected " + expected + ", but " + this);
    }
    return this;
  }

  /** Fails unless this is the problem document (or OperationOutcome) of that status and code. */
  public Answer mustBeProblem(int expected, String code) {
    mustBe(expected);
    if (!code.equals(json().path("code").asText()) && !body.contains("\"" + code + "\"")) {
      throw new AssertionError("expected the problem " + code + ", but " + this);
    }
    return this;
  }

  public JsonNode json() {
    try {
      return Caller.JSON.readTree(body);
    } catch (JsonProcessingException notJson) {
      throw new AssertionError("no JSON: " + this, notJson);
    }
  }

  /** The header, or an empty text. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /** The last part of the Location header: the id of what was created. */
  public String createdId() {
    String path = header("Location").replaceFirst("/_history/.*", "");
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public String toString() {
    return request + " -> " + status + " " + body;
  }
}
