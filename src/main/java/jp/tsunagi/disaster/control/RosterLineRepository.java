package jp.tsunagi.disaster.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import jp.tsunagi.disaster.entity.Claim;
import jp.tsunagi.disaster.entity.Disaster;
import jp.tsunagi.disaster.entity.HelpCase;
import jp.tsunagi.disaster.entity.RosterFilter;
import jp.tsunagi.disaster.entity.RosterLine;
import jp.tsunagi.disaster.entity.RosterLine.Lease;
import jp.tsunagi.disaster.entity.RosterPosition;
import jp.tsunagi.disaster.entity.Safety;
import jp.tsunagi.disaster.entity.SafetyStatus;
import jp.tsunagi.disaster.entity.StatusCount;
import jp.tsunagi.disaster.entity.StoredDisaster;
import jp.tsunagi.disaster.entity.SupportNeed;
import jp.tsunagi.disaster.entity.Whereabouts;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.platform.boundary.DatabaseQuery;
import jp.tsunagi.record.boundary.GoneRows;
import jp.tsunagi.record.boundary.Visibility.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the lines of the rosters. Time has no part in what is stored: a running lease and good news
 * grown old are worked out when the line is read, so a board is true to the second without a timer.
 */
@ApplicationScoped
public class RosterLineRepository {
  /** Three values: now, now. */
  private static final String SHOWN =
      "CASE WHEN l.safety='unconfirmed' THEN CASE WHEN l.mark IS NOT NULL THEN 'not-applicable'"
          + " WHEN l.claim_until > ? THEN 'being-checked' ELSE 'unconfirmed' END"
          + " WHEN l.fresh_until < ? THEN 'recheck' ELSE l.safety END";

  /** The lines with the row of the resident's Patient, for the caller's visibility. */
  private static final String FROM =
      "FROM roster_line l JOIN resource r ON r.sid=l.resident_sid WHERE l.disaster_sid=?";

  private static final String NEW_LINE =
      "INSERT INTO roster_line (disaster_sid, resident_sid, resident_id, area, tier, rank_key,"
          + " rank_number, reasons, safety, whereabouts, support, conflict, live_facts,"
          + " status_version)";

  @Resource(lookup = "java:app/jdbc/tsunagi")
  private DataSource database;

  /**
   * Makes the roster of a disaster from everybody who is on the city's roster and in its areas, in
   * one statement. Who lives at an address nobody could place is on every roster: she may be in the
   * middle of it.
   *
   * @param admitted who may be on it at all, on {@code r}
   */
  int fill(StoredDisaster disaster, Condition admitted) {
    DatabaseQuery query =
        DatabaseQuery.of(
            NEW_LINE
                + " SELECT ?, c.resident_sid, c.resident_id, c.area, c.tier, c.rank_key,"
                + " ROW_NUMBER() OVER (ORDER BY c.rank_key, c.resident_id), c.reasons,"
                + " 'unconfirmed', 'unknown', '', 0, '', ? FROM roster_candidate c"
                + " JOIN resource r ON r.sid=c.resident_sid WHERE c.listed=1 AND (c.area IS NULL",
            disaster.sid(),
            SafetyStatus.VERSION);
    for (AreaCode area : disaster.disaster().areas()) {
      query.add("OR c.area=? OR c.area LIKE ?", area.value(), area.value() + "-%");
    }
    return query
        .add(") AND (" + admitted.sql() + ")", admitted.parameters())
        .add(
            "AND NOT EXISTS (SELECT 1 FROM roster_line o WHERE o.disaster_sid=? AND"
                + " o.resident_sid=c.resident_sid)",
            disaster.sid())
        .execute(database);
  }

  /** Has the ranks numbered again by the next reader. */
  void renumber(long disaster) {
    DatabaseQuery.of("UPDATE disaster_event SET rank_stale=1 WHERE sid=?", disaster)
        .execute(database);
  }

  /**
   * Adds one resident to the roster of a running disaster; her rank is numbered by the next reader.
   */
  void add(long disaster, long resident) {
    DatabaseQuery.of(
            NEW_LINE
                + " SELECT ?, c.resident_sid, c.resident_id, c.area, c.tier, c.rank_key, 0,"
                + " c.reasons, 'unconfirmed', 'unknown', '', 0, '', ? FROM roster_candidate c"
                + " WHERE c.resident_sid=? ON DUPLICATE KEY UPDATE mark=NULL",
            disaster,
            SafetyStatus.VERSION,
            resident)
        .execute(database);
  }

  /** Brings what the record says of a resident into her lines of the disasters that are open. */
  int follow(long resident, @Nullable String mark) {
    return DatabaseQuery.of(
            "UPDATE roster_line l JOIN roster_candidate c ON c.resident_sid=l.resident_sid"
                + " JOIN disaster_event d ON d.sid=l.disaster_sid"
                + " SET d.rank_stale=(d.rank_stale OR l.rank_key<>c.rank_key OR l.rank_number=0),"
                + " l.area=c.area, l.tier=c.tier, l.rank_key=c.rank_key, l.reasons=c.reasons,"
                + " l.mark=? WHERE l.resident_sid=? AND d.closed_at IS NULL",
            mark,
            resident)
        .execute(database);
  }

  /** Marks the resident in every line of an open disaster, when the record itself is gone. */
  void mark(long resident, String mark) {
    DatabaseQuery.of(
            "UPDATE roster_line l JOIN disaster_event d ON d.sid=l.disaster_sid SET l.mark=?"
                + " WHERE l.resident_sid=? AND d.closed_at IS NULL",
            mark,
            resident)
        .execute(database);
  }

  /**
   * Numbers the ranks again when residents came or changed since. At most one caller does it; the
   * others read the numbers as they were.
   */
  public void numberRanks(long disaster) {
    int mine =
        DatabaseQuery.of(
                "UPDATE disaster_event SET rank_stale=0 WHERE sid=? AND rank_stale=1", disaster)
            .execute(database);
    if (mine == 1) {
      DatabaseQuery.of(
              "UPDATE roster_line l JOIN (SELECT resident_sid, ROW_NUMBER() OVER (ORDER BY"
                  + " rank_key, resident_id) AS place FROM roster_line WHERE disaster_sid=?) n ON"
                  + " n.resident_sid=l.resident_sid SET l.rank_number=n.place WHERE"
                  + " l.disaster_sid=? AND l.rank_number<>n.place",
              disaster,
              disaster)
          .execute(database);
    }
  }

  /** Lines that no disaster or no Patient ever stood behind. */
  void removeGone() {
    GoneRows.remove(database, "roster_line", "disaster_sid");
    GoneRows.remove(database, "roster_line", "resident_sid");
  }

  List<Long> disastersWith(long resident) {
    return DatabaseQuery.of(
            "SELECT disaster_sid FROM roster_line WHERE resident_sid=? ORDER BY disaster_sid",
            resident)
        .list(database, row -> row.getLong(1));
  }

  boolean isOn(long disaster, long resident) {
    return DatabaseQuery.of(
            "SELECT 1 FROM roster_line WHERE disaster_sid=? AND resident_sid=?", disaster, resident)
        .first(database, row -> true)
        .isPresent();
  }

  /** Whether a reason puts or once put the resident on the city's roster. */
  boolean wasOnRoster(long resident) {
    return DatabaseQuery.of(
            "SELECT 1 FROM roster_candidate WHERE resident_sid=? AND (listed=1 OR active=0 OR"
                + " deceased=1 OR reasons<>'')",
            resident)
        .first(database, row -> row.getInt(1))
        .isPresent();
  }

  /** Marks a line whose resident is not on the city's roster (any more). */
  void markUnlisted(long disaster, long resident) {
    DatabaseQuery.of(
            "UPDATE roster_line l JOIN roster_candidate c ON c.resident_sid=l.resident_sid SET"
                + " l.mark=CASE WHEN c.deceased=1 THEN 'deceased' WHEN c.active=0 THEN 'moved' ELSE"
                + " 'unlisted' END WHERE c.listed=0 AND l.disaster_sid=? AND l.resident_sid=?",
            disaster,
            resident)
        .execute(database);
  }

  /** Whether ranks wait to be numbered. */
  public boolean ranksAreStale(long disaster) {
    return DatabaseQuery.of("SELECT rank_stale FROM disaster_event WHERE sid=?", disaster)
        .first(database, row -> row.getBoolean(1))
        .orElse(false);
  }

  /**
   * Locks the lines of these residents until the transaction ends, always in the same order, so
   * that reports on one resident follow one another.
   *
   * @return the residents that have a line
   */
  Set<Long> lock(long disaster, Collection<Long> residents) {
    return Set.copyOf(
        DatabaseQuery.of(
                "SELECT resident_sid FROM roster_line WHERE disaster_sid=? AND resident_sid IN",
                disaster)
            .addAnyOf(residents)
            .add("ORDER BY resident_sid FOR UPDATE")
            .list(database, row -> row.getLong(1)));
  }

  void put(long disaster, long resident, SafetyStatus status) {
    DatabaseQuery.of(
            "UPDATE roster_line SET safety=?, whereabouts=?, support=?, conflict=?, live_facts=?,"
                + " last_fact_at=?, fresh_until=?, status_version=? WHERE disaster_sid=? AND"
                + " resident_sid=?",
            status.safety().code(),
            status.whereabouts().code(),
            FactRepository.codes(status.support()),
            status.conflict(),
            String.join(" ", status.live()),
            DisasterRepository.milliseconds(status.lastFactAt()),
            DisasterRepository.milliseconds(status.freshUntil()),
            status.version(),
            disaster,
            resident)
        .execute(database);
  }

  /** Sets or (with null) ends the lease on a line. */
  void put(long disaster, String resident, @Nullable Claim claim, @Nullable String task) {
    DatabaseQuery.of(
            "UPDATE roster_line SET claim_user=?, claim_name=?, claim_until=?, claim_task=? WHERE"
                + " disaster_sid=? AND resident_id=?",
            claim == null ? null : claim.user(),
            claim == null ? null : claim.name(),
            claim == null ? null : claim.until().toEpochMilli(),
            claim == null ? null : task,
            disaster,
            resident)
        .execute(database);
  }

  /** Sets the lease of a line that has none, or the same Task's. */
  void putUnlessAnother(long disaster, String resident, Claim claim, String task) {
    boolean free =
        DatabaseQuery.of(
                "SELECT 1 FROM roster_line WHERE disaster_sid=? AND resident_id=?"
                    + " AND (claim_task IS NULL OR claim_task=?) FOR UPDATE",
                disaster,
                resident,
                task)
            .first(database, row -> true)
            .isPresent();
    if (free) {
      put(disaster, resident, claim, task);
    }
  }

  /** The lease a Task stands for is over; another one that came meanwhile stays. */
  void release(long disaster, String resident, String task) {
    DatabaseQuery.of(
            "UPDATE roster_line SET claim_user=NULL, claim_name=NULL, claim_until=NULL,"
                + " claim_task=NULL WHERE disaster_sid=? AND resident_id=? AND claim_task=?",
            disaster,
            resident,
            task)
        .execute(database);
  }

  /**
   * The lines a caller may see, in the order of rank.
   *
   * @param visible the caller's visibility on {@code r}
   */
  public List<RosterLine> page(
      long disaster, RosterFilter filter, Condition visible, Instant now, int most) {
    DatabaseQuery query =
        DatabaseQuery.of(
            "SELECT l.*, " + SHOWN + " AS shown", now.toEpochMilli(), now.toEpochMilli());
    narrow(query.add(FROM, disaster), filter, visible, now);
    RosterPosition after = filter.after();
    if (after != null) {
      query.add(
          "AND (l.rank_key > ? OR (l.rank_key = ? AND l.resident_id > ?))",
          after.rankKey(),
          after.rankKey(),
          after.resident());
    }
    return query
        .add("ORDER BY l.rank_key, l.resident_id LIMIT ?", most)
        .list(database, row -> line(row, now));
  }

  public long count(long disaster, RosterFilter filter, Condition visible, Instant now) {
    DatabaseQuery query = DatabaseQuery.of("SELECT COUNT(*) " + FROM, disaster);
    narrow(query, filter, visible, now);
    return query.first(database, row -> row.getLong(1)).orElse(0L);
  }

  private static void narrow(
      DatabaseQuery query, RosterFilter filter, Condition visible, Instant now) {
    query.add("AND (" + visible.sql() + ")", visible.parameters());
    AreaCode area = filter.area();
    if (area != null) {
      query.add("AND (l.area=? OR l.area LIKE ?)", area.value(), area.value() + "-%");
    }
    Safety status = filter.status();
    if (status != null) {
      query.add("AND " + SHOWN + "=?", now.toEpochMilli(), now.toEpochMilli(), status.code());
      narrowByIndex(query, status);
    }
    if (filter.conflict()) {
      query.add("AND l.conflict=1");
    }
    if (filter.assignee() != null) {
      query.add("AND l.claim_user=? AND l.claim_until > ?", filter.assignee(), now.toEpochMilli());
    }
  }

  // What the shown status implies for the stored one, so that the index on it is used.
  private static void narrowByIndex(DatabaseQuery query, Safety status) {
    switch (status) {
      case UNCONFIRMED, BEING_CHECKED -> query.add("AND l.safety='unconfirmed'");
      case RECHECK -> query.add("AND l.safety IN ('safe','minor-injury')");
      case NOT_APPLICABLE -> query.add("AND l.safety IN ('not-applicable','unconfirmed')");
      default -> query.add("AND l.safety=?", status.code());
    }
  }

  /** The lines of these residents that the caller may see. */
  public List<RosterLine> lines(
      long disaster, Collection<String> residents, Condition visible, Instant now) {
    return DatabaseQuery.of(
            "SELECT l.*, " + SHOWN + " AS shown", now.toEpochMilli(), now.toEpochMilli())
        .add(FROM + " AND l.resident_id IN", disaster)
        .addAnyOf(residents)
        .add("AND (" + visible.sql() + ")", visible.parameters())
        .add("ORDER BY l.rank_key, l.resident_id")
        .list(database, row -> line(row, now));
  }

  /** As {@link #lines}, and locked until the transaction ends. */
  public List<RosterLine> locked(
      long disaster, Collection<String> residents, Condition visible, Instant now) {
    List<RosterLine> seen = lines(disaster, residents, visible, now);
    if (seen.isEmpty()) {
      return seen;
    }
    lock(disaster, seen.stream().map(RosterLine::residentSid).toList());
    return lines(disaster, seen.stream().map(RosterLine::resident).toList(), Condition.ALWAYS, now);
  }

  /** How many of the lines a caller may see show each status, by place. */
  public List<StatusCount> counts(long disaster, Condition visible, Instant now) {
    return DatabaseQuery.of(
            "SELECT l.area, " + SHOWN + " AS shown, COUNT(*) AS n, SUM(l.conflict) AS conflicts",
            now.toEpochMilli(),
            now.toEpochMilli())
        .add(FROM, disaster)
        .add("AND (" + visible.sql() + ")", visible.parameters())
        .add("GROUP BY l.area, shown")
        .list(
            database,
            row ->
                new StatusCount(
                    row.getString("area"),
                    Safety.ofCode(row.getString("shown")).orElse(Safety.UNCONFIRMED),
                    row.getLong("n"),
                    row.getLong("conflicts")));
  }

  /** The residents among these whom the caller may see at all, by id, with their numbers. */
  public java.util.Map<String, Long> visible(Collection<String> residents, Condition visible) {
    return DatabaseQuery.of(
            "SELECT r.fhir_id, r.sid FROM roster_candidate c JOIN resource r ON r.sid=c.resident_sid"
                + " WHERE c.resident_id IN")
        .addAnyOf(residents)
        .add("AND (" + visible.sql() + ")", visible.parameters())
        .list(database, row -> java.util.Map.entry(row.getString(1), row.getLong(2)))
        .stream()
        .collect(Collectors.toMap(java.util.Map.Entry::getKey, java.util.Map.Entry::getValue));
  }

  private static RosterLine line(ResultSet row, Instant now) throws SQLException {
    Instant until = DisasterRepository.instant(row, "claim_until");
    Lease lease =
        until == null || !until.isAfter(now)
            ? null
            : new Lease(
                row.getString("claim_user"),
                row.getString("claim_name"),
                until,
                row.getString("claim_task"));
    return new RosterLine(
        row.getLong("resident_sid"),
        row.getString("resident_id"),
        row.getString("area"),
        row.getInt("tier"),
        row.getInt("rank_number"),
        row.getLong("rank_key"),
        words(row.getString("reasons")),
        row.getString("mark"),
        Safety.ofCode(row.getString("shown")).orElse(Safety.UNCONFIRMED),
        Whereabouts.ofCode(row.getString("whereabouts")).orElse(Whereabouts.UNKNOWN),
        support(row.getString("support")),
        row.getBoolean("conflict"),
        Set.copyOf(words(row.getString("live_facts"))),
        DisasterRepository.instant(row, "last_fact_at"),
        lease);
  }

  static List<String> words(@Nullable String text) {
    return text == null || text.isEmpty() ? List.of() : Arrays.asList(text.split(" "));
  }

  static Set<SupportNeed> support(@Nullable String text) {
    Set<SupportNeed> needs = EnumSet.noneOf(SupportNeed.class);
    words(text).forEach(code -> SupportNeed.ofCode(code).ifPresent(needs::add));
    return needs;
  }

  /** Remembers an emergency case for each resident it concerns. */
  void put(HelpCase help) {
    for (String resident : help.residents()) {
      DatabaseQuery.of(
              "INSERT INTO resident_call (case_id, resident_id, kind, state, exercise, received_at)"
                  + " VALUES (?,?,?,?,?,?) ON DUPLICATE KEY UPDATE kind=VALUES(kind),"
                  + " state=VALUES(state)",
              help.id(),
              resident,
              help.kind(),
              help.state(),
              help.exercise(),
              help.receivedAt().toEpochMilli())
          .execute(database);
    }
  }

  void removeCall(String caseId) {
    DatabaseQuery.of("DELETE FROM resident_call WHERE case_id=?", caseId).execute(database);
  }

  /** The cases of these residents that are not closed, the newest last. */
  public List<CallShown> calls(Collection<String> residents, Disaster disaster) {
    return DatabaseQuery.of(
            "SELECT case_id, resident_id, kind, state FROM resident_call WHERE exercise=? AND"
                + " resident_id IN",
            disaster.exercise())
        .addAnyOf(residents)
        .add("ORDER BY received_at, case_id")
        .list(
            database,
            row ->
                new CallShown(
                    row.getString("resident_id"),
                    row.getString("case_id"),
                    row.getString("kind"),
                    row.getString("state")));
  }

  /** A case as a line shows it. */
  public record CallShown(String resident, String caseId, String kind, String state) {}

  /** Codes of the rules behind a resident's rank; empty without a line. */
  List<String> reasonsOf(long disaster, String resident) {
    return DatabaseQuery.of(
            "SELECT reasons FROM roster_line WHERE disaster_sid=? AND resident_id=?",
            disaster,
            resident)
        .first(database, row -> words(row.getString(1)))
        .orElse(List.of());
  }

  Optional<Long> sidOf(String resident) {
    return DatabaseQuery.of(
            "SELECT resident_sid FROM roster_candidate WHERE resident_id=?", resident)
        .first(database, row -> row.getLong(1));
  }
}
