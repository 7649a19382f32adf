package jp.tsunagi.record.boundary;

import java.util.ArrayList;
import java.util.List;
import jp.tsunagi.record.control.RowFilter;
import jp.tsunagi.record.control.SqlText;
import jp.tsunagi.record.control.StoredBody;
import org.jspecify.annotations.Nullable;

/** 見える行. A caller's visibility as the store's statements use it. */
final class VisibleRows implements RowFilter {
  private final Visibility visibility;

  private VisibleRows(Visibility visibility) {
    this.visibility = visibility;
  }

  static RowFilter by(Visibility visibility) {
    return visibility == Visibility.ALL ? RowFilter.ALL : new VisibleRows(visibility);
  }

  @Override
  public SqlText on(String alias, String type) {
    return text(visibility.on(alias, type));
  }

  @Override
  public SqlText onOlder(String alias, String older, String type) {
    return text(visibility.onOlder(alias, older, type));
  }

  private static SqlText text(Visibility.Condition condition) {
    return new SqlText().add(condition.sql(), condition.parameters());
  }

  @Override
  public Visibility.Extent extent(String type, @Nullable String resident) {
    return visibility.extent(type, resident);
  }

  @Override
  public boolean showsMostOf(String resident) {
    return visibility.showsMostOf(resident);
  }

  @Override
  public SqlText unsealed(String alias) {
    return text(visibility.unsealed(alias));
  }

  @Override
  public RowFilter ofWhole() {
    return by(visibility.ofWhole());
  }

  @Override
  public Visibility.@Nullable Beside beside() {
    return visibility.beside();
  }

  @Override
  public boolean passes(List<StoredBody> rows) {
    List<Visibility.Row> asked = new ArrayList<>(rows.size());
    for (StoredBody row : rows) {
      StoredBody.Traits traits = row.traits();
      if (traits == null) {
        return false;
      }
      asked.add(
          new Visibility.Row(
              row.id().type(),
              RecordKind.ofCode(traits.kind()),
              traits.sealed(),
              traits.residents(),
              traits.beside()));
    }
    return visibility.shows(asked);
  }
}
