package jp.tsunagi.audit.control;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.tsunagi.audit.boundary.Anomaly;
import jp.tsunagi.audit.entity.AuditRow;
import jp.tsunagi.platform.boundary.Messages;

/**
 * 気になる閲覧の規則. What stands out in rows of the trail: one method for each kind. Fed row by row, so
 * that a week of a city fits.
 */
final class AnomalyRules {
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
  private static final Set<String> LOOKS = Set.of("read", "search", "export");

  /** Whose work is at night too. */
  private static final List<String> NIGHT_WORK =
      List.of("fire-", "hospital", "emergency-centre", "city-disaster");

  private static final int MOST_NAMED = 20;

  /**
   * What is usual.
   *
   * @param residentsADay how many residents one person may look at in a day
   * @param denialsADay how often she may be refused
   */
  record Usual(int residentsADay, int nightBegins, int nightEnds, int denialsADay) {}

  private record Day(String user, LocalDate date) {}

  /** What one person did on one day. */
  private static final class Seen {
    private String name = "";
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private long count;
    private final Set<String> residents = new LinkedHashSet<>();

    void add(AuditRow row) {
      name = row.actor().name();
      first = row.at().isBefore(first) ? row.at() : first;
      last = row.at().isAfter(last) ? row.at() : last;
      count++;
      residents.addAll(row.residents());
    }
  }

  private final Usual usual;
  private final Map<Day, Seen> looks = new LinkedHashMap<>();
  private final Map<Day, Seen> nights = new LinkedHashMap<>();
  private final Map<Day, Seen> denials = new LinkedHashMap<>();

  AnomalyRules(Usual usual) {
    this.usual = usual;
  }

  void add(AuditRow row) {
    if (!row.actor().kind().equals("person")) {
      return;
    }
    Day day = new Day(row.actor().user(), row.at().atZone(JAPAN).toLocalDate());
    if (row.outcome().equals("denied")) {
      denials.computeIfAbsent(day, none -> new Seen()).add(row);
    } else if (LOOKS.contains(row.action()) && !row.residents().isEmpty()) {
      looks.computeIfAbsent(day, none -> new Seen()).add(row);
      if (isAtNight(row.at()) && !worksAtNight(row)) {
        nights.computeIfAbsent(day, none -> new Seen()).add(row);
      }
    }
  }

  private boolean isAtNight(Instant at) {
    int hour = at.atZone(JAPAN).getHour();
    return hour >= usual.nightBegins() || hour < usual.nightEnds();
  }

  private static boolean worksAtNight(AuditRow row) {
    String role = row.actor().role();
    return role != null && NIGHT_WORK.stream().anyMatch(role::contains);
  }

  /** Who looked at whom, for those who know of relatives. */
  Map<String, Set<String>> residentsByUser() {
    Map<String, Set<String>> all = new LinkedHashMap<>();
    looks.forEach(
        (day, seen) ->
            all.computeIfAbsent(day.user(), none -> new LinkedHashSet<>()).addAll(seen.residents));
    return all;
  }

  String nameOf(String user) {
    return looks.entrySet().stream()
        .filter(entry -> entry.getKey().user().equals(user))
        .map(entry -> entry.getValue().name)
        .findFirst()
        .orElse(user);
  }

  /** When a person looked at one of these residents. */
  Anomaly relative(String user, Set<String> relatives, Messages messages, String language) {
    Seen all = new Seen();
    looks.forEach(
        (day, seen) -> {
          if (day.user().equals(user) && seen.residents.stream().anyMatch(relatives::contains)) {
            all.name = seen.name;
            all.first = seen.first.isBefore(all.first) ? seen.first : all.first;
            all.last = seen.last.isAfter(all.last) ? seen.last : all.last;
          }
        });
    all.count = relatives.size();
    all.residents.addAll(relatives);
    return anomaly("relative", user, all, messages, language);
  }

  List<Anomaly> found(Messages messages, String language) {
    List<Anomaly> found = new ArrayList<>();
    looks.forEach(
        (day, seen) -> {
          if (seen.residents.size() > usual.residentsADay()) {
            found.add(anomaly("volume", day.user(), withCount(seen), messages, language));
          }
        });
    nights.forEach(
        (day, seen) -> found.add(anomaly("night", day.user(), seen, messages, language)));
    denials.forEach(
        (day, seen) -> {
          if (seen.count > usual.denialsADay()) {
            found.add(anomaly("denied", day.user(), seen, messages, language));
          }
        });
    return found;
  }

  private static Seen withCount(Seen seen) {
    seen.count = seen.residents.size();
    return seen;
  }

  private static Anomaly anomaly(
      String kind, String user, Seen seen, Messages messages, String language) {
    return new Anomaly(
        kind,
        messages.text(language, "anomaly." + kind, seen.count),
        user,
        seen.name,
        seen.count,
        seen.first,
        seen.last,
        seen.residents.stream().limit(MOST_NAMED).toList(),
        null);
  }
}
