package jp.tsunagi.record.control;

import java.util.List;
import java.util.Optional;

/** Index rows that belong to the same repetition of an element, one of each source. */
record SamePartCondition(List<RowSource> sources) implements SearchCondition {

  @Override
  public SqlText filter(Row row, Aliases aliases) {
    SqlText from = SqlText.of("(SELECT 1 FROM ");
    SqlText where = SqlText.of(" WHERE ");
    String first = aliases.next();
    for (int i = 0; i < sources.size(); i++) {
      String alias = i == 0 ? first : aliases.next();
      from.add((i == 0 ? "" : " STRAIGHT_JOIN ") + sources.get(i).table() + " " + alias);
      where.add((i == 0 ? "" : " AND ") + alias + ".sid=" + row.sid() + " AND ");
      where.add(sources.get(i).where().apply(alias));
      where.add(i == 0 ? "" : " AND " + alias + ".part=" + first + ".part");
    }
    return from.add(where).add(" LIMIT 1) IS NOT NULL");
  }

  @Override
  public Optional<RowSource> lead() {
    return Optional.of(sources.get(0));
  }
}
