package jp.tsunagi.record.control;

import java.util.List;
import java.util.Optional;

/** Several conditions on the same resource. */
record AllCondition(List<SearchCondition> parts) implements SearchCondition {

  static SearchCondition of(List<SearchCondition> parts) {
    if (parts.contains(NOTHING)) {
      return NOTHING;
    }
    return parts.size() == 1 ? parts.get(0) : new AllCondition(parts);
  }

  @Override
  public SqlText filter(Row row, Aliases aliases) {
    SqlText all = SqlText.of("(");
    String and = "";
    for (SearchCondition part : parts) {
      all.add(and).add(part.filter(row, aliases));
      and = " AND ";
    }
    return all.add(")");
  }

  @Override
  public Optional<RowSource> lead() {
    return parts.stream().flatMap(part -> part.lead().stream()).findFirst();
  }
}
