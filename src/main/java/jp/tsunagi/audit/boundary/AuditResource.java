package jp.tsunagi.audit.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import jp.tsunagi.platform.boundary.Messages;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import org.jspecify.annotations.Nullable;

/** {@code /api/audit}: the trail, for auditors. */
@Path("/audit")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {
  private static final int PAGE = 50;
  private static final Duration WEEK = Duration.ofDays(7);
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  /** A page of rows. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record AuditPage(List<AuditLine> items, @Nullable String nextCursor) {}

  /** What stands out; all of it fits on one page. */
  public record AnomalyList(List<Anomaly> items) {}

  private AuditQueryService service;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected AuditResource() {}

  @Inject
  AuditResource(AuditQueryService service, Clock clock) {
    this.service = service;
    this.clock = clock;
  }

  @GET
  public AuditPage find(
      @QueryParam("residentId") @Nullable String resident,
      @QueryParam("actor") @Nullable String actor,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("action") @Nullable String action,
      @QueryParam("outcome") @Nullable String outcome,
      @QueryParam("cursor") @Nullable String cursor,
      @Context HttpHeaders headers) {
    AuditQuery query =
        AuditQuery.newest(PAGE + 1)
            .ofResident(given(resident))
            .by(given(actor))
            .doing(given(action))
            .ending(given(outcome))
            .between(time("from", from, 0), time("to", to, 1))
            .after(position(cursor));
    List<AuditLine> found = service.find(query, language(headers));
    boolean more = found.size() > PAGE;
    List<AuditLine> items = more ? found.subList(0, PAGE) : found;
    return new AuditPage(items, more ? items.get(PAGE - 1).id() : null);
  }

  /** Whether the trail is what was written. */
  @GET
  @Path("/chain")
  public ChainReport verify() {
    return service.verify();
  }

  /** What an auditor should look at; of the last seven days when no time is given. */
  @GET
  @Path("/anomalies")
  public AnomalyList anomalies(
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @Context HttpHeaders headers) {
    Instant until = time("to", to, 1);
    Instant end = until == null ? clock.instant() : until;
    Instant since = time("from", from, 0);
    return new AnomalyList(
        service.anomalies(since == null ? end.minus(WEEK) : since, end, language(headers)));
  }

  /** Where the chains end now. */
  @GET
  @Path("/heads")
  public ChainHeads heads() {
    return service.heads();
  }

  private static String language(HttpHeaders headers) {
    return Messages.language(headers.getAcceptableLanguages());
  }

  private static @Nullable String given(@Nullable String value) {
    return value == null || value.isBlank() ? null : value;
  }

  private static @Nullable String position(@Nullable String cursor) {
    String given = given(cursor);
    if (given != null && !given.matches("[0-9a-f-]{36}")) {
      throw new ProblemException(ProblemCode.INVALID_PARAMETER);
    }
    return given;
  }

  // A date is a day in Japan; as an end it includes the day.
  private static @Nullable Instant time(String name, @Nullable String value, int daysAfter) {
    String given = given(value);
    if (given == null) {
      return null;
    }
    try {
      return given.length() == "2026-04-01".length()
          ? LocalDate.parse(given).plusDays(daysAfter).atStartOfDay(JAPAN).toInstant()
          : OffsetDateTime.parse(given.replace(' ', '+')).toInstant();
    } catch (DateTimeParseException e) {
      throw new ProblemException(
          ProblemCode.INVALID_PARAMETER,
          List.of(ProblemException.Violation.of(name, "not-a-time")));
    }
  }
}
