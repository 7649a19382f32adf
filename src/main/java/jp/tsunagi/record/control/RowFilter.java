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
        public boolean isOpen() {
          return true;
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

  /** Whether it lets all rows pass. */
  default boolean isOpen() {
    return false;
  }

  /**
   * How much of a type may be seen. Where it is most, it is worth finding rows without the
   * condition and then asking {@link #passes}: that costs a fraction of a statement with the
   * condition.
   *
   * @param resident the one resident all found is about; null when it may be about anybody
   */
  default Visibility.Extent extent(String type, @Nullable String resident) {
    return Visibility.Extent.SOME;
  }

  /**
   * Whether every data set of a resident may be seen, so that the same is worth it for her rows.
   */
  default boolean showsMostOf(String resident) {
    return false;
  }

  /** The part of the condition that is about seals. */
  default SqlText unsealed(String alias) {
    return SqlText.of("1=1");
  }

  /** The same, but of Patients only those of whom every element is shown. */
  default RowFilter ofWhole() {
    return this;
  }

  /** What {@link #passes} wants to know of whom a row is about; null where it asks for itself. */
  default Visibility.@Nullable Beside beside() {
    return null;
  }

  /** What rows are found by first, before {@link #passes} is asked about them. */
  private RowFilter first(boolean unsealed) {
    RowFilter all = this;
    return new RowFilter() {
      @Override
      public SqlText on(String alias, String type) {
        return unsealed ? all.unsealed(alias) : ALL.on(alias, type);
      }

      @Override
      public boolean isOpen() {
        return true;
      }

      @Override
      public boolean passes(List<StoredBody> rows) {
        return true;
      }

      @Override
      public Visibility.@Nullable Beside beside() {
        return all.beside();
      }
    };
  }

  /** Whether every one of these rows may be seen; false also when only the condition can tell. */
  default boolean passes(List<StoredBody> rows) {
    return false;
  }

  /**
   * What may be seen of rows that are named: all of them where they pass, else what is found with
   * the condition. What is delivered is what was judged: a row that changes in between is asked
   * about again.
   *
   * @param find finds rows with their content and traits under a condition, in one statement; asked
   *     once with a filter that lets all pass, and again if need be
   */
  default List<StoredBody> seen(Function<RowFilter, List<StoredBody>> find) {
    return seen(find, Function.identity(), first(false));
  }

  /**
   * As {@link #seen(Function)}, of what a search finds: without what is sealed to the caller, so
   * that nothing is asked again for its sake.
   *
   * @param row the row in what is found; null where it went meanwhile
   */
  default <T> List<T> seenOfMany(
      Function<RowFilter, List<T>> find, Function<? super T, @Nullable StoredBody> row) {
    return seen(find, row, first(true));
  }

  private <T> List<T> seen(
      Function<RowFilter, List<T>> find,
      Function<? super T, @Nullable StoredBody> row,
      RowFilter first) {
    List<T> all = find.apply(first);
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
