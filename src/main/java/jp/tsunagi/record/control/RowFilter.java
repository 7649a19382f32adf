package jp.tsunagi.record.control;

/** 行の条件。 What the caller may see, as SQL over one alias of {@code resource}. */
@FunctionalInterface
public interface RowFilter {
  SqlText on(String alias, String type);
}
