package jp.tsunagi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import jp.tsunagi.launcher.DatabaseAccess;
import org.jspecify.annotations.Nullable;

/**
 * 計測器. Processor time and memory of the processes measured, from the kernel's own books, and how
 * many statements the database has taken, from its own.
 */
final class Machine {
  private static final int TICK_MILLIS = 10;
  private volatile long server;
  private volatile long database;
  private volatile @Nullable DatabaseAccess access;

  /**
   * Processor milliseconds so far; others: whoever is neither server, database nor this client.
   *
   * @param statements that the database has taken so far, from whomever
   */
  record Reading(double server, double database, double others, long statements) {}

  void watch(long serverPid, long databasePid, DatabaseAccess databaseAccess) {
    server = serverPid;
    database = databasePid;
    access = databaseAccess;
  }

  Reading read() {
    double app = millis(server);
    double db = millis(database);
    double own = millis(ProcessHandle.current().pid());
    return new Reading(app, db, all() - app - db - own, statements());
  }

  private long statements() {
    DatabaseAccess known = access;
    if (known == null) {
      return 0;
    }
    try (Connection connection =
            DriverManager.getConnection(known.url(), known.user(), known.password());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Questions'")) {
      return rows.next() ? rows.getLong(2) : 0;
    } catch (SQLException gone) {
      return 0;
    }
  }

  private static double millis(long pid) {
    if (pid == 0) {
      return 0;
    }
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * (double) TICK_MILLIS;
    } catch (IOException gone) {
      return 0;
    }
  }

  private static double all() {
    try {
      String[] fields = Files.readAllLines(Path.of("/proc/stat")).get(0).trim().split("\\s+");
      double ticks = 0;
      for (int field : new int[] {1, 2, 3, 6, 7, 8}) {
        ticks += Long.parseLong(fields[field]);
      }
      return ticks * TICK_MILLIS;
    } catch (IOException unknown) {
      return 0;
    }
  }

  /** Megabytes the process has to itself, shared pages counted by their share. */
  long memory(boolean ofServer) {
    Path rollup = Path.of("/proc", Long.toString(ofServer ? server : database), "smaps_rollup");
    try {
      List<String> lines = Files.readAllLines(rollup);
      for (String line : lines) {
        if (line.startsWith("Pss:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
        }
      }
    } catch (IOException unknown) {
      return -1;
    }
    return -1;
  }

  static String about() {
    Runtime runtime = Runtime.getRuntime();
    return String.format(
        Locale.ROOT,
        "%d processors, Java %s, load %s",
        runtime.availableProcessors(),
        System.getProperty("java.version"),
        load());
  }

  static String load() {
    try {
      return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    } catch (IOException unknown) {
      return "?";
    }
  }
}
