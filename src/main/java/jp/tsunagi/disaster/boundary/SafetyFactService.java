package jp.tsunagi.disaster.boundary;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditTrail;
import jp.tsunagi.audit.boundary.Audited;
import jp.tsunagi.disaster.boundary.FactResults.FactResult;
import jp.tsunagi.disaster.control.FactIntake;
import jp.tsunagi.disaster.control.FactIntake.Envelope;
import jp.tsunagi.disaster.control.FactIntake.Outcome;
import jp.tsunagi.disaster.control.FactReader;
import jp.tsunagi.disaster.entity.StoredDisaster;
import jp.tsunagi.disaster.entity.SubmittedFact;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;

/**
 * 安否報告の受信. Takes a batch of facts: each is judged alone, all that are good are committed before the
 * answer leaves.
 */
@ApplicationScoped
@Transactional
public class SafetyFactService {
  /** How many facts a batch may have. */
  static final int MOST = 200;

  private static final int LONGEST_DEVICE = 190;
  private static final String RESIDENT = "[A-Za-z0-9\\-.]{1,64}";

  private RosterAccess access;
  private FactIntake intake;
  private ItemProblems problems;
  private AuditTrail trail;
  private CurrentActor current;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected SafetyFactService() {}

  @Inject
  SafetyFactService(
      RosterAccess access,
      FactIntake intake,
      ItemProblems problems,
      AuditTrail trail,
      CurrentActor current,
      Clock clock) {
    this.access = access;
    this.intake = intake;
    this.problems = problems;
    this.trail = trail;
    this.current = current;
    this.clock = clock;
  }

  @Audited(AuditAction.CREATE)
  public FactResults report(String disasterId, FactBatchRequest request, String language) {
    Actor actor = current.get();
    StoredDisaster stored = access.require(disasterId, actor);
    Envelope envelope = envelope(request, clock.instant());
    List<FactReader.Read> read = new ArrayList<>();
    for (JsonNode fact : facts(request)) {
      read.add(FactReader.read(fact));
    }
    Set<String> asked = new LinkedHashSet<>();
    read.stream()
        .flatMap(one -> one.fact().stream())
        .map(SubmittedFact::resident)
        .filter(resident -> resident.matches(RESIDENT))
        .forEach(asked::add);
    Map<String, Long> visible =
        intake.visible(stored, asked, access.visible(actor, stored.disaster()));
    access.touched(actor, stored.disaster(), visible.keySet(), language);
    auditDenied(asked, visible);
    List<Outcome> outcomes = intake.take(stored, envelope, read, visible, actor);
    List<FactResult> results = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      results.add(result(read.get(i), outcomes.get(i), language));
    }
    return new FactResults(results);
  }

  private FactResult result(FactReader.Read read, Outcome outcome, String language) {
    return switch (outcome.kind()) {
      case STORED -> new FactResult(read.id(), "stored", null);
      case DUPLICATE -> new FactResult(read.id(), "duplicate", null);
      case CONFLICTING_ID ->
          new FactResult(
              read.id(),
              "conflicting-id",
              problems.of(new ProblemException(ProblemCode.CONFLICTING_ID), language));
      case UNKNOWN_RESIDENT ->
          new FactResult(read.id(), "rejected", problems.unknownResident(language));
      case INVALID ->
          new FactResult(
              read.id(),
              "rejected",
              problems.of(
                  Optional.ofNullable(outcome.problem())
                      .orElseGet(
                          () ->
                              new ProblemException(ProblemCode.INVALID_CONTENT, read.violations())),
                  language));
    };
  }

  /** A try at somebody the caller may not see is an entry of its own: the others were permitted. */
  private void auditDenied(Set<String> asked, Map<String, Long> visible) {
    List<ResidentId> denied =
        asked.stream()
            .filter(resident -> !visible.containsKey(resident))
            .map(ResidentId::new)
            .toList();
    if (!denied.isEmpty()) {
      AuditTrail.Entry entry = trail.open(AuditAction.CREATE);
      entry.denied("none").residents(denied);
      entry.close();
    }
  }

  private static List<JsonNode> facts(FactBatchRequest request) {
    JsonNode facts = request.facts();
    if (facts == null || facts.isNull()) {
      throw ProblemException.invalid("facts", "required");
    }
    if (!facts.isArray()) {
      throw ProblemException.invalid("facts", "wrong-type");
    }
    if (facts.size() > MOST) {
      throw ProblemException.invalid("facts", "too-many", MOST);
    }
    List<JsonNode> all = new ArrayList<>();
    facts.forEach(all::add);
    return all;
  }

  private static Envelope envelope(FactBatchRequest request, Instant received) {
    String device = request.deviceId();
    if (device == null) {
      throw ProblemException.invalid("deviceId", "required");
    }
    if (device.isBlank()) {
      throw ProblemException.invalid("deviceId", "blank");
    }
    if (device.length() > LONGEST_DEVICE) {
      throw ProblemException.invalid("deviceId", "too-long", LONGEST_DEVICE);
    }
    Instant millis = Instant.ofEpochMilli(received.toEpochMilli());
    String now = request.deviceNow();
    if (now == null) {
      return new Envelope(device, null, millis);
    }
    return new Envelope(
        device,
        FactReader.instant(now)
            .orElseThrow(() -> ProblemException.invalid("deviceNow", "not-a-time")),
        millis);
  }
}
