package jp.tsunagi.notification.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.audit.boundary.Audited;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.boundary.Decision;
import jp.tsunagi.consent.boundary.Ground;
import jp.tsunagi.consent.boundary.StatedGround;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.notification.control.NotificationRepository;
import jp.tsunagi.notification.control.NotificationRepository.Reader;
import jp.tsunagi.notification.entity.ToldNotice;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.Messages;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.TimeCursor;
import org.jspecify.annotations.Nullable;

/**
 * 通知. Shows members of an organization what it was told, and keeps who of them took note.
 *
 * <p>What is shown follows the access policy as of now: a notice about a resident whose consent has
 * been withdrawn, or whose team the organization has left, is gone.
 */
@ApplicationScoped
public class NotificationService {
  private static final int PAGE = 50;
  private static final String CASE = "Task/";

  private NotificationRepository notifications;
  private AccessPolicy policy;
  private CurrentActor currentActor;
  private AuditScope audit;
  private Messages messages;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected NotificationService() {}

  @Inject
  NotificationService(
      NotificationRepository notifications,
      AccessPolicy policy,
      CurrentActor currentActor,
      AuditScope audit,
      Messages messages,
      Clock clock) {
    this.notifications = notifications;
    this.policy = policy;
    this.currentActor = currentActor;
    this.audit = audit;
    this.messages = messages;
    this.clock = clock;
  }

  /** What the caller's organization was told, newest first. */
  @Audited(AuditAction.SEARCH)
  @Transactional
  public NotificationPage list(@Nullable String cursor, String language) {
    Actor actor = currentActor.get();
    TimeCursor from = TimeCursor.of(cursor).orElse(null);
    List<ToldNotice> found =
        actor.organizationId().isEmpty()
            ? List.of()
            : notifications.list(reader(actor), from, PAGE + 1);
    List<ToldNotice> page = found.subList(0, Math.min(found.size(), PAGE));
    audit
        .ground(Ground.TEAM_AND_CONSENT.code(), "")
        .query("notifications")
        .residents(
            page.stream().map(ToldNotice::resident).distinct().map(ResidentId::new).toList());
    return new NotificationPage(
        page.stream().map(notice -> item(notice, language)).toList(),
        found.size() > PAGE ? cursorAfter(page.get(PAGE - 1)) : null,
        ground(language));
  }

  /** Keeps that the caller took note; repeated, it changes nothing. */
  @Audited(AuditAction.UPDATE)
  @Transactional
  public NotificationItem markRead(String id, String language) {
    Actor actor = currentActor.get();
    ToldNotice notice = find(actor, id);
    if (notice.readAt() == null) {
      notifications.markRead(id, actor.user(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
    audit
        .ground(Ground.TEAM_AND_CONSENT.code(), "")
        .resident(new ResidentId(notice.resident()))
        .resource("notification/" + id);
    return item(find(actor, id), language);
  }

  private ToldNotice find(Actor actor, String id) {
    if (actor.organizationId().isEmpty()) {
      throw ProblemException.notFound();
    }
    return notifications.find(reader(actor), id).orElseThrow(ProblemException::notFound);
  }

  private Reader reader(Actor actor) {
    return new Reader(
        actor.user(),
        actor.organizationId().map(OrganizationId::value).orElse(""),
        policy.visibility(actor, DataSet.ROSTER_ITEM));
  }

  private StatedGround ground(String language) {
    Decision decision = new Decision(true, true, Ground.TEAM_AND_CONSENT, "", Set.of());
    return new StatedGround(Ground.TEAM_AND_CONSENT.code(), policy.explain(decision, language));
  }

  private static String cursorAfter(ToldNotice last) {
    return new TimeCursor(last.toldAt(), last.id()).print();
  }

  private NotificationItem item(ToldNotice notice, String language) {
    return new NotificationItem(
        notice.id(),
        notice.kind(),
        messages.text(language, "notification." + notice.kind()),
        notice.resident(),
        notice.about(),
        notice.kind().startsWith("emergency-") && notice.about().startsWith(CASE)
            ? notice.about().substring(CASE.length())
            : null,
        notice.exercise(),
        notice.toldAt(),
        notice.readAt());
  }
}
