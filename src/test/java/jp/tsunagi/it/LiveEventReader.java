package jp.tsunagi.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** ライブイベント。 Reads the stream of server-sent events as a browser would. */
public final class LiveEventReader implements AutoCloseable {
  /** One event: its id, its name, its data. */
  public record Event(String id, String name, JsonNode data) {}

  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final AtomicInteger comments = new AtomicInteger();
  private final int status;
  private final Stream<String> lines;
  private volatile boolean over;
  private String id = "";
  private String name = "message";
  private String data = "";

  private LiveEventReader(HttpResponse<Stream<String>> response) {
    status = response.statusCode();
    lines = response.body();
    Thread reader = new Thread(this::read, "live-events");
    reader.setDaemon(true);
    reader.start();
  }

  static LiveEventReader open(
      HttpClient http, HttpRequest.Builder request, @Nullable String lastEventId) {
    request.header("Accept", "text/event-stream");
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    try {
      return new LiveEventReader(http.send(request.build(), HttpResponse.BodyHandlers.ofLines()));
    } catch (IOException failure) {
      throw new Caller.Unreachable("event stream: " + failure, failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  public int status() {
    return status;
  }

  /** Whether the stream has ended. */
  public boolean isOver() {
    return over;
  }

  public List<Event> events() {
    return List.copyOf(events);
  }

  /** How many comment lines (the greeting, heartbeats) came so far. */
  public int comments() {
    return comments.get();
  }

  /** The first event of that name and content, however early it came. */
  public Event await(String eventName, Predicate<JsonNode> content, Duration patience) {
    return Eventually.within(
            patience,
            "an event '" + eventName + "' among " + events,
            () -> first(eventName, content),
            Optional::isPresent)
        .orElseThrow();
  }

  public Optional<Event> first(String eventName, Predicate<JsonNode> content) {
    return events.stream()
        .filter(event -> event.name().equals(eventName) && content.test(event.data()))
        .findFirst();
  }

  private void read() {
    try {
      lines.forEach(this::line);
    } catch (UncheckedIOException closed) {
      // the stream ended, by us or by the server; what came so far counts
    }
    over = true;
  }

  private void line(String line) {
    if (line.isEmpty()) {
      finishEvent();
    } else if (line.startsWith(":")) {
      comments.incrementAndGet();
    } else if (line.startsWith("id:")) {
      id = line.substring(3).strip();
    } else if (line.startsWith("event:")) {
      name = line.substring(6).strip();
    } else if (line.startsWith("data:")) {
      data = data + line.substring(5).strip();
    }
  }

  private void finishEvent() {
    if (!data.isEmpty()) {
      try {
        events.add(new Event(id, name, Caller.JSON.readTree(data)));
      } catch (JsonProcessingException notJson) {
        throw new IllegalStateException("event data is no JSON: " + data, notJson);
      }
    }
    name = "message";
    data = "";
  }

  @Override
  public void close() {
    lines.close();
  }
}
