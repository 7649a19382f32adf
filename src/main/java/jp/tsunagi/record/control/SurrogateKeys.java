package jp.tsunagi.record.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;

/**
 * 代理キー。 Hands out sids, ascending with time on each node. A node takes a block from the database
 * and counts in memory, so that a sid is known before its row is written and the rows of a whole
 * transaction can be written in one batch. What is left of a block at a restart is lost on purpose.
 */
@ApplicationScoped
public class SurrogateKeys {
  private static final long BLOCK = 1_000;

  private RecordTransaction transaction;
  private long next;
  private long end;

  @SuppressWarnings("NullAway.Init")
  protected SurrogateKeys() {}

  @Inject
  SurrogateKeys(RecordTransaction transaction) {
    this.transaction = transaction;
  }

  public synchronized long next() {
    if (next == end) {
      next = takeBlock() * BLOCK;
      end = next + BLOCK;
    }
    return next++;
  }

  private long takeBlock() {
    return transaction.runApart(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO sid_block () VALUES ()", Statement.RETURN_GENERATED_KEYS)) {
            insert.executeUpdate();
            try (ResultSet keys = insert.getGeneratedKeys()) {
              keys.next();
              return keys.getLong(1);
            }
          }
        });
  }
}
