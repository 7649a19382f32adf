package jp.tsunagi.consent.control;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import jp.tsunagi.record.boundary.Visibility.Condition;

/** 条件の組み立て. Pieces of a WHERE clause that carry their values along. */
final class Sql {
  static final Condition NEVER = Condition.NEVER;
  static final Condition ALWAYS = Condition.ALWAYS;

  private Sql() {}

  static Condition of(String text, Object... values) {
    return new Condition(text, List.of(values));
  }

  static Condition any(Condition... alternatives) {
    return any(List.of(alternatives));
  }

  static Condition any(Collection<Condition> alternatives) {
    if (alternatives.contains(ALWAYS)) {
      return ALWAYS;
    }
    return joined(" OR ", alternatives.stream().filter(one -> !one.equals(NEVER)).toList(), NEVER);
  }

  static Condition all(Condition... parts) {
    List<Condition> needed = List.of(parts);
    if (needed.contains(NEVER)) {
      return NEVER;
    }
    return joined(" AND ", needed.stream().filter(one -> !one.equals(ALWAYS)).toList(), ALWAYS);
  }

  private static Condition joined(String word, List<Condition> parts, Condition none) {
    List<Condition> distinct = parts.stream().distinct().toList();
    if (distinct.isEmpty()) {
      return none;
    }
    if (distinct.size() == 1) {
      return distinct.get(0);
    }
    List<Object> values = new ArrayList<>();
    distinct.forEach(part -> values.addAll(part.parameters()));
    return new Condition(
        distinct.stream().map(Condition::sql).collect(Collectors.joining(word, "(", ")")), values);
  }

  static Condition not(Condition condition) {
    if (condition.equals(NEVER)) {
      return ALWAYS;
    }
    return condition.equals(ALWAYS)
        ? NEVER
        // Not plain NOT: an unknown place makes the condition NULL, and that must count as not
        // seen.
        : new Condition("(" + condition.sql() + ") IS NOT TRUE", condition.parameters());
  }

  /** Text around a condition; the values of the text come before those of the condition. */
  static Condition around(String before, List<Object> values, Condition inner, String after) {
    List<Object> all = new ArrayList<>(values);
    all.addAll(inner.parameters());
    return new Condition(before + inner.sql() + after, all);
  }
}
