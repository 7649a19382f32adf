package jp.tsunagi.disaster.entity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.tsunagi.disaster.entity.RosterPerson.PoweredDevice;
import jp.tsunagi.disaster.entity.RosterTrait.Kind;
import org.jspecify.annotations.Nullable;

/**
 * 名簿の対象者. A resident as the roster sees her. She is on it while an active flag of category roster
 * says so, unless she moved away, died, or lives in a facility or hospital (ADR-0021).
 *
 * @param area the town's code; absent when nobody knows
 */
public record RosterCandidate(
    String resident,
    @Nullable String area,
    @Nullable LocalDate birthDate,
    @Nullable String living,
    boolean active,
    boolean deceased) {
  private static final Set<String> LOOKED_AFTER = Set.of("facility", "hospital");

  public boolean listed(Collection<RosterTrait> traits, Instant now) {
    boolean flagged =
        traits.stream().anyMatch(trait -> trait.kind() == Kind.ROSTER_FLAG && trait.counts(now));
    return flagged && active && !deceased && (living == null || !LOOKED_AFTER.contains(living));
  }

  /** Why somebody who was on the roster no longer is. */
  public String mark() {
    if (deceased) {
      return "deceased";
    }
    return active ? "unlisted" : "moved";
  }

  public Ranking ranking(Collection<RosterTrait> traits, Instant now) {
    List<RosterTrait> counting = traits.stream().filter(trait -> trait.counts(now)).toList();
    return Ranking.of(
        new RosterPerson(
            birthDate,
            newest(counting, Kind.CARE_LEVEL).orElse(null),
            grade(counting, Kind.DEMENTIA),
            grade(counting, Kind.DISABILITY),
            living,
            counting.stream()
                .filter(trait -> trait.kind() == Kind.ROSTER_FLAG || trait.kind() == Kind.WARNING)
                .map(RosterTrait::code)
                .collect(Collectors.toSet()),
            counting.stream()
                .filter(trait -> trait.kind() == Kind.DEVICE)
                .map(
                    trait ->
                        new PoweredDevice(
                            trait.code(), trait.mainsRequired(), trait.batteryHours()))
                .toList()));
  }

  /** When one of the traits begins or ceases to count. */
  public static Optional<Instant> reviewAt(Collection<RosterTrait> traits, Instant now) {
    return traits.stream()
        .flatMap(
            trait ->
                Stream.of(Optional.ofNullable(trait.from()), Optional.ofNullable(trait.until())))
        .flatMap(Optional::stream)
        .filter(instant -> instant.isAfter(now))
        .min(Comparator.naturalOrder());
  }

  private static Optional<String> newest(List<RosterTrait> traits, Kind kind) {
    return traits.stream()
        .filter(trait -> trait.kind() == kind)
        .max(
            Comparator.comparing(
                    (RosterTrait trait) -> Objects.requireNonNullElse(trait.from(), Instant.MIN))
                .thenComparing(RosterTrait::code))
        .map(RosterTrait::code);
  }

  private static int grade(List<RosterTrait> traits, Kind kind) {
    return newest(traits, kind)
        .filter(code -> code.matches("[1-9]"))
        .map(Integer::valueOf)
        .orElse(0);
  }
}
