package jp.tsunagi.disaster.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import jp.tsunagi.disaster.entity.Ranking;
import jp.tsunagi.disaster.entity.RosterCandidate;
import jp.tsunagi.disaster.entity.RosterTrait;
import jp.tsunagi.platform.boundary.DatabaseQuery;
import jp.tsunagi.record.boundary.GoneRows;

/** Keeps who is on the city's roster, with the rank each would have in a disaster. */
@ApplicationScoped
public class RosterRepository {
  /** A candidate with the store's surrogate key of the resident. */
  record Stored(long sid, RosterCandidate candidate) {}

  @Resource(lookup = "java:app/jdbc/tsunagi")
  private DataSource database;

  void put(long sid, RosterTrait trait) {
    DatabaseQuery.of(
            "INSERT INTO roster_trait (sid, resident_id, kind, code, valid_from, valid_until,"
                + " mains_required, battery_hours) VALUES (?,?,?,?,?,?,?,?)"
                + " ON DUPLICATE KEY UPDATE resident_id=VALUES(resident_id), kind=VALUES(kind),"
                + " code=VALUES(code), valid_from=VALUES(valid_from),"
                + " valid_until=VALUES(valid_until), mains_required=VALUES(mains_required),"
                + " battery_hours=VALUES(battery_hours)",
            sid,
            trait.resident(),
            trait.kind().code(),
            trait.code(),
            DisasterRepository.milliseconds(trait.from()),
            DisasterRepository.milliseconds(trait.until()),
            trait.mainsRequired(),
            trait.batteryHours())
        .execute(database);
  }

  /** Whether there was one. */
  boolean removeTrait(long sid) {
    return DatabaseQuery.of("DELETE FROM roster_trait WHERE sid=?", sid).execute(database) > 0;
  }

  List<RosterTrait> traitsOf(String resident) {
    return DatabaseQuery.of(
            "SELECT resident_id, kind, code, valid_from, valid_until, mains_required,"
                + " battery_hours FROM roster_trait WHERE resident_id=? ORDER BY sid",
            resident)
        .list(
            database,
            row ->
                new RosterTrait(
                    row.getString("resident_id"),
                    RosterTrait.Kind.ofCode(row.getString("kind")),
                    row.getString("code"),
                    DisasterRepository.instant(row, "valid_from"),
                    DisasterRepository.instant(row, "valid_until"),
                    row.getBoolean("mains_required"),
                    DatabaseQuery.decimal(row, "battery_hours")));
  }

  Optional<Stored> find(String resident) {
    return DatabaseQuery.of(
            "SELECT resident_sid, resident_id, area, birth_date, living, active, deceased FROM"
                + " roster_candidate WHERE resident_id=?",
            resident)
        .first(database, RosterRepository::read);
  }

  /** Those of whom a flag or certification has begun or ended meanwhile. */
  List<Stored> dueForReview(Instant now, int most) {
    return DatabaseQuery.of(
            "SELECT resident_sid, resident_id, area, birth_date, living, active, deceased FROM"
                + " roster_candidate WHERE review_at <= ? ORDER BY review_at LIMIT ?",
            now.toEpochMilli(),
            most)
        .list(database, RosterRepository::read);
  }

  void put(Stored stored, List<RosterTrait> traits, Instant now) {
    RosterCandidate candidate = stored.candidate();
    Ranking ranking = candidate.ranking(traits, now);
    DatabaseQuery.of(
            "INSERT INTO roster_candidate (resident_sid, resident_id, area, birth_date, living,"
                + " active, deceased, listed, tier, rank_key, reasons, review_at)"
                + " VALUES (?,?,?,?,?,?,?,?,?,?,?,?) ON DUPLICATE KEY UPDATE area=VALUES(area),"
                + " birth_date=VALUES(birth_date), living=VALUES(living), active=VALUES(active),"
                + " deceased=VALUES(deceased), listed=VALUES(listed), tier=VALUES(tier),"
                + " rank_key=VALUES(rank_key), reasons=VALUES(reasons),"
                + " review_at=VALUES(review_at)",
            stored.sid(),
            candidate.resident(),
            candidate.area(),
            candidate.birthDate(),
            candidate.living(),
            candidate.active(),
            candidate.deceased(),
            candidate.listed(traits, now),
            ranking.tier(),
            ranking.key(),
            String.join(" ", ranking.reasons()),
            RosterCandidate.reviewAt(traits, now).map(Instant::toEpochMilli).orElse(null))
        .execute(database);
  }

  /** Rows that no resource stands behind any more. */
  void removeGone() {
    GoneRows.remove(database, "roster_trait", "sid");
    GoneRows.remove(database, "roster_candidate", "resident_sid");
  }

  void removeCandidate(long sid) {
    DatabaseQuery.of("DELETE FROM roster_candidate WHERE resident_sid=?", sid).execute(database);
  }

  private static Stored read(ResultSet row) throws SQLException {
    return new Stored(
        row.getLong("resident_sid"),
        new RosterCandidate(
            row.getString("resident_id"),
            row.getString("area"),
            DatabaseQuery.date(row, "birth_date"),
            row.getString("living"),
            row.getBoolean("active"),
            row.getBoolean("deceased")));
  }
}
