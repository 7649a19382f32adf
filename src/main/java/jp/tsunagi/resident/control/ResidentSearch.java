package jp.tsunagi.resident.control;

import java.util.List;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.platform.boundary.DatabaseQuery;
import jp.tsunagi.record.boundary.Visibility;
import jp.tsunagi.record.boundary.Visibility.Condition;
import jp.tsunagi.resident.entity.SearchableText.Word;
import org.jspecify.annotations.Nullable;

/**
 * 利用者の検索. The list query: who may be seen is part of its WHERE, and a word is looked for only where
 * the reader may look — an address or a device number she may not see finds nobody for her.
 *
 * @param words all have to match
 * @param area only residents of this place
 * @param after where the page before ended
 */
public record ResidentSearch(
    List<Word> words, @Nullable AreaCode area, @Nullable Position after, int limit, Views views) {

  private static final String RESOURCE = "r";
  private static final String TYPE = "Patient";

  /** Place in the order of the list: rank of the match, then kana, then the line itself. */
  public record Position(int rank, long sid) {}

  /** The reader's three views of Patients. */
  public record Views(Condition visible, Condition roster, Condition care) {
    public static Views of(Visibility visible, Visibility roster, Visibility care) {
      return new Views(
          visible.on(RESOURCE, TYPE), roster.on(RESOURCE, TYPE), care.on(RESOURCE, TYPE));
    }
  }

  DatabaseQuery statement() {
    DatabaseQuery query = DatabaseQuery.of("SELECT * FROM (SELECT l.*, e.last_change_at,");
    rank(query);
    query
        .add("AS rank_of_match FROM resident_line l JOIN resource r ON r.sid = l.sid")
        .add("LEFT JOIN resident_edit e ON e.resident_id = l.resident_id")
        .add("WHERE l.active = 1 AND (" + views.visible.sql() + ")", views.visible.parameters());
    if (area != null) {
      query.add("AND (l.area = ? OR l.area LIKE ?)", area.value(), area.value() + "-%");
    }
    words.forEach(word -> match(query, word));
    query.add(") found");
    if (after != null) {
      page(query, after);
    }
    return query.add("ORDER BY rank_of_match, kana_key, sid LIMIT ?", limit);
  }

  private void match(DatabaseQuery query, Word word) {
    String anywhere = "%" + word.folded() + "%";
    query
        .add("AND (l.identity_text LIKE ?", anywhere)
        .add("OR (l.contact_text LIKE ?", anywhere)
        .add("AND (" + views.roster.sql() + "))", views.roster.parameters());
    word.date().ifPresent(date -> query.add("OR l.birth_date = ?", date));
    if (word.hasDigits()) {
      query
          .add(
              "OR (l.resident_id IN (SELECT u.resident_id FROM resident_device_use u JOIN"
                  + " resident_device d ON d.device_id = u.device_id WHERE d.number_key LIKE ?)",
              anywhere)
          .add("AND (" + views.care.sql() + "))", views.care.parameters());
    }
    query.add(")");
  }

  /** 0: the whole name or reading; 1: its beginning; 2: anything else. */
  private void rank(DatabaseQuery query) {
    String typed = String.join("", words.stream().map(Word::folded).toList());
    if (typed.isEmpty()) {
      query.add("0");
      return;
    }
    query.add(
        "CASE WHEN l.name_key = ? OR l.kana_key = ? THEN 0"
            + " WHEN l.name_key LIKE ? OR l.kana_key LIKE ? THEN 1 ELSE 2 END",
        typed,
        typed,
        typed + "%",
        typed + "%");
  }

  // The cursor carries no name: the place in kana order is read from the line it points to.
  private void page(DatabaseQuery query, Position position) {
    query.add(
        "WHERE rank_of_match > ? OR (rank_of_match = ? AND (kana_key, sid) >"
            + " (COALESCE((SELECT p.kana_key FROM resident_line p WHERE p.sid = ?), ''), ?))",
        position.rank,
        position.rank,
        position.sid,
        position.sid);
  }
}
