package jp.tsunagi.audit.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 気になる閲覧. Something an auditor should look at. It accuses nobody: most of them have a good reason.
 *
 * @param kind {@code volume}, {@code night}, {@code relative}, {@code denied}, or one of another
 *     component such as {@code break-glass-open}
 * @param text what it is, in the reader's language
 * @param count how many accesses or residents
 * @param reference what to look at, such as {@code break-glass/…}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Anomaly(
    String kind,
    String text,
    String user,
    @Nullable String name,
    long count,
    Instant from,
    Instant until,
    List<String> residentIds,
    @Nullable String reference) {
  public Anomaly {
    residentIds = List.copyOf(residentIds);
  }
}
