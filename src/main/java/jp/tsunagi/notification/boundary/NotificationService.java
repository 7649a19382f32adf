package jp.tsunagi.notification.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.notification.control.NoticeDelivery;
import jp.tsunagi.notification.control.NotificationRepository;
import jp.tsunagi.notification.control.NotificationRepository.Reader;
import jp.tsunagi.notification.entity.ToldNotice;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.Messages;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.TimeCursor;
import jp.tsunagi.record.boundary.Visibility;
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
        reader(actor).map(reader -> notifications.list(reader, from, PAGE + 1)).orElse(List.of());
    List<ToldNotice> page = found.subList(0, Math.min(found.size(), PAGE));
    audit
        .ground(groundOf(actor).code(), "")
        .query("notifications")
        .residents(
            page.stream()
                .map(ToldNotice::resident)
                .filter(Objects::nonNull)
                .distinct()
                .map(ResidentId::new)
                .toList());
    return new NotificationPage(
        page.stream().map(notice -> item(notice, language)).toList(),
        found.size() > PAGE ? cursorAfter(page.get(PAGE - 1)) : null,
        ground(actor, language));
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
    audit.ground(groundOf(actor).code(), "").resource("notification/" + id);
    if (notice.resident() != null) {
      audit.resident(new ResidentId(notice.resident()));
    }
    return item(find(actor, id), language);
  }

  private ToldNotice find(Actor actor, String id) {
    return reader(actor)
        .flatMap(reader -> notifications.find(reader, id))
        .orElseThrow(ProblemException::notFound);
  }

  // An auditor is told of residents by id alone, which is what an auditor sees of them.
  private Optional<Reader> reader(Actor actor) {
    if (actor.has(Role.AUDITOR)) {
      return Optional.of(
          new Reader(actor.user(), List.of(NoticeDelivery.AUDITORS), Visibility.ALL));
    }
    List<String> recipients = new ArrayList<>();
    actor.organizationId().ifPresent(own -> recipients.add(own.value()));
    if (actor.has(Role.CITY_DISASTER) && actor.city() != null) {
      recipients.add(NoticeDelivery.disasterStaffOf(actor.city()));
    }
    return recipients.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Reader(actor.user(), recipients, policy.visibility(actor, DataSet.ROSTER_ITEM)));
  }

  private static Ground groundOf(Actor actor) {
    if (actor.has(Role.AUDITOR)) {
      return Ground.AUDIT_DUTY;
    }
    return actor.has(Role.CITY_DISASTER) ? Ground.ROSTER_INTERNAL_USE : Ground.TEAM_AND_CONSENT;
  }

  private StatedGround ground(Actor actor, String language) {
    Ground ground = groundOf(actor);
    Decision decision = new Decision(true, true, ground, "", Set.of());
    return new StatedGround(ground.code(), policy.explain(decision, language));
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
        new NotificationItem.By(notice.byName(), notice.byOrganization()),
        notice.exercise(),
        notice.toldAt(),
        notice.readAt());
  }
}
