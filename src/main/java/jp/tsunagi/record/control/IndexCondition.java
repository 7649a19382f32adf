package jp.tsunagi.record.control;

import java.util.List;
import java.util.Optional;

/**
 * A condition that index rows answer: at least one row of the sources exists, or, negated, none
 * does.
 */
record IndexCondition(List<RowSource> sources, boolean negated) implements SearchCondition {

  static SearchCondition of(List<RowSource> sources) {
    return sources.isEmpty() ? NOTHING : new IndexCondition(sources, false);
  }

  static SearchCondition of(RowSource source) {
    return of(List.of(source));
  }

  static SearchCondition none(List<RowSource> sources) {
    return new IndexCondition(sources, true);
  }

  @Override
  public SqlText filter(Row row, Aliases aliases) {
    SqlText any = SqlText.of(negated ? "NOT (" : "(");
    String or = "";
    for (RowSource source : sources) {
      any.add(or).add(source.exists(row, aliases));
      or = " OR ";
    }
    return sources.isEmpty() ? SqlText.of(negated ? "1=1" : "1=0") : any.add(")");
  }

  @Override
  public Optional<RowSource> lead() {
    return negated || sources.size() != 1 ? Optional.empty() : Optional.of(sources.get(0));
  }
}
