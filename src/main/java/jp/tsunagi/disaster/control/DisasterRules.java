package jp.tsunagi.disaster.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jp.tsunagi.disaster.entity.Disaster;
import jp.tsunagi.disaster.entity.EmergencyMode;
import jp.tsunagi.disaster.entity.Hazard;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.organization.boundary.AreaTree;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import org.jspecify.annotations.Nullable;

/**
 * 災害の開設の規則. What a disaster needs before it can be opened, and an emergency mode before it is
 * declared.
 */
@ApplicationScoped
public class DisasterRules {
  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_TEXT = 1_000;

  /** How far ahead an emergency mode may end; it can be prolonged as often as needed. */
  static final Duration LONGEST_MODE = Duration.ofDays(90);

  private AreaTree areas;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected DisasterRules() {}

  @Inject
  DisasterRules(AreaTree areas, Clock clock) {
    this.areas = areas;
    this.clock = clock;
  }

  /** What was asked for. */
  public record Asked(
      @Nullable String title,
      @Nullable String hazard,
      @Nullable List<@Nullable String> areas,
      @Nullable AskedMode mode,
      boolean exercise) {}

  /** What was asked for as emergency mode. */
  public record AskedMode(
      @Nullable String legalGround, @Nullable String reason, @Nullable String until) {}

  /**
   * @param user who opens it, and with it declares its emergency mode
   */
  public Disaster check(String id, Asked asked, String user) {
    Instant now = clock.instant();
    List<Violation> violations = new ArrayList<>();
    String title = text("title", asked.title(), LONGEST_TITLE, violations);
    Hazard hazard = hazard(asked.hazard(), violations);
    List<AreaCode> places = places(asked.areas(), violations);
    EmergencyMode mode = null;
    AskedMode wanted = asked.mode();
    if (wanted != null && asked.exercise()) {
      violations.add(Violation.of("emergencyMode", "disaster.no-mode-in-a-drill"));
    } else if (wanted != null) {
      mode = mode(wanted, now, violations);
    }
    if (!violations.isEmpty() || title == null || hazard == null) {
      throw new ProblemException(ProblemCode.INVALID_CONTENT, violations);
    }
    return new Disaster(
        id,
        title,
        hazard,
        places,
        asked.exercise(),
        now,
        null,
        mode == null ? null : mode.declaredBy(user));
  }

  private @Nullable EmergencyMode mode(AskedMode wanted, Instant now, List<Violation> violations) {
    String ground =
        text("emergencyMode.legalGround", wanted.legalGround(), LONGEST_TEXT, violations);
    String reason = text("emergencyMode.reason", wanted.reason(), LONGEST_TEXT, violations);
    Instant until = until("emergencyMode.until", wanted.until(), now, violations);
    return ground == null || reason == null || until == null
        ? null
        : new EmergencyMode(ground, reason, now, until);
  }

  /** The disaster with its emergency mode prolonged, or declared again after it had run out. */
  public Disaster prolonged(Disaster disaster, @Nullable String until, @Nullable String reason) {
    Instant now = clock.instant();
    EmergencyMode mode = disaster.mode();
    if (disaster.exercise()) {
      throw ProblemException.invalid("until", "disaster.no-mode-in-a-drill");
    }
    if (!disaster.isOpen() || mode == null) {
      throw new ProblemException(ProblemCode.CONFLICT);
    }
    List<Violation> violations = new ArrayList<>();
    Instant end = until("until", until, now, violations);
    String why = text("reason", reason, LONGEST_TEXT, violations);
    if (end == null || why == null) {
      throw new ProblemException(ProblemCode.INVALID_CONTENT, violations);
    }
    return disaster.inMode(mode.prolonged(why, end));
  }

  /** The disaster with its emergency mode confirmed by a second person. */
  public Disaster confirmed(Disaster disaster, String user) {
    Instant now = clock.instant();
    EmergencyMode mode = disaster.mode();
    if (!disaster.isOpen() || mode == null || !mode.isActive(now)) {
      throw new ProblemException(ProblemCode.CONFLICT);
    }
    if (user.equals(mode.declaredBy())) {
      throw new ProblemException(ProblemCode.FORBIDDEN);
    }
    return mode.confirmedBy() != null ? disaster : disaster.inMode(mode.confirmedBy(user, now));
  }

  private static @Nullable String text(
      String field, @Nullable String value, int most, List<Violation> violations) {
    if (value == null) {
      violations.add(Violation.of(field, "required"));
      return null;
    }
    String text = value.strip();
    if (text.isEmpty()) {
      violations.add(Violation.of(field, "blank"));
      return null;
    }
    if (text.length() > most) {
      violations.add(Violation.of(field, "too-long", most));
      return null;
    }
    return text;
  }

  private static @Nullable Hazard hazard(@Nullable String value, List<Violation> violations) {
    if (value == null) {
      violations.add(Violation.of("hazard", "required"));
      return null;
    }
    Optional<Hazard> hazard = Hazard.ofCode(value);
    if (hazard.isEmpty()) {
      violations.add(
          Violation.of(
              "hazard",
              "not-a-code",
              Arrays.stream(Hazard.values()).map(Hazard::code).collect(Collectors.joining(", "))));
    }
    return hazard.orElse(null);
  }

  private List<AreaCode> places(
      @Nullable List<@Nullable String> codes, List<Violation> violations) {
    if (codes == null || codes.isEmpty()) {
      violations.add(Violation.of("areas", "required"));
      return List.of();
    }
    Set<AreaCode> places = new LinkedHashSet<>();
    for (int i = 0; i < codes.size(); i++) {
      Optional<AreaCode> place = place(codes.get(i));
      if (place.isEmpty()) {
        violations.add(Violation.of("areas[" + i + "]", "disaster.unknown-area"));
      }
      place.ifPresent(places::add);
    }
    return List.copyOf(places);
  }

  /** The place a code names; empty when there is no such place. */
  public Optional<AreaCode> place(@Nullable String code) {
    if (code == null || !code.matches("[0-9]{5}(-[a-z0-9]+)*")) {
      return Optional.empty();
    }
    AreaCode area = new AreaCode(code);
    return areas.find(area).map(known -> area);
  }

  private static @Nullable Instant until(
      String field, @Nullable String value, Instant now, List<Violation> violations) {
    if (value == null) {
      violations.add(Violation.of(field, "required"));
      return null;
    }
    Optional<Instant> until = FactReader.instant(value);
    if (until.isEmpty()) {
      violations.add(Violation.of(field, "not-a-time"));
      return null;
    }
    if (!until.get().isAfter(now)) {
      violations.add(Violation.of(field, "in-the-past"));
      return null;
    }
    if (until.get().isAfter(now.plus(LONGEST_MODE))) {
      violations.add(Violation.of(field, "disaster.mode-too-long", LONGEST_MODE.toDays()));
      return null;
    }
    return until.get();
  }
}
