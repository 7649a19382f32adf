package jp.tsunagi.platform.control;

import com.nimbusds.jose.jwk.JWKSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jp.tsunagi.platform.boundary.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * 発行者の鍵。 The keys the issuer signs tokens with, as last seen: kept in the data folder, so that a
 * server that starts while the issuer is away still knows a good signature.
 */
@ApplicationScoped
public class IssuerKeys {
  private static final Logger LOG = Logger.getLogger(IssuerKeys.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration GOOD_FOR = Duration.ofSeconds(5);
  private static final int OK = 200;

  private URI address = URI.create("about:blank");
  private Path file = Path.of("issuer-keys.json");
  private Clock clock = Clock.systemUTC();
  private HttpClient http = HttpClient.newHttpClient();
  private @Nullable JWKSet keys;
  private Instant asked = Instant.EPOCH;
  private boolean away;

  protected IssuerKeys() {}

  @Inject
  IssuerKeys(Configuration platform, Clock clock) {
    this.address = URI.create(platform.getIssuer() + "/protocol/openid-connect/certs");
    this.file = platform.data().resolve("issuer-keys.json");
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
  }

  /** Whether the issuer does not answer; true to five seconds. */
  synchronized boolean issuerIsAway() {
    Instant now = clock.instant();
    if (asked.plus(GOOD_FOR).isBefore(now)) {
      ask();
      asked = clock.instant();
    }
    return away;
  }

  /** The keys as last seen; empty when the issuer was never reached from this data folder. */
  synchronized Optional<JWKSet> lastSeen() {
    if (keys == null && Files.exists(file)) {
      try {
        keys = JWKSet.parse(Files.readString(file));
      } catch (IOException | ParseException e) {
        LOG.log(Level.WARNING, "the kept keys of the issuer are unreadable: " + file, e);
      }
    }
    return Optional.ofNullable(keys);
  }

  private void ask() {
    try {
      HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != OK) {
        throw new IOException(address + " answered " + answer.statusCode());
      }
      JWKSet published = JWKSet.parse(answer.body());
      if (!published.getKeys().isEmpty() && !published.equals(lastSeen().orElse(null))) {
        keep(published);
      }
      away = false;
    } catch (IOException | ParseException e) {
      if (!away) {
        LOG.warning("the issuer of tokens is away: " + e);
      }
      away = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keep(JWKSet published) throws IOException {
    keys = published;
    Files.createDirectories(file.resolveSibling("."));
    Path fresh =
        Files.writeString(file.resolveSibling(file.getFileName() + ".new"), published.toString());
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
