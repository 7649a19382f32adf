package jp.tsunagi.platform.boundary;

import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * 確定時の接続. The connection of the running transaction, for what is written while it commits.
 *
 * <p>The entity manager may have its turn before, and when it then gives its connection back, the
 * pool takes the transaction's from every other handle of it too: the next statement on one would
 * go to another connection, where it commits by itself, before the rest or without it. So this is
 * the physical connection, which is the transaction's until that has ended.
 */
public final class ClosingConnection implements AutoCloseable {
  private final Connection handle;
  private final Connection physical;

  private ClosingConnection(Connection handle, Connection physical) {
    this.handle = handle;
    this.physical = physical;
  }

  /** Of the transaction that runs now; to be closed when it has ended. */
  public static ClosingConnection of(DataSource database) {
    try {
      Connection handle = database.getConnection();
      return new ClosingConnection(handle, ofTransaction(handle.unwrap(JdbcConnection.class)));
    } catch (SQLException failed) {
      throw new IllegalStateException("no connection", failed);
    }
  }

  /** The connection itself; an error where a statement on it would commit by itself. */
  public Connection open() throws SQLException {
    return ofTransaction(physical);
  }

  /** Lets a connection pass that a transaction holds; an error for any other. */
  public static Connection ofTransaction(Connection connection) throws SQLException {
    if (connection.getAutoCommit()) {
      throw new IllegalStateException("a statement of the transaction would commit by itself");
    }
    return connection;
  }

  @Override
  public void close() {
    try {
      handle.close();
    } catch (SQLException failed) {
      throw new IllegalStateException("the connection cannot be given back", failed);
    }
  }
}
