package jp.tsunagi.record.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;

/** 作り直しの進み. How far the rebuilding of the index is; written with each batch of it. */
@ApplicationScoped
public class IndexRebuildRepository {
  public static final String RUNNING = "running";
  public static final String DONE = "done";
  public static final String FAILED = "failed";

  private static final int ROW = 1;

  private RecordTransaction transaction;

  @SuppressWarnings("NullAway.Init")
  protected IndexRebuildRepository() {}

  @Inject
  IndexRebuildRepository(RecordTransaction transaction) {
    this.transaction = transaction;
  }

  /**
   * Where it stands.
   *
   * @param lastSid the last resource that is done
   * @param changedAt when something was done last, in milliseconds
   */
  public record Mark(
      String state, long lastSid, long done, long ofAbout, long startedAt, long changedAt) {
    public boolean isRunning() {
      return state.equals(RUNNING);
    }

    public Mark in(String next, long at) {
      return new Mark(next, lastSid, done, ofAbout, startedAt, at);
    }

    /** After a batch. */
    public Mark after(long sid, int resources, long at) {
      return new Mark(state, sid, done + resources, ofAbout, startedAt, at);
    }
  }

  /** The mark; locked when it is going to be moved. */
  public Optional<Mark> find(boolean locked) {
    return transaction.run(
        connection -> {
          try (PreparedStatement query =
                  connection.prepareStatement(
                      "SELECT state, last_sid, done, of_about, started_at, changed_at"
                          + " FROM index_rebuild WHERE id=1"
                          + (locked ? " FOR UPDATE" : ""));
              ResultSet rows = query.executeQuery()) {
            return rows.next()
                ? Optional.of(
                    new Mark(
                        rows.getString(1),
                        rows.getLong(2),
                        rows.getLong(3),
                        rows.getLong(4),
                        rows.getLong(5),
                        rows.getLong(6)))
                : Optional.empty();
          }
        });
  }

  public void put(Mark mark) {
    transaction.execute(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "REPLACE INTO index_rebuild (id, state, last_sid, done, of_about, started_at,"
                      + " changed_at) VALUES (?,?,?,?,?,?,?)")) {
            update.setInt(1, ROW);
            update.setString(2, mark.state());
            update.setLong(3, mark.lastSid());
            update.setLong(4, mark.done());
            update.setLong(5, mark.ofAbout());
            update.setLong(6, mark.startedAt());
            update.setLong(7, mark.changedAt());
            update.executeUpdate();
          }
        });
  }
}
