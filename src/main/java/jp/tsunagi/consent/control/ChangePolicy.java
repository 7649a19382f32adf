package jp.tsunagi.consent.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.boundary.Decision;
import jp.tsunagi.consent.boundary.Ground;
import jp.tsunagi.consent.entity.CaseStanding;
import jp.tsunagi.consent.entity.ResidentStanding;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanging.Operation;
import jp.tsunagi.record.boundary.RecordKind;
import jp.tsunagi.record.boundary.ResidentsConcerned;
import org.jspecify.annotations.Nullable;

/**
 * 記録の変更の規則. Who may write what: the paragraph on writing below the access table, one method for
 * each of its clauses. Whatever no clause allows is forbidden.
 */
@ApplicationScoped
public class ChangePolicy {
  /** The states a crew brings a case to. */
  private static final Set<String> AT_THE_SCENE = Set.of("on-scene", "outcome");

  private StandingRepository standings;
  private StandingMemory memory;

  @SuppressWarnings("NullAway.Init")
  protected ChangePolicy() {}

  @Inject
  ChangePolicy(StandingRepository standings, StandingMemory memory) {
    this.standings = standings;
    this.memory = memory;
  }

  /** What one clause says. Later ones are better for the caller. */
  private enum Verdict {
    /** The role can never do this. */
    NEVER,
    /** It could, but not about this resident: as if there were no such resident. */
    OUT_OF_REACH,
    /** It could, but this is more than the caller may see. */
    EXCEEDS,
    ALLOWED
  }

  private record Clause(Verdict verdict, Ground ground, Map<String, Decision> residents) {
    static final Clause NEVER = of(Verdict.NEVER);
    static final Clause OUT_OF_REACH = of(Verdict.OUT_OF_REACH);
    static final Clause EXCEEDS = of(Verdict.EXCEEDS);

    static Clause of(Verdict verdict) {
      return new Clause(verdict, Ground.NONE, Map.of());
    }

    static Clause allowed(Ground ground) {
      return new Clause(Verdict.ALLOWED, ground, Map.of());
    }
  }

  /**
   * What a permitted change rests on.
   *
   * @param residents the decision on each resident it is about
   */
  public record Allowed(Ground ground, Map<String, Decision> residents) {}

  /** The change as the clauses see it. */
  private record Change(
      Operation operation,
      @Nullable FhirResource before,
      @Nullable FhirResource after,
      Set<String> residents) {

    static Change of(
        Operation operation, @Nullable FhirResource before, @Nullable FhirResource after) {
      Set<String> residents = new LinkedHashSet<>();
      states(before, after).forEach(state -> residents.addAll(ResidentsConcerned.by(state)));
      return new Change(operation, before, after, residents);
    }

    private static Stream<FhirResource> states(
        @Nullable FhirResource before, @Nullable FhirResource after) {
      return Stream.of(Optional.ofNullable(before), Optional.ofNullable(after))
          .flatMap(Optional::stream);
    }

    Stream<FhirResource> states() {
      return states(before, after);
    }

    FhirResource subject() {
      return states().reduce((first, second) -> second).orElseThrow();
    }

    String type() {
      return subject().type();
    }

    RecordKind kind() {
      return RecordKind.of(subject());
    }

    boolean touches(RecordKind kind) {
      return states().anyMatch(state -> RecordKind.of(state) == kind);
    }

    boolean is(Operation wanted) {
      return operation == wanted;
    }
  }

  Allowed require(
      Asking asking,
      Operation operation,
      @Nullable FhirResource before,
      @Nullable FhirResource after) {
    Change change = Change.of(operation, before, after);
    refuseWhatNobodyChanges(change);
    refuseWhatReadsLater(asking, change);
    SealRules.require(asking, before, after);
    Clause best = Clause.NEVER;
    for (Clause clause : clauses(asking, change)) {
      if (clause.verdict().compareTo(best.verdict()) > 0) {
        best = clause;
      }
    }
    switch (best.verdict()) {
      case ALLOWED:
        return new Allowed(best.ground(), best.residents());
      case OUT_OF_REACH:
        throw ProblemException.notFound();
      default:
        throw new ProblemException(ProblemCode.FORBIDDEN);
    }
  }

  private static void refuseWhatNobodyChanges(Change change) {
    if (ResourceTypes.NEVER_SHOWN.contains(change.type())) {
      throw new ProblemException(
          change.is(Operation.CREATE) ? ProblemCode.FORBIDDEN : ProblemCode.APPEND_ONLY);
    }
    boolean appendOnly = change.states().anyMatch(state -> RecordKind.of(state).appendOnly());
    if (appendOnly && !change.is(Operation.CREATE)) {
      throw new ProblemException(ProblemCode.APPEND_ONLY);
    }
  }

  // A subscription reads for its author from then on, whatever its criteria name: an application
  // that may not read everything makes none, through whichever door.
  private static void refuseWhatReadsLater(Asking asking, Change change) {
    if (change.after() != null
        && change.type().equals("Subscription")
        && asking.actor().reach() != null) {
      throw new ProblemException(ProblemCode.FORBIDDEN);
    }
  }

  private List<Clause> clauses(Asking asking, Change change) {
    List<Clause> clauses = new ArrayList<>();
    if (asking.has(Role.CITY_WELFARE)) {
      clauses.add(registrar(asking, change));
    }
    if (asking.hasAny(Role.CARE)) {
      clauses.add(careTeam(asking, change));
      clauses.add(subscription(asking, change));
    }
    if (asking.hasAny(AccessRules.SUPPORTERS) || asking.has(Role.CITY_DISASTER)) {
      clauses.add(safety(asking, change));
    }
    if (asking.hasAny(Role.FIRE) || asking.has(Role.CITY_DISASTER)) {
      clauses.add(caseTransition(asking, change));
    }
    if (asking.has(Role.CITY_DISASTER)) {
      clauses.add(disaster(asking, change));
    }
    if (asking.has(Role.EMERGENCY_CENTRE)) {
      clauses.add(call(change));
    }
    if (asking.has(Role.SYSTEM_ADMIN)) {
      clauses.add(
          ResourceTypes.CONFORMANCE.contains(change.type()) && change.residents().isEmpty()
              ? Clause.allowed(Ground.CONFIGURATION)
              : Clause.NEVER);
    }
    return clauses;
  }

  /** 市の福祉担当: every type for residents of its city, and the registers beside them. */
  private Clause registrar(Asking asking, Change change) {
    if (!change.states().allMatch(state -> isOfOwnCity(asking, state))) {
      return Clause.EXCEEDS;
    }
    Set<String> residents = new LinkedHashSet<>(change.residents());
    if (change.type().equals(ResourceTypes.PATIENT) && change.is(Operation.CREATE)) {
      residents.clear();
    }
    Map<String, ResidentStanding> known = registered(residents, asking);
    // One nobody registered yet may arrive in the same transaction; the record refuses the others.
    residents.retainAll(known.keySet());
    return allWith(asking, residents, known, DataSet.CARE_RECORD, Ground.REGISTRATION_DUTY);
  }

  private Map<String, ResidentStanding> registered(Set<String> residents, Asking asking) {
    return memory.standings(residents, asking);
  }

  private boolean isOfOwnCity(Asking asking, FhirResource state) {
    Optional<String> organization =
        switch (state.type()) {
          case ResourceTypes.PATIENT -> Optional.ofNullable(StandingMapper.home(state).keeper());
          case "PractitionerRole" -> StandingMapper.employer(state);
          case "Organization" ->
              state.hasId() ? Optional.of(state.id()) : StandingMapper.parent(state);
          default -> Optional.empty();
        };
    String own = asking.actor().city();
    return organization
        .flatMap(standings::cityOf)
        .map(city -> city.equals(own))
        // Whoever belongs to no city yet becomes the registrar's.
        .orElse(true);
  }

  /** 医療・介護: everything but Consent and CareTeam, for residents they may read; no deleting. */
  private Clause careTeam(Asking asking, Change change) {
    boolean registered =
        ResourceTypes.isDirectory(change.type()) || ResourceTypes.CITY_ONLY.contains(change.type());
    boolean newResident = change.type().equals(ResourceTypes.PATIENT) && change.before() == null;
    boolean others =
        change
            .states()
            .map(RecordKind::of)
            .anyMatch(
                kind ->
                    kind == RecordKind.DISASTER
                        // Whose call a device's alarm is decides who comes: the city registers it.
                        || kind == RecordKind.EMERGENCY_DEVICE
                        || kind.ofEmergency());
    if (registered
        || newResident
        || others
        || change.is(Operation.DELETE)
        || change.residents().isEmpty()) {
      return Clause.NEVER;
    }
    Clause clause =
        allWith(
            asking,
            change.residents(),
            standings.standings(change.residents(), asking),
            DataSet.CARE_RECORD,
            Ground.TEAM_AND_CONSENT);
    return clause.verdict() == Verdict.ALLOWED
            && (changesKeeper(change) || changesAccounts(change) || changesNumber(change))
        ? Clause.EXCEEDS
        : clause;
  }

  /**
   * 購読: to be told of what one may read anyway; the policy is asked again at each notification. It
   * names what it is about in its criteria; one that refers to a resident is an entry about her.
   */
  private static Clause subscription(Asking asking, Change change) {
    return change.type().equals("Subscription")
            && !asking.organization().isEmpty()
            && change.residents().isEmpty()
        ? Clause.allowed(Ground.DIRECTORY)
        : Clause.NEVER;
  }

  // Whose resident somebody is, is the cities' matter.
  private static boolean changesKeeper(Change change) {
    return change.type().equals(ResourceTypes.PATIENT)
        && change
                .states()
                .map(state -> Optional.ofNullable(StandingMapper.home(state).keeper()))
                .distinct()
                .count()
            > 1;
  }

  // Who signs in as the resident or as one of her family is the city's matter too.
  private static boolean changesAccounts(Change change) {
    return !accounts(change.before()).equals(accounts(change.after()));
  }

  // By the city's number every feed finds her: it is nobody else's to give.
  private static boolean changesNumber(Change change) {
    return change.type().equals(ResourceTypes.PATIENT)
        && change.states().map(StandingMapper::residentNumbers).distinct().count() > 1;
  }

  private static Set<String> accounts(@Nullable FhirResource state) {
    return state == null ? Set.of() : PersonAccountMapper.binding(state);
  }

  /** 安否: reports on, and visits to, residents whose roster item one sees. */
  private Clause safety(Asking asking, Change change) {
    boolean report = change.kind() == RecordKind.SAFETY_FACT;
    boolean visit =
        change.type().equals("Task")
            && change.states().allMatch(state -> RecordKind.of(state) == RecordKind.ROSTER_ITEM)
            && !change.is(Operation.DELETE);
    if ((!report && !visit) || change.residents().isEmpty()) {
      return Clause.NEVER;
    }
    return allWith(
        asking,
        change.residents(),
        standings.standings(change.residents(), asking),
        DataSet.ROSTER_ITEM,
        Ground.NONE);
  }

  /** 通報対応: dispatch every step, a crew arrival and outcome; the city what nobody else has. */
  private Clause caseTransition(Asking asking, Change change) {
    boolean step = change.touches(RecordKind.EMERGENCY_STEP) && change.is(Operation.CREATE);
    boolean ofCase =
        change.states().allMatch(state -> RecordKind.of(state) == RecordKind.EMERGENCY_CASE)
            && change.is(Operation.UPDATE);
    if (!step && !ofCase) {
      return Clause.NEVER;
    }
    boolean every = asking.has(Role.FIRE_DISPATCH) || asking.has(Role.CITY_DISASTER);
    boolean scene =
        change.type().equals("Task")
            && AT_THE_SCENE.contains(StandingMapper.caseState(change.subject()));
    if (!every && !scene) {
      return Clause.NEVER;
    }
    return caseOf(change)
        .map(
            call ->
                AccessRules.caseItself(asking, call).isPresent()
                    ? Clause.allowed(Ground.EMERGENCY_CASE)
                    : AccessRules.isListedFor(asking, call) ? Clause.EXCEEDS : Clause.OUT_OF_REACH)
        .orElse(Clause.OUT_OF_REACH);
  }

  private Optional<CaseStanding> caseOf(Change change) {
    StandingMapper.CaseTie tie = StandingMapper.caseTie(change.subject());
    return Optional.ofNullable(tie.caseId())
        .or(() -> Optional.ofNullable(tie.task()).flatMap(standings::caseOfTask))
        .flatMap(standings::ofCase);
  }

  /** 災害: the city opens, prolongs and closes it, within its own places. */
  private static Clause disaster(Asking asking, Change change) {
    boolean plan =
        change.states().allMatch(state -> RecordKind.of(state) == RecordKind.DISASTER)
            && !change.is(Operation.DELETE);
    if (!plan) {
      return Clause.NEVER;
    }
    String city = asking.actor().city();
    boolean own =
        change
            .states()
            .flatMap(state -> StandingMapper.areas(state).stream())
            .map(AreaCode::city)
            .allMatch(areaCity -> areaCity.equals(city));
    return own ? Clause.allowed(Ground.ROSTER_INTERNAL_USE) : Clause.EXCEEDS;
  }

  /** 通報: a centre sends calls; whom they are about follows from the device. */
  private static Clause call(Change change) {
    if (change.kind() != RecordKind.EMERGENCY_CALL) {
      return Clause.NEVER;
    }
    return change.residents().isEmpty()
        ? Clause.allowed(Ground.DEVICE_REGISTRATION)
        : Clause.OUT_OF_REACH;
  }

  private static Clause allWith(
      Asking asking,
      Set<String> residents,
      Map<String, ResidentStanding> known,
      DataSet needed,
      Ground otherwise) {
    Map<String, Decision> decisions = new LinkedHashMap<>();
    Clause worst = null;
    for (String resident : residents) {
      ResidentStanding standing = known.get(resident);
      Decision decision =
          standing == null ? Decision.denied() : AccessRules.decide(asking, standing, needed);
      decisions.put(resident, decision);
      if (!decision.reachable()) {
        return Clause.OUT_OF_REACH;
      }
      if (!decision.allowed()) {
        worst = Clause.EXCEEDS;
      }
    }
    if (worst != null) {
      return worst;
    }
    Ground ground = decisions.values().stream().findFirst().map(Decision::ground).orElse(otherwise);
    return new Clause(Verdict.ALLOWED, ground, decisions);
  }
}
