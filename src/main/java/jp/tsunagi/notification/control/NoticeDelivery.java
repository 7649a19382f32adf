package jp.tsunagi.notification.control;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.notification.entity.ToldNotice;
import jp.tsunagi.organization.boundary.OrganizationDirectory;
import jp.tsunagi.platform.boundary.LiveEvent;
import jp.tsunagi.platform.boundary.LiveEvents;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.SearchQuery;
import jp.tsunagi.record.boundary.Visibility;

/**
 * 知らせの配達. Finds the support team, keeps what each organization was told, and rings open screens.
 */
@ApplicationScoped
public class NoticeDelivery {
  /** What is told: kind, fact and drill, as the boundary names them. */
  public record Message(String kind, String about, boolean exercise) {}

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

  /** The organizations of the resident's active support teams. */
  public Set<OrganizationId> teamOf(ResidentId resident) {
    Set<OrganizationId> team = new LinkedHashSet<>();
    Instant now = clock.instant();
    records
        .search(
            SearchQuery.of("CareTeam")
                .where("subject", "Patient/" + resident)
                .where("status", "active")
                .count(50),
            Visibility.ALL)
        .matches()
        .forEach(
            careTeam ->
                CareTeamMapper.membersOf(careTeam, now)
                    .forEach(member -> directory.behind(member).ifPresent(team::add)));
    return team;
  }

  public void deliver(Set<OrganizationId> organizations, ResidentId resident, Message message) {
    if (organizations.isEmpty()) {
      return;
    }
    ToldNotice notice =
        new ToldNotice(
            ids.generate().toString(),
            message.kind(),
            message.about(),
            resident.value(),
            message.exercise(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            null);
    List<String> told = organizations.stream().map(OrganizationId::value).toList();
    notifications.add(notice, told);
    liveEvents.publish(
        new LiveEvent(
            "notification",
            Map.of(
                "id", notice.id(),
                "kind", notice.kind(),
                "residentId", notice.resident(),
                "exercise", notice.exercise()),
            Map.of("organizations", told, "residents", List.of(notice.resident()))));
  }
}
