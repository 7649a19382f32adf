package jp.tsunagi.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * 悪い入力. Sends what nobody should send, and holds the answer against what is promised: a 4xx that
 * says what was wrong, soon, and nothing written.
 */
public final class BadInput {
  private static final int LONGEST_HEAD = 7_000;
  private static final Duration SOON = Duration.ofSeconds(5);

  private final Tsunagi tsunagi;
  private final List<String> faults = new ArrayList<>();

  public BadInput(Tsunagi tsunagi) {
    this.tsunagi = tsunagi;
  }

  /** Every version there is of everything. */
  public long written() {
    return tsunagi.database().count("SELECT COALESCE(SUM(version),0) FROM resource");
  }

  /** Sends the bytes and notes what is wrong with the answer. */
  public BadInput refuses(String what, Caller caller, String method, String path, byte[] body) {
    long began = System.nanoTime();
    try {
      Answer answer = answered(caller, method, path, body);
      note(what, faultOf(path, answer, Duration.ofNanos(System.nanoTime() - began)));
    } catch (Caller.Unreachable none) {
      note(what, "no answer: " + none.getMessage());
    }
    return this;
  }

  public BadInput refuses(String what, Caller caller, String method, String path, String body) {
    return refuses(what, caller, method, path, body.getBytes(StandardCharsets.UTF_8));
  }

  /** A connection kept from the answer before may be closed meanwhile: that is tried once more. */
  private static Answer answered(Caller caller, String method, String path, byte[] body) {
    try {
      return caller.send(method, path, BodyPublishers.ofByteArray(body));
    } catch (Caller.Unreachable closed) {
      return caller.send(method, path, BodyPublishers.ofByteArray(body));
    }
  }

  /** Takes a request that is odd and not wrong: it is answered soon, and not by a failure. */
  public BadInput survives(String what, Caller caller, String method, String path, byte[] body) {
    answer(what, caller, method, path, body);
    return this;
  }

  /** The same, for those who look at the answer; none when there was none. */
  public Optional<Answer> answer(
      String what, Caller caller, String method, String path, byte[] body) {
    long began = System.nanoTime();
    try {
      Answer answer = answered(caller, method, path, body);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      if (answer.status() >= 500) {
        note(what, told(answer));
      } else if (took.compareTo(SOON) > 0) {
        note(what, "took " + took);
      } else if (answer.status() >= 400) {
        note(what, faultOf(path, answer, took));
      }
      return Optional.of(answer);
    } catch (Caller.Unreachable none) {
      note(what, "no answer: " + none.getMessage());
      return Optional.empty();
    }
  }

  /** What did not go as promised. */
  public List<String> faults() {
    return List.copyOf(faults);
  }

  public void note(String what, String fault) {
    if (!fault.isEmpty()) {
      faults.add(what + ": " + fault);
    }
  }

  private static String faultOf(String path, Answer answer, Duration took) {
    if (answer.status() < 400 || answer.status() >= 500) {
      return told(answer);
    }
    if (took.compareTo(SOON) > 0) {
      return "took " + took;
    }
    // A head this long never reaches the application.
    return path.length() > LONGEST_HEAD || isTold(path, answer) ? "" : "not told: " + told(answer);
  }

  private static boolean isTold(String path, Answer answer) {
    try {
      JsonNode told = Caller.JSON.readTree(answer.body());
      if (!path.startsWith("/fhir")) {
        return told.path("code").isTextual() && told.path("title").isTextual();
      }
      return told.path("resourceType").asText().equals("OperationOutcome")
          && !told.at("/issue/0/details/text").asText().isEmpty()
          && !told.at("/issue/0/details/coding/0/code").asText().isEmpty();
    } catch (IOException notJson) {
      return answer.body().contains("<OperationOutcome");
    }
  }

  private static String told(Answer answer) {
    String whole = answer.status() + " " + answer.body();
    return whole.substring(0, Math.min(300, whole.length()));
  }

  /** This many zeros, packed: small on the way, large when unpacked. */
  public static byte[] bomb(long zeros) {
    try {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (OutputStream out = new GZIPOutputStream(packed)) {
        byte[] some = new byte[1 << 16];
        for (long left = zeros; left > 0; left -= some.length) {
          out.write(some);
        }
      }
      return packed.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** The text so many times. */
  public static String times(int count, String text) {
    return text.repeat(count);
  }
}
