package jp.tsunagi.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * 呼出し人。 Somebody who speaks HTTP to the system: a person or a system of the cast, or nobody known.
 */
public final class Caller {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http;
  private final URI base;
  private final Map<String, String> headers;

  Caller(HttpClient http, URI base, Map<String, String> headers) {
    this.http = http;
    this.base = base;
    this.headers = Map.copyOf(headers);
  }

  /** The same caller with one more header on every request. */
  public Caller with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Caller(http, base, more);
  }

  public Answer get(String path) {
    return send("GET", path, "");
  }

  public Answer delete(String path) {
    return send("DELETE", path, "");
  }

  /**
   * @param body a JSON text, or anything Jackson turns into one
   */
  public Answer post(String path, Object body) {
    return typed(path).send("POST", path, json(body));
  }

  public Answer put(String path, Object body) {
    return typed(path).send("PUT", path, json(body));
  }

  /** A merge patch, unless the caller carries another Content-Type. */
  public Answer patch(String path, Object body) {
    Caller sender =
        headers.containsKey("Content-Type")
            ? this
            : with("Content-Type", "application/merge-patch+json");
    return sender.send("PATCH", path, json(body));
  }

  /** Opens the stream of live events; close it. */
  public LiveEventReader events() {
    return LiveEventReader.open(http, request("/api/events").GET(), null);
  }

  /** Opens the stream where an earlier one ended. */
  public LiveEventReader eventsAfter(String lastEventId) {
    return LiveEventReader.open(http, request("/api/events").GET(), lastEventId);
  }

  Answer send(String method, String path, String body) {
    return send(
        method,
        path,
        body.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body));
  }

  /** Whatever bytes, with the headers the caller carries and no others. */
  public Answer send(String method, String path, HttpRequest.BodyPublisher content) {
    HttpRequest request = request(path).timeout(PATIENCE).method(method, content).build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(
          method + " " + path, response.statusCode(), response.headers(), response.body());
    } catch (IOException failure) {
      throw new Unreachable(request.method() + " " + request.uri() + ": " + failure, failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private Caller typed(String path) {
    if (headers.containsKey("Content-Type")) {
      return this;
    }
    return with(
        "Content-Type", path.startsWith("/fhir") ? "application/fhir+json" : "application/json");
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    headers.forEach(request::header);
    return request;
  }

  private static String json(Object body) {
    try {
      return body instanceof String text ? text : JSON.writeValueAsString(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }

  /** The server did not answer at all. */
  public static final class Unreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreachable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
