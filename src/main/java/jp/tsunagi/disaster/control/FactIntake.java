package jp.tsunagi.disaster.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import jp.tsunagi.disaster.entity.FactReceipt;
import jp.tsunagi.disaster.entity.ObservedTime;
import jp.tsunagi.disaster.entity.ReportedFact;
import jp.tsunagi.disaster.entity.SafetyFact;
import jp.tsunagi.disaster.entity.StoredDisaster;
import jp.tsunagi.disaster.entity.SubmittedFact;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.platform.boundary.Json;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.Visibility.Condition;
import org.jspecify.annotations.Nullable;

/**
 * 安否報告の取り込み. Turns the facts of one batch into Observations, as many as are good, in the
 * transaction of the caller. The lines concerned are locked first and always in the same order, so
 * that whoever reports on the same resident waits instead of failing.
 */
@ApplicationScoped
public class FactIntake {
  private RosterLineRepository lines;
  private FactRepository facts;
  private FactKeeper keeper;
  private FactBatch batch;
  private Observers observers;
  private RecordStore records;

  @SuppressWarnings("NullAway.Init")
  protected FactIntake() {}

  @Inject
  FactIntake(
      RosterLineRepository lines,
      FactRepository facts,
      FactKeeper keeper,
      FactBatch batch,
      Observers observers,
      RecordStore records) {
    this.lines = lines;
    this.facts = facts;
    this.keeper = keeper;
    this.batch = batch;
    this.observers = observers;
    this.records = records;
  }

  /**
   * What all facts of a batch share.
   *
   * @param deviceNow what the device's clock showed when it sent them; null when it did not say
   */
  public record Envelope(String device, @Nullable Instant deviceNow, Instant received) {}

  /** What became of one fact. */
  public record Outcome(Kind kind, @Nullable ProblemException problem) {
    /** The ways it can end. */
    public enum Kind {
      STORED,
      DUPLICATE,
      CONFLICTING_ID,
      UNKNOWN_RESIDENT,
      INVALID
    }

    static Outcome of(Kind kind) {
      return new Outcome(kind, null);
    }
  }

  /**
   * The residents among these that the caller may report on, with their numbers. In a drill only
   * those on its roster: whoever did not agree to be in it does not appear in it.
   */
  public Map<String, Long> visible(
      StoredDisaster disaster, Collection<String> residents, Condition visible) {
    if (residents.isEmpty()) {
      return Map.of();
    }
    Map<String, Long> seen = new HashMap<>(lines.visible(residents, visible));
    if (disaster.disaster().exercise() && !seen.isEmpty()) {
      seen.values().retainAll(lines.lock(disaster.sid(), seen.values()));
    }
    return seen;
  }

  /** Takes the batch in; one outcome for each fact, in the same order. */
  public List<Outcome> take(
      StoredDisaster disaster,
      Envelope envelope,
      List<FactReader.Read> read,
      Map<String, Long> visible,
      Actor actor) {
    lines.lock(disaster.sid(), visible.values());
    List<SubmittedFact> readable = read.stream().flatMap(one -> one.fact().stream()).toList();
    Map<String, ReportedFact> known = known(disaster, visible, readable);
    noteSequences(envelope, readable, known.keySet());
    Clockwork clock =
        new Clockwork(envelope, readable, facts.lastOffset(envelope.device()).orElse(null));
    List<Outcome> outcomes = new ArrayList<>();
    for (FactReader.Read one : read) {
      if (one.fact().isEmpty()) {
        outcomes.add(Outcome.of(Outcome.Kind.INVALID));
      } else if (!visible.containsKey(one.fact().get().resident())) {
        outcomes.add(Outcome.of(Outcome.Kind.UNKNOWN_RESIDENT));
      } else {
        outcomes.add(take(disaster, envelope, one.fact().get(), clock, known, actor));
      }
    }
    batch
        .touched()
        .forEach((sid, resident) -> keeper.settle(disaster, sid, resident, batch.factsOf(sid)));
    batch.close();
    facts.add(receipt(disaster, envelope, actor, outcomes));
    return outcomes;
  }

  /** The facts there are already: all of these residents', and whoever else has one of the ids. */
  private Map<String, ReportedFact> known(
      StoredDisaster disaster, Map<String, Long> visible, List<SubmittedFact> readable) {
    List<ReportedFact> stored =
        visible.isEmpty() ? List.of() : facts.factsOf(disaster.sid(), visible.values());
    batch.open(visible, stored);
    Map<String, ReportedFact> known = new HashMap<>();
    stored.forEach(fact -> known.put(fact.fact().id(), fact));
    Set<String> others =
        readable.stream()
            .map(SubmittedFact::id)
            .filter(id -> !known.containsKey(id))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (!others.isEmpty()) {
      facts.withIds(others).forEach(fact -> known.put(fact.fact().id(), fact));
    }
    return known;
  }

  private Outcome take(
      StoredDisaster disaster,
      Envelope envelope,
      SubmittedFact submitted,
      Clockwork clock,
      Map<String, ReportedFact> known,
      Actor actor) {
    ReportedFact same = known.get(submitted.id());
    if (same != null) {
      if (submitted.repeats(same, disaster.disaster().id())) {
        return Outcome.of(Outcome.Kind.DUPLICATE);
      }
      keepEvidence(disaster, envelope, submitted, actor);
      return Outcome.of(Outcome.Kind.CONFLICTING_ID);
    }
    ReportedFact fact = reported(disaster, envelope, submitted, clock, actor);
    try {
      records.create(SafetyFactMapper.toObservation(fact), actor, Door.USE_CASE);
    } catch (ProblemException problem) {
      return new Outcome(Outcome.Kind.INVALID, problem);
    }
    known.put(submitted.id(), fact);
    return Outcome.of(Outcome.Kind.STORED);
  }

  private ReportedFact reported(
      StoredDisaster disaster,
      Envelope envelope,
      SubmittedFact submitted,
      Clockwork clock,
      Actor actor) {
    String performer = observers.performer(actor).orElse(null);
    return new ReportedFact(
        "",
        disaster.disaster().id(),
        submitted.resident(),
        new SafetyFact(
            submitted.id(),
            observers.observer(actor, performer, null, submitted.how()),
            submitted.safety(),
            submitted.whereabouts(),
            submitted.support(),
            submitted.how(),
            clock.time(submitted),
            envelope.device(),
            submitted.sequence(),
            submitted.supersedes(),
            submitted.withdraws()),
        submitted.observedAt(),
        envelope.received(),
        performer,
        actor.user(),
        null,
        null,
        submitted.place(),
        submitted.note(),
        disaster.disaster().exercise());
  }

  private void keepEvidence(
      StoredDisaster disaster, Envelope envelope, SubmittedFact submitted, Actor actor) {
    facts.keepEvidence(
        disaster.sid(),
        submitted.id(),
        envelope.device(),
        actor.user(),
        envelope.received(),
        Json.mapper().valueToTree(submitted).toString());
  }

  /** Notes what is missing between a device's running numbers, and what was used twice. */
  private void noteSequences(
      Envelope envelope, List<SubmittedFact> readable, Set<String> knownIds) {
    List<SubmittedFact> fresh =
        readable.stream()
            .filter(fact -> !knownIds.contains(fact.id()))
            .sorted(Comparator.comparingLong(SubmittedFact::sequence))
            .toList();
    if (fresh.isEmpty()) {
      return;
    }
    String device = envelope.device();
    OptionalLong last = facts.lastSequence(device);
    Set<Long> used =
        new LinkedHashSet<>(
            facts.usedSequences(
                device, fresh.stream().map(SubmittedFact::sequence).collect(Collectors.toSet())));
    long expected = last.isPresent() ? last.getAsLong() + 1 : fresh.get(0).sequence();
    for (SubmittedFact fact : fresh) {
      if (!used.add(fact.sequence())) {
        facts.noteRepeat(device, fact.sequence(), fact.id(), envelope.received());
      } else if (fact.sequence() > expected) {
        facts.noteGap(device, expected, fact.sequence() - 1, envelope.received());
      }
      expected = Math.max(expected, fact.sequence() + 1);
    }
  }

  private static FactReceipt receipt(
      StoredDisaster disaster, Envelope envelope, Actor actor, List<Outcome> outcomes) {
    Map<Outcome.Kind, Long> counts =
        outcomes.stream().collect(Collectors.groupingBy(Outcome::kind, Collectors.counting()));
    return new FactReceipt(
        disaster.sid(),
        envelope.device(),
        actor.user(),
        envelope.received(),
        envelope.deviceNow(),
        counts.getOrDefault(Outcome.Kind.STORED, 0L).intValue(),
        counts.getOrDefault(Outcome.Kind.DUPLICATE, 0L).intValue(),
        counts.getOrDefault(Outcome.Kind.CONFLICTING_ID, 0L).intValue(),
        counts.getOrDefault(Outcome.Kind.UNKNOWN_RESIDENT, 0L).intValue()
            + counts.getOrDefault(Outcome.Kind.INVALID, 0L).intValue());
  }

  /** What can be known of the device's clock while it made this batch. */
  private record Clockwork(Envelope envelope, boolean jumped, @Nullable Duration earlierOffset) {
    Clockwork(Envelope envelope, List<SubmittedFact> facts, @Nullable Duration earlierOffset) {
      this(envelope, jumped(facts), earlierOffset);
    }

    /** Whether a later running number carries an earlier time. */
    private static boolean jumped(List<SubmittedFact> facts) {
      List<SubmittedFact> inOrder =
          facts.stream().sorted(Comparator.comparingLong(SubmittedFact::sequence)).toList();
      for (int i = 1; i < inOrder.size(); i++) {
        if (inOrder.get(i).observedAt().isBefore(inOrder.get(i - 1).observedAt())) {
          return true;
        }
      }
      return false;
    }

    ObservedTime time(SubmittedFact fact) {
      return ObservedTime.ofDevice(
          fact.observedAt(), envelope.deviceNow(), envelope.received(), earlierOffset, jumped);
    }
  }
}
