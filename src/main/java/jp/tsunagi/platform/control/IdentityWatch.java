package jp.tsunagi.platform.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jp.tsunagi.platform.boundary.IdentityEvent;
import jp.tsunagi.platform.boundary.IdentityEvents;
import org.jspecify.annotations.Nullable;

/**
 * 認証基盤の見張り. Learns within seconds who was disabled or signed out, and keeps what happened at the
 * identity provider for the trail. While the provider is away what was known last stands: running
 * sign-ins live on, and nobody new gets in by accident.
 */
@ApplicationScoped
public class IdentityWatch {
  private static final Logger LOG = Logger.getLogger(IdentityWatch.class.getName());

  /** How far before the last known event is asked again: events may be written out of order. */
  private static final Duration OVERLAP = Duration.ofSeconds(10);

  private static final String SIGNED_OUT = "LOGOUT";

  @Resource private ManagedThreadFactory threads;
  private IdentityProvider provider;
  private IdentityConfig config;
  private IdentityEvents events;
  private ShutOut shutOut;
  private Clock clock;
  private final Cache<String, String> names =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofHours(1)).build();
  private final Cache<String, Boolean> seen =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(Duration.ofMinutes(5)).build();
  private @Nullable ScheduledExecutorService watching;
  private @Nullable Instant until;
  private boolean away;

  @SuppressWarnings("NullAway.Init")
  protected IdentityWatch() {}

  @Inject
  IdentityWatch(
      IdentityProvider provider,
      IdentityConfig config,
      IdentityEvents events,
      ShutOut shutOut,
      Clock clock) {
    this.provider = provider;
    this.config = config;
    this.events = events;
    this.shutOut = shutOut;
    this.clock = clock;
  }

  void start(
      @Observes
          @Priority(ApplicationDatabase.SCHEMA_READY + 200)
          @Initialized(ApplicationScoped.class)
          Object started) {
    if (config.secret().isEmpty()) {
      LOG.warning(IdentityConfig.SECRET + " is empty: accounts are not watched");
      return;
    }
    long every = config.every().toMillis();
    watching = Executors.newSingleThreadScheduledExecutor(threads);
    watching.scheduleWithFixedDelay(this::look, 0, every, TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    if (watching != null) {
      watching.shutdownNow();
    }
  }

  private void look() {
    try {
      shutOut.disabled(provider.disabledAccounts());
      readEvents();
      if (away) {
        LOG.info("the identity provider is watched again");
      }
      away = false;
    } catch (IOException | RuntimeException e) {
      if (!away) {
        LOG.log(Level.WARNING, "the identity provider is not watched: " + e.getMessage(), e);
      }
      away = true;
    }
  }

  private void readEvents() throws IOException {
    Instant now = clock.instant();
    boolean first = until == null;
    Instant known = until == null ? events.lastKept().orElse(now) : until;
    // The ends of sign-ins are remembered, not kept: after a start they are read once more.
    Instant since = first ? now.minus(ShutOut.LONGEST_SIGN_IN) : known.minus(OVERLAP);
    for (JsonNode event : oldestFirst(provider.eventsSince(since))) {
      signedOut(event);
      keep(event, known);
    }
    for (JsonNode event : oldestFirst(provider.administrationSince(since))) {
      ended(event);
      keepAdministration(event, known);
    }
    until = now;
  }

  private static List<JsonNode> oldestFirst(List<JsonNode> newestFirst) {
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  private static Instant time(JsonNode event) {
    return Instant.ofEpochMilli(event.path("time").asLong());
  }

  private void signedOut(JsonNode event) {
    if (event.path("type").asText().equals(SIGNED_OUT) && event.hasNonNull("sessionId")) {
      shutOut.ended(event.path("sessionId").asText(), time(event));
    }
  }

  // An administrator ended one sign-in, or all of an account.
  private void ended(JsonNode event) {
    String[] path = event.path("resourcePath").asText().split("/", -1);
    if (path.length == 2 && path[0].equals("sessions")) {
      shutOut.ended(path[1], time(event));
    } else if (path.length == 3 && path[0].equals("users") && path[2].equals("logout")) {
      shutOut.endedAll(path[1], time(event));
    }
  }

  private void keep(JsonNode event, Instant known) {
    String client = event.path("clientId").asText();
    if (isNews(event, known) && !client.equals(config.client())) {
      String what = event.path("type").asText();
      events.keep(
          new IdentityEvent(
              event.path("id").asText(),
              time(event),
              kind(what),
              who(event, client),
              what,
              client,
              event.path("ipAddress").asText(),
              textOf(event, "error")));
    }
  }

  private static IdentityEvent.Kind kind(String what) {
    if (what.startsWith(SIGNED_OUT)) {
      return IdentityEvent.Kind.SIGN_OUT;
    }
    return what.contains("LOGIN") || what.contains("LOCKOUT")
        ? IdentityEvent.Kind.SIGN_IN
        : IdentityEvent.Kind.CREDENTIAL;
  }

  private String who(JsonNode event, String client) {
    String named = event.path("details").path("username").asText();
    if (event.path("type").asText().startsWith("CLIENT_")) {
      return client;
    }
    return named.isEmpty() && event.hasNonNull("userId")
        ? nameOf(event.path("userId").asText())
        : named;
  }

  private void keepAdministration(JsonNode event, Instant known) {
    if (isNews(event, known)) {
      JsonNode by = event.path("authDetails");
      events.keep(
          new IdentityEvent(
              event.path("id").asText(),
              time(event),
              IdentityEvent.Kind.ADMINISTRATION,
              nameOf(by.path("userId").asText()),
              event.path("operationType").asText() + " " + event.path("resourceType").asText(),
              event.path("resourcePath").asText(),
              by.path("ipAddress").asText(),
              textOf(event, "error")));
    }
  }

  private boolean isNews(JsonNode event, Instant known) {
    return time(event).isAfter(known.minus(OVERLAP))
        && seen.asMap().putIfAbsent(event.path("id").asText(), true) == null;
  }

  private static @Nullable String textOf(JsonNode event, String member) {
    return event.hasNonNull(member) ? event.path(member).asText() : null;
  }

  // Accounts of another realm, the provider's own administrators, are told by their id.
  private String nameOf(String subject) {
    return names.get(
        subject,
        id -> {
          try {
            return provider.nameOf(id);
          } catch (IOException unknown) {
            return "keycloak:" + id;
          }
        });
  }
}
