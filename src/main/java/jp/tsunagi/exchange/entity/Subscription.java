package jp.tsunagi.exchange.entity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 購読. What a Subscription asks for.
 *
 * @param criteria a search, {@code Type?name=value}
 * @param payload the media type of the resource to be sent; null to be told without content
 * @param headers {@code Name: value}, sent with each notification
 * @param endsAt when it ends by itself, milliseconds; {@link Long#MAX_VALUE} for never
 */
public record Subscription(
    String id,
    Status status,
    String criteria,
    String channel,
    String endpoint,
    @Nullable String payload,
    List<String> headers,
    long endsAt) {

  /** The life of a subscription, by FHIR's codes. */
  public enum Status {
    REQUESTED,
    ACTIVE,
    ERROR,
    OFF
  }

  public Subscription {
    headers = List.copyOf(headers);
  }

  /** The type its criteria search. */
  public String type() {
    int mark = criteria.indexOf('?');
    return mark < 0 ? criteria : criteria.substring(0, mark);
  }

  /** What the notifier works with: who made it, and how the deliveries go. */
  public record State(
      String id,
      String type,
      Status status,
      Requester author,
      long requestedAt,
      long endsAt,
      int failures) {}

  /** A change as it is written down. */
  public record Waiting(String subscription, String type, String resourceId) {}

  /** A change somebody may have to be told of. */
  public record Event(long number, String type, String resourceId) {}
}
