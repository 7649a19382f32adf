package jp.tsunagi.disaster.control;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.tsunagi.disaster.entity.CallMeaning;
import jp.tsunagi.disaster.entity.EmergencyCall;
import jp.tsunagi.disaster.entity.HelpCase;
import jp.tsunagi.disaster.entity.HowObserved;
import jp.tsunagi.disaster.entity.ObservedTime;
import jp.tsunagi.disaster.entity.ReportedFact;
import jp.tsunagi.disaster.entity.Safety;
import jp.tsunagi.disaster.entity.SafetyFact;
import jp.tsunagi.disaster.entity.StoredDisaster;
import jp.tsunagi.disaster.entity.SupportNeed;
import jp.tsunagi.disaster.entity.Whereabouts;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.record.boundary.RecordChanged;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.RecordStore;
import org.jspecify.annotations.Nullable;

/**
 * 緊急通報と名簿. Shows a call for help on the roster line, and takes what a call says about the
 * resident's safety into the facts: as one more fact with its source, never instead of another. A
 * drill's call reaches a drill's roster, a real one a real roster.
 */
@ApplicationScoped
public class CallKeeper {
  private static final Actor SYSTEM = Actor.system("disaster");
  private static final Set<String> NEEDS_MAINS =
      Set.of("ventilator", "home-oxygen", "suction", "mains-device");

  private DisasterRepository disasters;
  private RosterLineRepository lines;
  private FactRepository facts;
  private RecordStore records;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected CallKeeper() {}

  @Inject
  CallKeeper(
      DisasterRepository disasters,
      RosterLineRepository lines,
      FactRepository facts,
      RecordStore records,
      Clock clock) {
    this.disasters = disasters;
    this.lines = lines;
    this.facts = facts;
    this.records = records;
    this.clock = clock;
  }

  void keep(@Observes @Priority(FactKeeper.PROJECTED + 100) RecordChanged change) {
    if (change.concerns("Communication") && change.before() == null) {
      EmergencyCallMapper.call(change.after()).ifPresent(this::take);
    } else if (change.concerns("Task")) {
      Optional<HelpCase> before = EmergencyCallMapper.helpCase(change.before());
      EmergencyCallMapper.helpCase(change.after())
          .ifPresentOrElse(
              after -> follow(before, after, change.actor()),
              () -> before.ifPresent(gone -> lines.removeCall(gone.id())));
    }
  }

  private void take(EmergencyCall call) {
    Optional<CallMeaning> meaning = CallMeaning.of(call.kind(), call.protocol(), call.code());
    if (meaning.isEmpty()) {
      return;
    }
    // Of two who share a device nobody knows whose hand it was.
    if (meaning.get() == CallMeaning.SIGN_OF_LIFE && call.residents().size() > 1) {
      return;
    }
    for (String resident : call.residents()) {
      for (StoredDisaster disaster : disasters.openWith(resident, call.exercise())) {
        derive(call, meaning.get(), resident, disaster);
      }
    }
  }

  private void derive(
      EmergencyCall call, CallMeaning meaning, String resident, StoredDisaster disaster) {
    boolean ofPower = meaning == CallMeaning.POWER_LOST || meaning == CallMeaning.POWER_BACK;
    if (ofPower && !needsMains(disaster, resident)) {
      return;
    }
    Set<SupportNeed> support =
        ofPower ? (meaning == CallMeaning.POWER_LOST ? Set.of(SupportNeed.POWER) : Set.of()) : null;
    Instant received = clock.instant();
    Instant at = call.occurredAt().isAfter(received) ? received : call.occurredAt();
    String source = "Communication/" + call.id();
    String device = call.device() == null ? source : call.device();
    SafetyFact fact =
        new SafetyFact(
            factId(disaster, source, resident),
            device,
            meaning.safety().orElse(null),
            null,
            support,
            CallMeaning.how(call.kind()),
            ObservedTime.exactly(at),
            device,
            0,
            Set.of(),
            null);
    store(disaster, resident, fact, received, call.centre(), call.device(), source);
  }

  private boolean needsMains(StoredDisaster disaster, String resident) {
    return lines.reasonsOf(disaster.sid(), resident).stream().anyMatch(NEEDS_MAINS::contains);
  }

  private void follow(Optional<HelpCase> before, HelpCase after, Actor actor) {
    if (after.state().equals("closed")) {
      lines.removeCall(after.id());
    } else {
      lines.put(after);
    }
    boolean ended = after.outcome() != null && before.map(HelpCase::outcome).isEmpty();
    if (!ended) {
      return;
    }
    boolean onScene = before.map(HelpCase::state).filter("on-scene"::equals).isPresent();
    for (String resident : after.residents()) {
      for (StoredDisaster disaster : disasters.openWith(resident, after.exercise())) {
        conclude(after, onScene, resident, disaster, actor);
      }
    }
  }

  /** What the end of a case says: about the call for help, and of the resident. */
  private void conclude(
      HelpCase help, boolean onScene, String resident, StoredDisaster disaster, Actor actor) {
    List<String> calls =
        facts
            .withIds(
                help.calls().stream()
                    .map(call -> factId(disaster, call, resident))
                    .collect(Collectors.toSet()))
            .stream()
            .map(call -> call.fact().id())
            .sorted()
            .toList();
    String source = "Task/" + help.id();
    HowObserved how = onScene ? HowObserved.SEEN : HowObserved.PHONE;
    Safety safety = safetyAfter(help.outcome());
    if ("false-alarm".equals(help.outcome())) {
      for (String call : calls) {
        SafetyFact withdrawal =
            concluding(disaster, source + "#" + call, resident, null, null, how, Set.of(), call);
        store(
            disaster, resident, withdrawal, clock.instant(), performer(help, actor), null, source);
      }
    } else if (safety != null) {
      Whereabouts whereabouts = "transported".equals(help.outcome()) ? Whereabouts.HOSPITAL : null;
      SafetyFact conclusion =
          concluding(disaster, source, resident, safety, whereabouts, how, Set.copyOf(calls), null);
      store(disaster, resident, conclusion, clock.instant(), performer(help, actor), null, source);
    }
  }

  private static @Nullable Safety safetyAfter(@Nullable String outcome) {
    if (outcome == null) {
      return null;
    }
    return switch (outcome) {
      case "transported" -> Safety.NOT_APPLICABLE;
      case "resolved" -> Safety.SAFE;
      case "deceased" -> Safety.DECEASED;
      default -> null;
    };
  }

  private static @Nullable String performer(HelpCase help, Actor actor) {
    return help.owner() != null
        ? help.owner()
        : actor.organizationId().map(organization -> "Organization/" + organization).orElse(null);
  }

  private SafetyFact concluding(
      StoredDisaster disaster,
      String source,
      String resident,
      @Nullable Safety safety,
      @Nullable Whereabouts whereabouts,
      HowObserved how,
      Set<String> supersedes,
      @Nullable String withdraws) {
    return new SafetyFact(
        factId(disaster, source, resident),
        source,
        safety,
        whereabouts,
        null,
        how,
        ObservedTime.exactly(clock.instant()),
        source,
        0,
        supersedes,
        withdraws);
  }

  private void store(
      StoredDisaster disaster,
      String resident,
      SafetyFact fact,
      Instant received,
      @Nullable String performer,
      @Nullable String machine,
      String source) {
    if (!facts.withIds(List.of(fact.id())).isEmpty()) {
      return;
    }
    records.create(
        SafetyFactMapper.toObservation(
            new ReportedFact(
                "",
                disaster.disaster().id(),
                resident,
                fact,
                fact.time().estimate(),
                received,
                performer,
                null,
                machine,
                source,
                null,
                null,
                disaster.disaster().exercise())),
        SYSTEM,
        Door.SYSTEM);
  }

  /** The same event gives the same fact however often it is looked at. */
  private static String factId(StoredDisaster disaster, String source, String resident) {
    return UUID.nameUUIDFromBytes(
            (disaster.disaster().id() + " " + source + " " + resident)
                .getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
