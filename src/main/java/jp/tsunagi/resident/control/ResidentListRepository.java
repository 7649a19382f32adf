package jp.tsunagi.resident.control;

import static jp.tsunagi.platform.boundary.DatabaseQuery.date;
import static jp.tsunagi.platform.boundary.DatabaseQuery.decimal;
import static jp.tsunagi.platform.boundary.DatabaseQuery.instant;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.platform.boundary.DatabaseQuery;
import jp.tsunagi.record.boundary.Visibility;
import jp.tsunagi.resident.entity.CareLevel;
import jp.tsunagi.resident.entity.CareLevelPeriod;
import jp.tsunagi.resident.entity.Line;
import jp.tsunagi.resident.entity.SupportFlag;

/** Reads the lines of residents: searched, or by id. Three queries for a page of any size. */
@ApplicationScoped
public class ResidentListRepository {
  @Resource(lookup = "java:app/jdbc/tsunagi")
  private DataSource database;

  /**
   * A line found by a search.
   *
   * @param rank how well it matched
   */
  public record Found(Line line, int rank) {}

  public List<Found> find(ResidentSearch query, LocalDate today) {
    List<Found> found =
        query.statement().list(database, row -> new Found(line(row), row.getInt("rank_of_match")));
    Map<Long, Line> completed =
        complete(found.stream().map(Found::line).toList(), today).stream()
            .collect(Collectors.toMap(Line::sid, line -> line));
    return found.stream()
        .map(item -> new Found(completed.getOrDefault(item.line().sid(), item.line()), item.rank()))
        .toList();
  }

  /** The lines of the residents that are known, in no order. */
  public List<Line> lines(Collection<ResidentId> residents, LocalDate today) {
    return complete(
        DatabaseQuery.of(
                "SELECT l.*, e.last_change_at FROM resident_line l LEFT JOIN resident_edit e"
                    + " ON e.resident_id = l.resident_id WHERE l.resident_id IN")
            .addAnyOf(residents.stream().map(ResidentId::value).toList())
            .list(database, ResidentListRepository::line),
        today);
  }

  private List<Line> complete(List<Line> lines, LocalDate today) {
    List<String> ids = lines.stream().map(line -> line.id().value()).toList();
    if (ids.isEmpty()) {
      return lines;
    }
    Map<ResidentId, List<SupportFlag>> flags =
        DatabaseQuery.of("SELECT * FROM resident_flag WHERE resident_id IN")
            .addAnyOf(ids)
            .add("ORDER BY sid")
            .list(database, ResidentListRepository::flag)
            .stream()
            .filter(flag -> flag.holdsOn(today))
            .collect(Collectors.groupingBy(SupportFlag::resident));
    Map<ResidentId, List<CareLevelPeriod>> levels =
        DatabaseQuery.of("SELECT * FROM resident_care_level WHERE resident_id IN")
            .addAnyOf(ids)
            .list(database, ResidentListRepository::careLevel)
            .stream()
            .flatMap(Optional::stream)
            .collect(Collectors.groupingBy(CareLevelPeriod::resident));
    return lines.stream()
        .map(
            line ->
                line.with(
                    flags.getOrDefault(line.id(), List.of()),
                    CareLevelPeriod.current(levels.getOrDefault(line.id(), List.of()), today)
                        .orElse(null)))
        .toList();
  }

  /** A consent that runs out soon. */
  public record EndingConsent(ResidentId resident, String purpose, LocalDate until) {}

  /** Consents that end by a day, soonest first, of residents the reader may see. */
  public List<EndingConsent> endingConsents(
      LocalDate from, LocalDate to, int most, Visibility visibility) {
    Visibility.Condition condition = visibility.on("r", "Consent");
    return DatabaseQuery.of(
            "SELECT c.resident_id, c.purpose, c.until FROM resident_consent c JOIN resource r"
                + " ON r.sid = c.sid WHERE c.until BETWEEN ? AND ?",
            from,
            to)
        .add("AND (" + condition.sql() + ")", condition.parameters())
        .add("ORDER BY c.until, c.resident_id LIMIT ?", most)
        .list(
            database,
            row ->
                new EndingConsent(
                    new ResidentId(row.getString("resident_id")),
                    row.getString("purpose"),
                    row.getObject("until", LocalDate.class)));
  }

  /** The level that holds for a resident now. */
  public Optional<CareLevelPeriod> careLevel(ResidentId resident, LocalDate today) {
    return CareLevelPeriod.current(
        DatabaseQuery.of("SELECT * FROM resident_care_level WHERE resident_id=?", resident.value())
            .list(database, ResidentListRepository::careLevel)
            .stream()
            .flatMap(Optional::stream)
            .toList(),
        today);
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        row.getLong("sid"),
        new ResidentId(row.getString("resident_id")),
        row.getString("name"),
        row.getString("kana"),
        date(row, "birth_date"),
        row.getString("gender"),
        row.getBoolean("deceased"),
        row.getBoolean("active"),
        row.getString("area"),
        row.getString("address"),
        decimal(row, "latitude"),
        decimal(row, "longitude"),
        row.getString("living_arrangement"),
        instant(row, "last_change_at"),
        List.of(),
        null);
  }

  private static SupportFlag flag(ResultSet row) throws SQLException {
    return new SupportFlag(
        new ResidentId(row.getString("resident_id")),
        row.getString("code"),
        row.getString("text"),
        row.getBoolean("roster"),
        true,
        date(row, "until"));
  }

  private static Optional<CareLevelPeriod> careLevel(ResultSet row) throws SQLException {
    String id = row.getString("observation_id");
    ResidentId resident = new ResidentId(row.getString("resident_id"));
    LocalDate since = date(row, "since");
    LocalDate until = date(row, "until");
    java.time.Instant recordedAt = instant(row, "recorded_at");
    return CareLevel.ofCode(row.getString("level"))
        .map(level -> new CareLevelPeriod(id, resident, level, since, until, true, recordedAt));
  }
}
