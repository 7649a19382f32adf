package jp.tsunagi.disaster.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import jp.tsunagi.disaster.entity.FactReceipt;
import jp.tsunagi.disaster.entity.HowObserved;
import jp.tsunagi.disaster.entity.ObservedTime;
import jp.tsunagi.disaster.entity.ReportedFact;
import jp.tsunagi.disaster.entity.Safety;
import jp.tsunagi.disaster.entity.SafetyFact;
import jp.tsunagi.disaster.entity.Spot;
import jp.tsunagi.disaster.entity.SupportNeed;
import jp.tsunagi.disaster.entity.Whereabouts;
import jp.tsunagi.platform.boundary.DatabaseQuery;
import jp.tsunagi.record.boundary.GoneRows;
import org.jspecify.annotations.Nullable;

/** Keeps the facts and what is known of how they arrived. It only ever adds. */
@ApplicationScoped
public class FactRepository {
  private static final String COLUMNS =
      "SELECT f.*, d.disaster_id, d.exercise FROM safety_fact f JOIN disaster_event d ON"
          + " d.sid=f.disaster_sid";

  @Resource(lookup = "java:app/jdbc/tsunagi")
  private DataSource database;

  void add(long sid, long disaster, long resident, ReportedFact reported) {
    SafetyFact fact = reported.fact();
    Spot place = reported.place();
    DatabaseQuery.of(
            "INSERT INTO safety_fact (sid, fact_id, disaster_sid, resident_sid, resident_id,"
                + " observation, observer, performer, user_name, safety, whereabouts, support, how, earliest,"
                + " estimate, latest, device_time, received_at, device, sequence, supersedes,"
                + " withdraws, latitude, longitude, accuracy, note, source) VALUES"
                + " (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            sid,
            fact.id(),
            disaster,
            resident,
            reported.resident(),
            reported.observation(),
            fact.observer(),
            reported.performer(),
            reported.user(),
            fact.safety() == null ? null : fact.safety().code(),
            fact.whereabouts() == null ? null : fact.whereabouts().code(),
            fact.support() == null ? null : codes(fact.support()),
            fact.how().code(),
            fact.time().earliest().toEpochMilli(),
            fact.time().estimate().toEpochMilli(),
            fact.time().latest().toEpochMilli(),
            reported.deviceTime().toEpochMilli(),
            reported.receivedAt().toEpochMilli(),
            fact.device(),
            fact.sequence(),
            String.join(" ", fact.supersedes()),
            fact.withdraws(),
            place == null ? null : place.latitude(),
            place == null ? null : place.longitude(),
            place == null ? null : place.accuracy(),
            reported.note(),
            reported.source())
        .execute(database);
  }

  boolean isThere(long sid) {
    return DatabaseQuery.of("SELECT 1 FROM safety_fact WHERE sid=?", sid)
        .first(database, row -> true)
        .isPresent();
  }

  /** Rows that no resource stands behind any more. */
  void removeGone() {
    GoneRows.remove(database, "safety_fact", "sid");
  }

  /** All facts on one resident in one disaster. */
  List<ReportedFact> factsOf(long disaster, long resident) {
    return DatabaseQuery.of(
            COLUMNS + " WHERE f.disaster_sid=? AND f.resident_sid=?", disaster, resident)
        .list(database, FactRepository::read);
  }

  /** All facts on these residents in one disaster, oldest first. */
  public List<ReportedFact> factsOf(long disaster, Collection<Long> residents) {
    return DatabaseQuery.of(COLUMNS + " WHERE f.disaster_sid=? AND f.resident_sid IN", disaster)
        .addAnyOf(residents)
        .add("ORDER BY f.estimate, f.sid")
        .list(database, FactRepository::read);
  }

  /** The facts that have one of these ids. */
  List<ReportedFact> withIds(Collection<String> ids) {
    return DatabaseQuery.of(COLUMNS + " WHERE f.fact_id IN")
        .addAnyOf(ids)
        .list(database, FactRepository::read);
  }

  /** The fact an event was turned into, if it was. */
  Optional<ReportedFact> derivedFrom(long disaster, long resident, String source) {
    return DatabaseQuery.of(
            COLUMNS + " WHERE f.disaster_sid=? AND f.resident_sid=? AND f.source=?",
            disaster,
            resident,
            source)
        .first(database, FactRepository::read);
  }

  /** What was reported on a resident before an instant, in any disaster, newest first. */
  public List<ReportedFact> history(String resident, Instant before, int most) {
    return DatabaseQuery.of(
            COLUMNS
                + " WHERE f.resident_id=? AND f.estimate < ? AND f.estimate >= COALESCE((SELECT"
                + " MIN(estimate) FROM (SELECT estimate FROM safety_fact WHERE resident_id=? AND"
                + " estimate < ? ORDER BY estimate DESC LIMIT ?) newest),0)"
                + " ORDER BY f.estimate DESC, f.sid DESC",
            resident,
            before.toEpochMilli(),
            resident,
            before.toEpochMilli(),
            most)
        .list(database, FactRepository::read);
  }

  /** How far a device was behind our clock at the last batch it sent with its time. */
  Optional<Duration> lastOffset(String device) {
    return DatabaseQuery.of(
            "SELECT received_at - device_now FROM fact_receipt WHERE device=? AND device_now IS"
                + " NOT NULL ORDER BY id DESC LIMIT 1",
            device)
        .first(database, row -> Duration.ofMillis(row.getLong(1)));
  }

  /** The highest running number a device has used. */
  OptionalLong lastSequence(String device) {
    return DatabaseQuery.of(
            "SELECT sequence FROM safety_fact WHERE device=? ORDER BY sequence DESC LIMIT 1",
            device)
        .list(database, row -> row.getLong(1))
        .stream()
        .mapToLong(Long::longValue)
        .findFirst();
  }

  /** Those of the running numbers that the device has used already. */
  Set<Long> usedSequences(String device, Collection<Long> sequences) {
    return Set.copyOf(
        DatabaseQuery.of(
                "SELECT DISTINCT sequence FROM safety_fact WHERE device=? AND sequence IN", device)
            .addAnyOf(sequences)
            .list(database, row -> row.getLong(1)));
  }

  void noteGap(String device, long first, long last, Instant now) {
    DatabaseQuery.of(
            "INSERT INTO fact_sequence_note (device, kind, first_sequence, last_sequence, noted_at)"
                + " VALUES (?,'gap',?,?,?)",
            device,
            first,
            last,
            now.toEpochMilli())
        .execute(database);
  }

  void noteRepeat(String device, long sequence, String fact, Instant now) {
    DatabaseQuery.of(
            "INSERT INTO fact_sequence_note (device, kind, first_sequence, last_sequence, fact_id,"
                + " noted_at) VALUES (?,'repeat',?,?,?,?)",
            device,
            sequence,
            sequence,
            fact,
            now.toEpochMilli())
        .execute(database);
  }

  /** What was noted about a device's running numbers, in order. */
  List<String> notes(String device) {
    return DatabaseQuery.of(
            "SELECT kind, first_sequence, last_sequence FROM fact_sequence_note WHERE device=? ORDER"
                + " BY id",
            device)
        .list(database, row -> row.getString(1) + " " + row.getLong(2) + "-" + row.getLong(3));
  }

  void keepEvidence(
      long disaster, String fact, String device, String user, Instant now, String content) {
    DatabaseQuery.of(
            "INSERT INTO fact_evidence (disaster_sid, fact_id, device, user_name, received_at,"
                + " content) VALUES (?,?,?,?,?,?)",
            disaster,
            fact,
            device,
            user,
            now.toEpochMilli(),
            content)
        .execute(database);
  }

  void add(FactReceipt receipt) {
    DatabaseQuery.of(
            "INSERT INTO fact_receipt (disaster_sid, device, user_name, received_at, device_now,"
                + " stored, duplicate, conflicting, rejected) VALUES (?,?,?,?,?,?,?,?,?)",
            receipt.disaster(),
            receipt.device(),
            receipt.user(),
            receipt.receivedAt().toEpochMilli(),
            DisasterRepository.milliseconds(receipt.deviceNow()),
            receipt.stored(),
            receipt.duplicate(),
            receipt.conflicting(),
            receipt.rejected())
        .execute(database);
  }

  static String codes(Set<SupportNeed> needs) {
    return needs.stream().sorted().map(SupportNeed::code).collect(Collectors.joining(" "));
  }

  private static ReportedFact read(ResultSet row) throws SQLException {
    String safety = row.getString("safety");
    String whereabouts = row.getString("whereabouts");
    String support = row.getString("support");
    SafetyFact fact =
        new SafetyFact(
            row.getString("fact_id"),
            row.getString("observer"),
            safety == null ? null : Safety.ofCode(safety).orElse(null),
            whereabouts == null ? null : Whereabouts.ofCode(whereabouts).orElse(null),
            support == null ? null : RosterLineRepository.support(support),
            HowObserved.ofCode(row.getString("how")).orElse(HowObserved.SEEN),
            new ObservedTime(
                Instant.ofEpochMilli(row.getLong("earliest")),
                Instant.ofEpochMilli(row.getLong("estimate")),
                Instant.ofEpochMilli(row.getLong("latest"))),
            row.getString("device"),
            row.getLong("sequence"),
            Set.copyOf(RosterLineRepository.words(row.getString("supersedes"))),
            row.getString("withdraws"));
    return new ReportedFact(
        row.getString("observation"),
        row.getString("disaster_id"),
        row.getString("resident_id"),
        fact,
        Instant.ofEpochMilli(row.getLong("device_time")),
        Instant.ofEpochMilli(row.getLong("received_at")),
        row.getString("performer"),
        row.getString("user_name"),
        null,
        row.getString("source"),
        spot(row),
        row.getString("note"),
        row.getBoolean("exercise"));
  }

  private static @Nullable Spot spot(ResultSet row) throws SQLException {
    Double latitude = DatabaseQuery.decimal(row, "latitude");
    Double longitude = DatabaseQuery.decimal(row, "longitude");
    return latitude == null || longitude == null
        ? null
        : new Spot(latitude, longitude, DatabaseQuery.decimal(row, "accuracy"));
  }
}
