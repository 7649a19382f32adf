package jp.tsunagi.notification.control;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.notification.control.CareTeamMapper.Member;
import jp.tsunagi.notification.entity.ToldNotice;
import jp.tsunagi.organization.boundary.OrganizationDirectory;
import jp.tsunagi.platform.boundary.LiveEvent;
import jp.tsunagi.platform.boundary.LiveEvents;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.SearchQuery;
import jp.tsunagi.record.boundary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * 知らせの配達. Finds the support team, keeps what each organization was told, and rings open screens.
 */
@ApplicationScoped
public class NoticeDelivery {
  /** The recipient that stands for everybody who audits. */
  public static final String AUDITORS = "role:" + Role.AUDITOR.code();

  private static final List<String> CARE = Role.CARE.stream().map(Role::code).sorted().toList();

  /** What is told: kind, fact, who did it, and whether it is a drill. */
  public record Message(String kind, String about, Actor by, boolean exercise) {}

  private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
  private RecordStore records;
  private OrganizationDirectory directory;
  private NotificationRepository notifications;
  private LiveEvents liveEvents;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected NoticeDelivery() {}

  @Inject
  NoticeDelivery(
      RecordStore records,
      OrganizationDirectory directory,
      NotificationRepository notifications,
      LiveEvents liveEvents,
      Clock clock) {
    this.records = records;
    this.directory = directory;
    this.notifications = notifications;
    this.liveEvents = liveEvents;
    this.clock = clock;
  }

  /** The recipient that stands for everybody who answers for disasters in a city. */
  public static String disasterStaffOf(String city) {
    return "role:" + Role.CITY_DISASTER.code() + "/" + city;
  }

  /** Tells every organization of the resident's active support teams. */
  public void tellTeam(ResidentId resident, Message message) {
    tellTeam(resident, message, member -> true);
  }

  /** As {@link #tellTeam(ResidentId, Message)}, without the one that knows because it did it. */
  void tellOthersOfTeam(ResidentId resident, Message message) {
    OrganizationId own = message.by().organization();
    tellTeam(
        resident,
        message,
        member ->
            !directory.behind(member.reference()).filter(other -> other.equals(own)).isPresent());
  }

  private void tellTeam(ResidentId resident, Message message, Predicate<Member> whom) {
    Set<String> told = organizationsOf(resident, whom);
    if (told.isEmpty()) {
      return;
    }
    ToldNotice notice = keep(told, resident, message);
    // Not to the organizations as such: who may not see the record (any more) learns nothing.
    liveEvents.publish(
        new LiveEvent(
            "notification",
            shown(notice),
            Map.of(
                "residents", List.of(resident.value()), "dataSet", "care-record", "roles", CARE)));
  }

  /** Keeps it for the resident's care managers and the auditors, who have been rung already. */
  void keepForCareManagersAndAuditors(ResidentId resident, Message message) {
    Set<String> told =
        organizationsOf(resident, member -> member.roles().contains(Role.CARE_MANAGER.code()));
    told.add(AUDITORS);
    keep(told, resident, message);
  }

  /** Tells the auditors and the disaster staff of cities; open screens learn the kind alone. */
  public void tellDisasterStaffAndAuditors(Collection<String> cities, Message message) {
    Set<String> told = new LinkedHashSet<>(Set.of(AUDITORS));
    cities.forEach(city -> told.add(disasterStaffOf(city)));
    ToldNotice notice = keep(told, null, message);
    liveEvents.publish(
        new LiveEvent(
            "notification",
            shown(notice),
            Map.of("roles", List.of(Role.AUDITOR.code(), Role.CITY_DISASTER.code()))));
  }

  private Set<String> organizationsOf(ResidentId resident, Predicate<Member> whom) {
    Set<String> organizations = new LinkedHashSet<>();
    Instant now = clock.instant();
    records
        .search(
            SearchQuery.of("CareTeam")
                .where("subject", "Patient/" + resident)
                .where("status", "active")
                .count(50),
            Visibility.ALL)
        .matches()
        .stream()
        .flatMap(careTeam -> CareTeamMapper.membersOf(careTeam, now).stream())
        .filter(whom)
        .forEach(
            member ->
                directory
                    .behind(member.reference())
                    .ifPresent(organization -> organizations.add(organization.value())));
    return organizations;
  }

  private ToldNotice keep(Set<String> recipients, @Nullable ResidentId resident, Message message) {
    ToldNotice notice =
        new ToldNotice(
            ids.generate().toString(),
            message.kind(),
            message.about(),
            resident == null ? null : resident.value(),
            message.by().name(),
            message.by().organizationName(),
            message.exercise(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            null);
    notifications.add(notice, recipients);
    return notice;
  }

  private static Map<String, Object> shown(ToldNotice notice) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", notice.id());
    shown.put("kind", notice.kind());
    if (notice.resident() != null) {
      shown.put("residentId", notice.resident());
    }
    shown.put("exercise", notice.exercise());
    return shown;
  }
}
