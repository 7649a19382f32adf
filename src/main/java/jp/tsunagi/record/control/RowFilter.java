package jp.tsunagi.record.control;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import jp.tsunagi.record.boundary.Visibility;
import org.jspecify.annotations.Nullable;

/** 行の条件。 What the caller may see, as SQL over one alias of {@code resource}. */
@FunctionalInterface
public interface RowFilter {
  /** Everything. */
  RowFilter ALL =
      new RowFilter() {
        @Override
        public SqlText on(String alias, String type) {
          return SqlText.of("1=1");
        }

        @Override
        public boolean passes(List<StoredBody> rows) {
          return true;
        }
      };

  SqlText on(String alias, String type);

  /** The same for older versions: {@code older} is the alias of their rows beside the current. */
  default SqlText onOlder(String alias, String older, String type) {
    return on(alias, type);
  }

  /**
   * Whether it is worth finding rows of a type without the condition and then asking {@link
   * #passes}: where most of them pass, that costs a fraction of a statement with the condition.
   *
   * @param ofOneResident whether only rows about one resident, or one row by its name, are found
   */
  default boolean mostlyPasses(String type, boolean ofOneResident) {
    return false;
  }

  /** What {@link #passes} wants to know of whom a row is about; null where it asks for itself. */
  default Visibility.@Nullable Beside beside() {
    return null;
  }

  /** Everything, with what {@link #passes} wants to know. */
  private RowFilter open() {
    Visibility.Beside wanted = beside();
    return wanted == null
        ? ALL
        : new RowFilter() {
          @Override
          public SqlText on(String alias, String type) {
            return ALL.on(alias, type);
          }

          @Override
          public Visibility.Beside beside() {
            return wanted;
          }
        };
  }

  /** Whether every one of these rows may be seen; false also when only the condition can tell. */
  default boolean passes(List<StoredBody> rows) {
    return false;
  }

  /**
   * What may be seen of rows somebody finds: all of them where they pass, else what is found with
   * the condition. What is delivered is what was judged: a row that changes in between is asked
   * about again.
   *
   * @param find finds rows with their content and traits under a condition, in one statement; asked
   *     once with a filter that lets all pass, and again if need be
   */
  default List<StoredBody> seen(Function<RowFilter, List<StoredBody>> find) {
    return seen(find, Function.identity());
  }

  /**
   * As {@link #seen(Function)}, for what holds a row.
   *
   * @param row the row in it; null where it went meanwhile
   */
  default <T> List<T> seen(
      Function<RowFilter, List<T>> find, Function<? super T, @Nullable StoredBody> row) {
    List<T> all = find.apply(open());
    List<StoredBody> rows = new ArrayList<>();
    for (T one : all) {
      StoredBody held = row.apply(one);
      if (held != null) {
        rows.add(held);
      }
    }
    return rows.isEmpty() || passes(rows) ? all : find.apply(this);
  }
}
