package jp.tsunagi.consent.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.audit.boundary.Audited;
import jp.tsunagi.consent.control.BreakGlassReviewRepository;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.organization.boundary.OrganizationDirectory;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.TimeCursor;
import org.jspecify.annotations.Nullable;

/**
 * 緊急閲覧の点検. The auditor looks at every grant and says whether it was justified. A finding is made
 * once and stays.
 */
@ApplicationScoped
@Transactional
public class BreakGlassReviewService {
  private static final Set<String> OUTCOMES = Set.of("justified", "not-justified", "unclear");
  private static final int MOST_TEXT = 2_000;

  private BreakGlassReviewRepository reviews;
  private OrganizationDirectory directory;
  private CurrentActor current;
  private AuditScope audit;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected BreakGlassReviewService() {}

  @Inject
  BreakGlassReviewService(
      BreakGlassReviewRepository reviews,
      OrganizationDirectory directory,
      CurrentActor current,
      AuditScope audit,
      Clock clock) {
    this.reviews = reviews;
    this.directory = directory;
    this.current = current;
    this.audit = audit;
    this.clock = clock;
  }

  /** Grants, newest first: {@code open} ones nobody looked at, {@code reviewed} ones, or all. */
  @Audited(AuditAction.SEARCH)
  public List<BreakGlassLine> page(@Nullable String state, Optional<TimeCursor> after, int most) {
    requireAuditor();
    audit.resource("break-glass");
    if (state != null && !Set.of("open", "reviewed").contains(state)) {
      throw new ProblemException(ProblemCode.INVALID_PARAMETER);
    }
    List<BreakGlassLine> lines =
        reviews.page(state == null ? null : state.equals("reviewed"), after, most);
    lines.forEach(line -> audit.resident(new ResidentId(line.residentId())));
    return lines.stream().map(this::named).toList();
  }

  private BreakGlassLine named(BreakGlassLine line) {
    return line.named(
        nameOf(line.user()),
        Optional.ofNullable(line.organisationId())
            .flatMap(id -> directory.nameOf(new OrganizationId(id)))
            .orElse(null),
        nameOf(line.reviewer()));
  }

  private @Nullable String nameOf(@Nullable String user) {
    return user == null ? null : directory.nameOfUser(user).orElse(null);
  }

  @Audited(AuditAction.CREATE)
  public BreakGlassLine review(String grant, BreakGlassReview finding) {
    Actor actor = requireAuditor();
    BreakGlassLine line = reviews.find(grant).orElseThrow(ProblemException::notFound);
    audit.resource("break-glass/" + grant).resident(new ResidentId(line.residentId()));
    if (line.user().equals(actor.user())) {
      throw new ProblemException(ProblemCode.FORBIDDEN);
    }
    String outcome = outcome(finding);
    boolean added =
        reviews.add(
            grant,
            outcome,
            finding.text(),
            actor.user(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    if (!added) {
      throw new ProblemException(ProblemCode.CONFLICT);
    }
    return reviews.find(grant).map(this::named).orElseThrow(ProblemException::notFound);
  }

  private static String outcome(BreakGlassReview finding) {
    String outcome = finding.outcome();
    if (outcome == null) {
      throw ProblemException.invalid("outcome", "required");
    }
    if (!OUTCOMES.contains(outcome)) {
      throw ProblemException.invalid(
          "outcome", "not-a-code", OUTCOMES.stream().sorted().collect(Collectors.joining(", ")));
    }
    String text = finding.text();
    if (!outcome.equals("justified") && (text == null || text.isBlank())) {
      throw ProblemException.invalid("text", "required");
    }
    if (text != null && text.length() > MOST_TEXT) {
      throw ProblemException.invalid("text", "too-long", MOST_TEXT);
    }
    return outcome;
  }

  private Actor requireAuditor() {
    Actor actor = current.get();
    if (!actor.has(Role.AUDITOR)) {
      throw new ProblemException(ProblemCode.FORBIDDEN);
    }
    audit.ground(Ground.AUDIT_DUTY.code(), "");
    return actor;
  }
}
