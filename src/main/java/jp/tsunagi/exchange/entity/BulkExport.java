package jp.tsunagi.exchange.entity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 一括出力. An export somebody asked for, and how far it is.
 *
 * @param request the address it was asked for with
 * @param groupId the Group of a {@link Scope#GROUP}; empty otherwise
 * @param types the types to go through, in order
 * @param filters searches ({@code Type?name=value}) of which a resource of that type must match one
 * @param since only what changed since, milliseconds; 0 for all
 * @param problem code of the problem that ended it
 * @param typePlace which of the types it is at
 * @param afterSid where in that type
 */
public record BulkExport(
    String id,
    Requester requester,
    String request,
    Scope scope,
    String groupId,
    List<String> types,
    List<String> filters,
    long since,
    State state,
    @Nullable String problem,
    int typePlace,
    long afterSid,
    long requestedAt,
    long expiresAt) {

  /** Whose records it is. */
  public enum Scope {
    SYSTEM,
    PATIENT,
    GROUP
  }

  /** The life of an export. */
  public enum State {
    ACCEPTED,
    RUNNING,
    COMPLETE,
    FAILED
  }

  public BulkExport {
    types = List.copyOf(types);
    filters = List.copyOf(filters);
  }

  public boolean isDone() {
    return typePlace >= types.size();
  }

  public String type() {
    return types.get(typePlace);
  }

  /** The same export, further on. */
  public BulkExport at(int place, long sid) {
    return new BulkExport(
        id,
        requester,
        request,
        scope,
        groupId,
        types,
        filters,
        since,
        state,
        problem,
        place,
        sid,
        requestedAt,
        expiresAt);
  }

  /** One file of it; {@code size} is how many bytes of it count. */
  public record File(int position, String type, int lines, long size) {
    public File grown(int moreLines, long newSize) {
      return new File(position, type, lines + moreLines, newSize);
    }
  }
}
