package jp.tsunagi.disaster.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.Audited;
import jp.tsunagi.disaster.boundary.ClaimResults.ClaimResult;
import jp.tsunagi.disaster.control.Claims;
import jp.tsunagi.disaster.control.RosterLineRepository;
import jp.tsunagi.disaster.entity.RosterLine;
import jp.tsunagi.disaster.entity.RosterLine.Lease;
import jp.tsunagi.disaster.entity.StoredDisaster;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * 担当. Says who goes to whom, for a time: the lease ends by itself, so nobody is left waiting for
 * somebody who turned back. It never keeps anybody from going or from reporting.
 */
@ApplicationScoped
@Transactional
public class ClaimService {
  private static final int MOST = 200;

  /** Who may take a lease from somebody else: those who direct the response. */
  private static final Set<Role> DIRECTING = Set.of(Role.CITY_DISASTER, Role.FIRE_DISPATCH);

  private RosterAccess access;
  private RosterLineRepository lines;
  private Claims claims;
  private ItemProblems problems;
  private CurrentActor current;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected ClaimService() {}

  @Inject
  ClaimService(
      RosterAccess access,
      RosterLineRepository lines,
      Claims claims,
      ItemProblems problems,
      CurrentActor current,
      Clock clock) {
    this.access = access;
    this.lines = lines;
    this.claims = claims;
    this.problems = problems;
    this.current = current;
    this.clock = clock;
  }

  @Audited(AuditAction.UPDATE)
  public ClaimResults claim(String disasterId, ClaimResidents asked, String language) {
    Actor actor = current.get();
    StoredDisaster stored = access.require(disasterId, actor);
    Set<String> residents = residents(asked);
    if (!stored.disaster().isOpen()) {
      throw new ProblemException(ProblemCode.CONFLICT);
    }
    Instant now = clock.instant();
    Map<String, RosterLine> visible =
        lines
            .locked(stored.sid(), residents, access.visible(actor, stored.disaster()), now)
            .stream()
            .collect(Collectors.toMap(RosterLine::resident, Function.identity()));
    access.shown(actor, stored.disaster(), visible.values(), language);
    List<ClaimResult> results = new ArrayList<>();
    for (String resident : residents) {
      RosterLine line = visible.get(resident);
      results.add(
          line == null
              ? new ClaimResult(
                  resident, "rejected", null, null, null, problems.unknownResident(language))
              : Boolean.TRUE.equals(asked.release())
                  ? release(line, actor)
                  : claim(stored, line, actor, now));
    }
    return new ClaimResults(results);
  }

  private static Set<String> residents(ClaimResidents asked) {
    List<@Nullable String> given = asked.residentIds();
    if (given == null) {
      throw ProblemException.invalid("residentIds", "required");
    }
    if (given.size() > MOST) {
      throw ProblemException.invalid("residentIds", "too-many", MOST);
    }
    return given.stream()
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private ClaimResult claim(StoredDisaster stored, RosterLine line, Actor actor, Instant now) {
    Lease lease = line.claim();
    if (lease != null && !lease.user().equals(actor.user())) {
      return result(line, "held", lease.user(), lease.name(), lease.until());
    }
    Instant until = claims.take(stored.disaster(), line, actor, now);
    return result(line, "claimed", actor.user(), actor.name(), until);
  }

  private ClaimResult release(RosterLine line, Actor actor) {
    Lease lease = line.claim();
    if (lease != null && !lease.user().equals(actor.user()) && !actor.hasAny(DIRECTING)) {
      return result(line, "held", lease.user(), lease.name(), lease.until());
    }
    if (lease != null) {
      claims.giveBack(lease, actor);
    }
    return result(line, "released", null, null, null);
  }

  private static ClaimResult result(
      RosterLine line,
      String outcome,
      @Nullable String user,
      @Nullable String name,
      @Nullable Instant until) {
    return new ClaimResult(
        line.resident(),
        outcome,
        user,
        name,
        until == null ? null : DisasterView.time(until),
        null);
  }
}
