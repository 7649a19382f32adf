package jp.tsunagi.carenote.control;

import static jp.tsunagi.platform.boundary.DatabaseQuery.instant;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import jp.tsunagi.carenote.entity.Note;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.platform.boundary.DatabaseQuery;
import jp.tsunagi.record.boundary.GoneRows;
import jp.tsunagi.record.boundary.Visibility;
import org.jspecify.annotations.Nullable;

/** Lists and counts notes, and keeps who has read them. */
@ApplicationScoped
public class NoteRepository {
  private static final String TYPE = "Communication";

  @Resource(lookup = "java:app/jdbc/tsunagi")
  private DataSource database;

  /**
   * A note in a list, before its words are read.
   *
   * @param author the organization its author wrote for
   * @param read whether the reader has read it
   */
  public record Listed(
      String noteId,
      ResidentId resident,
      Instant sentAt,
      @Nullable OrganizationId author,
      boolean read) {}

  /** Who has read a note, and when. */
  public record Receipt(String reader, String name, Instant at) {}

  /** Which notes a list is about; what is null does not narrow it. */
  public record Wanted(
      @Nullable ResidentId resident,
      @Nullable String thread,
      @Nullable Instant since,
      boolean unreadOnly) {

    public static Wanted about(ResidentId resident) {
      return new Wanted(resident, null, null, false);
    }
  }

  void save(long sid, Note note) {
    DatabaseQuery.of(
            "REPLACE INTO note_line (sid, note_id, resident_id, sent_at, thread_id, valid)"
                + " VALUES (?,?,?,?,?,?)",
            sid,
            note.id(),
            note.resident().value(),
            note.sentAt(),
            note.thread(),
            note.valid())
        .execute(database);
  }

  /** Rows that no resource stands behind any more. */
  void removeGone() {
    GoneRows.remove(database, "note_line", "sid");
  }

  void remove(long sid) {
    DatabaseQuery.of("DELETE FROM note_line WHERE sid=?", sid).execute(database);
  }

  /** Notes before an instant, newest first; the last instant is never cut. */
  public List<Listed> before(
      Actor reader, Wanted wanted, Instant before, int limit, Visibility visibility) {
    List<Listed> page = list(reader, wanted, "n.sent_at < ?", before, limit, visibility);
    if (page.size() < limit) {
      return page;
    }
    Instant last = page.get(page.size() - 1).sentAt();
    List<Listed> whole = new ArrayList<>(page);
    whole.removeIf(note -> note.sentAt().equals(last));
    whole.addAll(list(reader, wanted, "n.sent_at = ?", last, 1000, visibility));
    return whole;
  }

  private List<Listed> list(
      Actor reader, Wanted wanted, String time, Instant at, int limit, Visibility visibility) {
    DatabaseQuery query =
        DatabaseQuery.of(
            "SELECT n.note_id, n.resident_id, n.sent_at, r.author_organization, x.read_at"
                + " FROM note_line n JOIN resource r ON r.sid = n.sid"
                + " LEFT JOIN note_read x ON x.note_id = n.note_id AND x.reader = ?"
                + " WHERE "
                + time,
            reader.user(),
            at);
    if (wanted.resident() != null) {
      query.add("AND n.resident_id = ?", wanted.resident().value());
    }
    if (wanted.thread() != null) {
      query.add("AND n.thread_id = ?", wanted.thread());
    }
    if (wanted.since() != null) {
      query.add("AND n.sent_at >= ?", wanted.since());
    }
    if (wanted.unreadOnly()) {
      query.add("AND x.read_at IS NULL AND n.valid = 1");
    }
    return seen(query, visibility)
        .add("ORDER BY n.sent_at DESC, n.sid DESC LIMIT ?", limit)
        .list(database, NoteRepository::listed);
  }

  private static DatabaseQuery seen(DatabaseQuery query, Visibility visibility) {
    Visibility.Condition condition = visibility.on("r", TYPE);
    return query.add("AND (" + condition.sql() + ")", condition.parameters());
  }

  private static Listed listed(ResultSet row) throws SQLException {
    String author = row.getString("author_organization");
    return new Listed(
        row.getString("note_id"),
        new ResidentId(row.getString("resident_id")),
        Objects.requireNonNull(instant(row, "sent_at")),
        author == null ? null : new OrganizationId(author),
        instant(row, "read_at") != null);
  }

  /** One note, if the reader may see it. */
  public Optional<Listed> find(Actor reader, String noteId, Visibility visibility) {
    return seen(
            DatabaseQuery.of(
                "SELECT n.note_id, n.resident_id, n.sent_at, r.author_organization, x.read_at"
                    + " FROM note_line n JOIN resource r ON r.sid = n.sid"
                    + " LEFT JOIN note_read x ON x.note_id = n.note_id AND x.reader = ?"
                    + " WHERE n.note_id = ?",
                reader.user(),
                noteId),
            visibility)
        .first(database, NoteRepository::listed);
  }

  /** Unread notes by resident, of those sent since; nobody's own and no mistakes. */
  public Map<ResidentId, Integer> unread(
      Actor reader, Collection<ResidentId> residents, Instant since, Visibility visibility) {
    DatabaseQuery query =
        DatabaseQuery.of(
                "SELECT n.resident_id, COUNT(*) AS unread FROM note_line n"
                    + " JOIN resource r ON r.sid = n.sid"
                    + " LEFT JOIN note_read x ON x.note_id = n.note_id AND x.reader = ?"
                    + " WHERE x.read_at IS NULL AND n.valid = 1 AND n.sent_at >= ?"
                    + " AND n.resident_id IN",
                reader.user(),
                since)
            .addAnyOf(residents.stream().map(ResidentId::value).toList());
    Map<ResidentId, Integer> unread = new HashMap<>();
    seen(query, visibility)
        .add("GROUP BY n.resident_id")
        .list(
            database,
            row -> Map.entry(new ResidentId(row.getString("resident_id")), row.getInt("unread")))
        .forEach(count -> unread.put(count.getKey(), count.getValue()));
    return unread;
  }

  /** How many notes wait for the reader, over all residents she may see. */
  public int unread(Actor reader, Instant since, Visibility visibility) {
    return seen(
            DatabaseQuery.of(
                "SELECT COUNT(*) FROM note_line n JOIN resource r ON r.sid = n.sid"
                    + " LEFT JOIN note_read x ON x.note_id = n.note_id AND x.reader = ?"
                    + " WHERE x.read_at IS NULL AND n.valid = 1 AND n.sent_at >= ?",
                reader.user(),
                since),
            visibility)
        .first(database, row -> row.getInt(1))
        .orElse(0);
  }

  /** Notes down that somebody has read a note; the first time counts. */
  public void markRead(String noteId, Actor reader, Instant at) {
    DatabaseQuery.of(
            "INSERT INTO note_read (note_id, reader, reader_name, read_at) VALUES (?,?,?,?)"
                + " ON DUPLICATE KEY UPDATE read_at = read_at",
            noteId,
            reader.user(),
            reader.name(),
            at)
        .execute(database);
  }

  public List<Receipt> receipts(String noteId) {
    return DatabaseQuery.of(
            "SELECT reader, reader_name, read_at FROM note_read WHERE note_id=? ORDER BY read_at",
            noteId)
        .list(
            database,
            row ->
                new Receipt(
                    row.getString("reader"),
                    row.getString("reader_name"),
                    Objects.requireNonNull(instant(row, "read_at"))));
  }
}
