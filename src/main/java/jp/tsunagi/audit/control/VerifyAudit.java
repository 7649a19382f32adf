package jp.tsunagi.audit.control;

import com.mysql.cj.jdbc.MysqlDataSource;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import jp.tsunagi.audit.boundary.ChainHeads;
import jp.tsunagi.audit.boundary.ChainReport;

/**
 * 監査記録の検証. What {@code bin/verify-audit} runs: walks every chain from outside the application and
 * names the first place where the trail is not what was written.
 */
public final class VerifyAudit {
  static final int SOUND = 0;
  static final int BROKEN = 1;
  static final int NOT_VERIFIED = 2;

  private static final String USAGE =
      """
      Usage: bin/verify-audit [FILE|FOLDER]...
        FILE|FOLDER  heads of the chains as they were kept earlier (audit-heads-*.json)
      Environment: TSUNAGI_DATABASE_URL, TSUNAGI_DATABASE_USER, TSUNAGI_DATABASE_PASSWORD
      Answers 0 when the trail is what was written, 1 when not, 2 when it could not be verified.""";

  private VerifyAudit() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments, System.getenv(), System.out));
  }

  static int run(String[] arguments, Map<String, String> environment, PrintStream out) {
    if (List.of(arguments).contains("--help")) {
      out.println(USAGE);
      return SOUND;
    }
    try {
      List<ChainHeads> kept = new ArrayList<>();
      for (String argument : arguments) {
        kept.addAll(HeadFiles.read(Path.of(argument)));
      }
      return tell(verify(database(environment), kept), kept.size(), out);
    } catch (RuntimeException e) {
      out.println("not verified: " + e.getMessage());
      return NOT_VERIFIED;
    }
  }

  static ChainReport verify(DataSource database, List<ChainHeads> kept) {
    return new ChainVerifier(
            new AuditStore(database), new AuditRepository(database), Clock.systemUTC())
        .verify(kept);
  }

  private static DataSource database(Map<String, String> environment) {
    MysqlDataSource source = new MysqlDataSource();
    source.setURL(required(environment, "TSUNAGI_DATABASE_URL"));
    source.setUser(required(environment, "TSUNAGI_DATABASE_USER"));
    source.setPassword(required(environment, "TSUNAGI_DATABASE_PASSWORD"));
    return source;
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " is not set\n" + USAGE);
    }
    return value;
  }

  private static int tell(ChainReport report, int heads, PrintStream out) {
    for (ChainReport.NodeChain chain : report.nodes()) {
      out.printf("node %s: %d rows, head %s%n", chain.node(), chain.links(), chain.head());
      ChainReport.Break broken = chain.broken();
      if (broken != null) {
        out.printf(
            "BROKEN at row %d of node %s (%s): %s%n",
            broken.seq(), chain.node(), broken.rowId(), broken.why());
      }
    }
    if (report.strayRow() != null) {
      out.printf("BROKEN: row %s belongs to no chain: somebody put it there%n", report.strayRow());
    }
    out.printf("compared with %d kept files of heads%n", heads);
    out.println(report.sound() ? "sound" : "NOT SOUND");
    return report.sound() ? SOUND : BROKEN;
  }
}
