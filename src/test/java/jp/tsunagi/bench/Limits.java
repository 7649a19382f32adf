package jp.tsunagi.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jp.tsunagi.launcher.DatabaseAccess;

/**
 * 限界. What this machine's database allows when nothing is done but the one thing, on the connection
 * settings the application has.
 */
final class Limits {
  static final String KEY_READ = "JDBC primary-key read";
  static final String NEWEST = "newest 20 of one by index";
  static final String COMMIT_ONE = "durable commits, 1 thread";
  static final String COMMIT_EIGHT = "durable commits, 8 threads";
  static final String BATCHED = "batched inserts";
  static final String SERVLET = "fixed servlet answer";

  private static final int ROWS = 40_000;
  private static final int OWNERS = 400;
  private static final int BATCH = 100;
  private static final double WARM_SECONDS = 0.7;

  private final DatabaseAccess database;
  private final double seconds;

  /** One turn of a thread; how many units it did. */
  private interface Turn {
    int take(Connection connection, Random random) throws SQLException;
  }

  Limits(DatabaseAccess database, double seconds) {
    this.database = database;
    this.seconds = seconds;
  }

  Map<String, Double> measure() {
    try {
      execute("DROP TABLE IF EXISTS bench_row", "DROP TABLE IF EXISTS bench_insert");
      for (String table : List.of("bench_row", "bench_insert")) {
        execute(
            "CREATE TABLE "
                + table
                + " (id BIGINT AUTO_INCREMENT PRIMARY KEY, owner INT NOT NULL, at BIGINT NOT NULL,"
                + " body TEXT NOT NULL, KEY "
                + table
                + "_owner (owner, at)) ENGINE=InnoDB");
      }
      fill();
      Map<String, Double> limits = new LinkedHashMap<>();
      limits.put(KEY_READ, rate(8, Limits::readByKey));
      limits.put(NEWEST, rate(8, Limits::readNewest));
      limits.put(COMMIT_ONE, rate(1, Limits::commit));
      limits.put(COMMIT_EIGHT, rate(8, Limits::commit));
      limits.put(BATCHED, rate(1, Limits::insertBatch));
      return limits;
    } catch (SQLException failure) {
      throw new BenchFailure("the limits of the database", failure);
    } finally {
      forget();
    }
  }

  private void forget() {
    try {
      execute("DROP TABLE IF EXISTS bench_row", "DROP TABLE IF EXISTS bench_insert");
    } catch (SQLException failure) {
      System.err.println("bench tables stay: " + failure.getMessage());
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        database.url() + "&useServerPrepStmts=true&cachePrepStmts=true&useLocalSessionState=true",
        database.user(),
        database.password());
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String one : statements) {
        statement.execute(one);
      }
    }
  }

  private void fill() throws SQLException {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      Random random = new Random(1);
      for (int i = 0; i < ROWS; i += 1_000) {
        insert(connection, "bench_row", random, 1_000);
        connection.commit();
      }
    }
  }

  private static void insert(Connection connection, String table, Random random, int rows)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO " + table + " (owner, at, body) VALUES (?,?,?)")) {
      for (int i = 0; i < rows; i++) {
        insert.setInt(1, random.nextInt(OWNERS));
        insert.setLong(2, random.nextInt(1_000_000_000));
        insert.setString(3, body(random));
        if (rows == 1) {
          insert.executeUpdate();
        } else {
          insert.addBatch();
        }
      }
      if (rows > 1) {
        insert.executeBatch();
      }
    }
  }

  private static String body(Random random) {
    return "{\"resourceType\":\"Observation\",\"id\":\""
        + random.nextInt()
        + "\",\"note\":\""
        + "x".repeat(720)
        + "\"}";
  }

  private static int readByKey(Connection connection, Random random) throws SQLException {
    try (PreparedStatement read =
        connection.prepareStatement("SELECT id, at, body FROM bench_row WHERE id=?")) {
      read.setLong(1, 1 + random.nextInt(ROWS));
      try (ResultSet rows = read.executeQuery()) {
        return rows.next() && rows.getString(3).length() > 700 ? 1 : 0;
      }
    }
  }

  private static int readNewest(Connection connection, Random random) throws SQLException {
    try (PreparedStatement read =
        connection.prepareStatement(
            "SELECT id, at, body FROM bench_row WHERE owner=? ORDER BY at DESC LIMIT 20")) {
      read.setInt(1, random.nextInt(OWNERS));
      try (ResultSet rows = read.executeQuery()) {
        int length = 0;
        while (rows.next()) {
          length += rows.getString(3).length();
        }
        return length > 0 ? 1 : 0;
      }
    }
  }

  private static int commit(Connection connection, Random random) throws SQLException {
    insert(connection, "bench_insert", random, 1);
    return 1;
  }

  private static int insertBatch(Connection connection, Random random) throws SQLException {
    connection.setAutoCommit(false);
    insert(connection, "bench_insert", random, BATCH);
    connection.commit();
    return BATCH;
  }

  private double rate(int threads, Turn turn) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Long>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int seed = i;
        running.add(pool.submit(() -> turns(turn, new Random(seed))));
      }
      long all = 0;
      for (Future<Long> one : running) {
        all += one.get();
      }
      return all / seconds;
    } catch (ExecutionException failure) {
      throw new BenchFailure("the limits of the database", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BenchFailure("interrupted", interrupted);
    } finally {
      pool.shutdownNow();
    }
  }

  private long turns(Turn turn, Random random) throws SQLException {
    try (Connection connection = connect()) {
      long begin = System.nanoTime() + (long) (WARM_SECONDS * 1e9);
      long end = begin + (long) (seconds * 1e9);
      long done = 0;
      for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
        int units = turn.take(connection, random);
        done += now >= begin ? units : 0;
      }
      return done;
    }
  }
}
