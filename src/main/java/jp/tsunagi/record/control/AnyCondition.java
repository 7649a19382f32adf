package jp.tsunagi.record.control;

import java.util.List;
import java.util.Optional;

/** One of several ways is enough. */
record AnyCondition(List<SearchCondition> ways) implements SearchCondition {

  static SearchCondition of(List<SearchCondition> ways) {
    List<SearchCondition> open = ways.stream().filter(way -> way != NOTHING).toList();
    if (open.isEmpty()) {
      return NOTHING;
    }
    return open.size() == 1 ? open.get(0) : new AnyCondition(open);
  }

  @Override
  public SqlText filter(Row row, Aliases aliases) {
    SqlText any = SqlText.of("(");
    String or = "";
    for (SearchCondition way : ways) {
      any.add(or).add(way.filter(row, aliases));
      or = " OR ";
    }
    return any.add(")");
  }

  @Override
  public Optional<RowSource> lead() {
    return Optional.empty();
  }
}
