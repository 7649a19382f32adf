package jp.tsunagi.record.control;

import java.util.List;
import jp.tsunagi.record.entity.LogicalId;
import org.jspecify.annotations.Nullable;

/**
 * 検索の依頼。 A search of one type as it was asked for.
 *
 * @param compartment only what is about this Patient
 * @param lenient leave unknown parameters aside instead of refusing
 * @param user whose cursor it is
 */
public record SearchRequest(
    String type,
    List<Criterion> criteria,
    int count,
    @Nullable String cursor,
    @Nullable LogicalId compartment,
    boolean lenient,
    String user) {

  /** One criterion as it stands in the URL. */
  public record Criterion(String name, String value) {}
}
