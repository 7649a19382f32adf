package jp.tsunagi.emergency.entity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 案件. One emergency of one household, from its first signal to its end.
 *
 * <p>It begins with the first alarm of a device. Further alarms of the same device or household
 * join it until its outcome is known; the newest one gives it its kind. The fire service of the
 * residents' address answers it; where the device is unknown or the address lies in no
 * jurisdiction, whoever accepts it first.
 *
 * @param id id of the Task that carries the case
 * @param kind of the newest alarm
 * @param area the town of the residents, the narrowest place known
 * @param jurisdiction the fire jurisdiction the area lies in; absent when nobody knows
 * @param centre the organization that handed it over, as id
 * @param deviceId the identifier the first event named
 * @param unregistered whether nobody has registered that device
 * @param residents everybody whom the devices of the case serve, the first one foremost
 * @param steps what responders did, in the order of the steps
 */
public record EmergencyCase(
    String id,
    EmergencyKind kind,
    @Nullable String area,
    @Nullable String jurisdiction,
    String centre,
    String deviceId,
    boolean unregistered,
    boolean exercise,
    Instant receivedAt,
    List<String> residents,
    List<TakenStep> steps) {
  public EmergencyCase {
    residents = List.copyOf(residents);
    steps = List.copyOf(steps);
  }

  public EmergencyCase with(List<String> residents, List<TakenStep> steps) {
    return new EmergencyCase(
        id,
        kind,
        area,
        jurisdiction,
        centre,
        deviceId,
        unregistered,
        exercise,
        receivedAt,
        residents,
        steps);
  }

  /** A case as its first event opens it. */
  public static EmergencyCase openedBy(
      String id, ReceivedCall call, @Nullable String area, @Nullable String jurisdiction) {
    EmergencyEvent event = call.event();
    return new EmergencyCase(
        id,
        event.kind(),
        area,
        jurisdiction,
        call.centre(),
        event.deviceId(),
        !call.registered(),
        event.exercise(),
        call.receivedAt(),
        call.residents(),
        List.of());
  }

  /**
   * The case after a further event of its device or household: with everybody the device serves,
   * and of the newest alarm's kind.
   *
   * @param foundArea where the residents live, for a case whose place nobody knew
   */
  public EmergencyCase joinedBy(
      ReceivedCall call, @Nullable String foundArea, @Nullable String foundJurisdiction) {
    Set<String> everybody = new LinkedHashSet<>(residents);
    everybody.addAll(call.residents());
    boolean placed = jurisdiction != null;
    return new EmergencyCase(
        id,
        call.event().kind().isAlarm() ? call.event().kind() : kind,
        placed ? area : foundArea,
        placed ? jurisdiction : foundJurisdiction,
        centre,
        deviceId,
        unregistered && !call.registered(),
        exercise,
        receivedAt,
        List.copyOf(everybody),
        steps);
  }

  public EmergencyCase with(TakenStep step) {
    List<TakenStep> all = new ArrayList<>(steps);
    all.add(step);
    return with(residents, all);
  }

  public CaseState state() {
    return CaseState.after(steps.stream().map(TakenStep::step).toList());
  }

  public Optional<TakenStep> taken(CaseStep step) {
    return steps.stream().filter(taken -> taken.step() == step).findFirst();
  }

  /** Who answers for the case. */
  public Optional<TakenStep> acceptance() {
    return taken(CaseStep.ACCEPT);
  }

  public Optional<Outcome> outcome() {
    return taken(CaseStep.OUTCOME).map(TakenStep::outcome);
  }

  /** Whether every headquarters and the city see it, because nobody knows whose it is. */
  public boolean isOpenToAll() {
    return jurisdiction == null && acceptance().isEmpty();
  }
}
