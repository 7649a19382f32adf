package jp.tsunagi.emergency.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import jp.tsunagi.platform.boundary.DatabaseQuery;
import org.jspecify.annotations.Nullable;

/**
 * 回線. One row for each device and each resident, with the case that was opened there last. Whoever
 * handles an alarm holds the rows of its device and residents until the transaction ends, so that
 * simultaneous alarms make one case.
 *
 * <p>Locked in this order everywhere: the device, then the residents by id, then the case. The rows
 * are taken by a statement that writes, never by one that reads: two that read first and write then
 * would wait for each other.
 */
@ApplicationScoped
public class EmergencyLineRepository {
  @Resource(lookup = "java:app/jdbc/tsunagi")
  private DataSource dataSource;

  public void lockDevice(String deviceId) {
    lock(List.of(device(deviceId)));
  }

  public void lockResidents(Collection<String> residents) {
    lock(residents(residents));
  }

  /** The cases opened last on these lines, real ones or drills; some may have ended since. */
  public Set<String> casesOf(String deviceId, Collection<String> residents, boolean exercise) {
    List<String> lines = lines(deviceId, residents);
    // Read with a lock, so that what the last holder of the rows wrote is seen whatever this
    // transaction has read before.
    List<@Nullable String> cases =
        DatabaseQuery.of("SELECT " + column(exercise) + " FROM emergency_line WHERE line IN")
            .addAnyOf(lines)
            .add("FOR UPDATE")
            .list(dataSource, row -> row.getString(1));
    Set<String> found = new LinkedHashSet<>();
    for (@Nullable String caseId : cases) {
      if (caseId != null) {
        found.add(caseId);
      }
    }
    return found;
  }

  /** From now on these lines lead to the case. */
  public void pointTo(
      String caseId, String deviceId, Collection<String> residents, boolean exercise) {
    DatabaseQuery.of("UPDATE emergency_line SET " + column(exercise) + "=? WHERE line IN", caseId)
        .addAnyOf(lines(deviceId, residents))
        .execute(dataSource);
  }

  /** Whether each of these lines leads to a case as new as this instant; read without a lock. */
  boolean allLead(
      Instant receivedAt, String deviceId, Collection<String> residents, boolean exercise) {
    List<String> lines = lines(deviceId, residents);
    return DatabaseQuery.of(
                "SELECT l.line FROM emergency_line l JOIN emergency_case c ON c.case_id=l."
                    + column(exercise)
                    + " WHERE c.received_at>=? AND l.line IN",
                receivedAt.toEpochMilli())
            .addAnyOf(lines)
            .list(dataSource, row -> row.getString(1))
            .size()
        == Set.copyOf(lines).size();
  }

  /** Those of these lines that lead nowhere, or to an older case, lead to this one from now on. */
  void pointIfNewer(
      String caseId,
      Instant receivedAt,
      String deviceId,
      Collection<String> residents,
      boolean exercise) {
    String column = column(exercise);
    DatabaseQuery.of(
            "UPDATE emergency_line l LEFT JOIN emergency_case c ON c.case_id=l."
                + column
                + " SET l."
                + column
                + "=? WHERE (c.case_id IS NULL OR c.received_at<?) AND l.line IN",
            caseId,
            receivedAt.toEpochMilli())
        .addAnyOf(lines(deviceId, residents))
        .execute(dataSource);
  }

  public void clear() {
    DatabaseQuery.of("DELETE FROM emergency_line").execute(dataSource);
  }

  private void lock(List<String> lines) {
    for (String line : lines) {
      DatabaseQuery.of(
              "INSERT INTO emergency_line (line) VALUES (?) ON DUPLICATE KEY UPDATE line=line",
              line)
          .execute(dataSource);
    }
  }

  private static String column(boolean exercise) {
    return exercise ? "drill_case_id" : "case_id";
  }

  private static List<String> lines(String deviceId, Collection<String> residents) {
    List<String> lines = new ArrayList<>();
    lines.add(device(deviceId));
    lines.addAll(residents(residents));
    return lines;
  }

  private static String device(String deviceId) {
    return "device:" + deviceId;
  }

  private static List<String> residents(Collection<String> residents) {
    return residents.stream().distinct().sorted().map(resident -> "resident:" + resident).toList();
  }
}
