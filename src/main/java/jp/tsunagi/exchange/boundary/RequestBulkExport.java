package jp.tsunagi.exchange.boundary;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 一括出力の依頼.
 *
 * @param request the address it is asked for with
 * @param groupId the Group whose members' records are wanted; null otherwise
 * @param residentsOnly only what is about residents
 * @param types only these types; empty for all
 * @param filters {@code _typeFilter}: searches of which a resource of that type must match one
 */
public record RequestBulkExport(
    String request,
    @Nullable String groupId,
    boolean residentsOnly,
    List<String> types,
    List<String> filters,
    @Nullable Instant since) {
  public RequestBulkExport {
    types = List.copyOf(types);
    filters = List.copyOf(filters);
  }
}
