package jp.tsunagi.record.control;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import jp.tsunagi.record.entity.IndexEntries;
import jp.tsunagi.record.entity.LogicalId;
import org.jspecify.annotations.Nullable;

/**
 * 誰についての行か. The ids of the residents a resource is about as its row says them: separated by spaces,
 * nothing for nobody, null where they do not fit.
 */
public final class ResidentNames {
  /** Characters of the column. */
  private static final int MOST = 700;

  private ResidentNames() {}

  /**
   * What the row says.
   *
   * @param id the resource's own, which a Patient is about
   */
  public static @Nullable String of(String id, IndexEntries entries) {
    SortedSet<String> names = new TreeSet<>();
    entries.residents().stream().map(LogicalId::id).forEach(names::add);
    if (entries.isAboutItself()) {
      names.add(id);
    }
    String text = String.join(" ", names);
    return text.length() <= MOST ? text : null;
  }

  /** Whom a row is about that says this; null when only its content or the compartments tell. */
  static @Nullable List<String> in(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }
}
