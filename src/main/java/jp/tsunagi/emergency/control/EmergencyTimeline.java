package jp.tsunagi.emergency.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.boundary.Decision;
import jp.tsunagi.emergency.entity.CaseState;
import jp.tsunagi.emergency.entity.CaseStep;
import jp.tsunagi.emergency.entity.EmergencyCase;
import jp.tsunagi.emergency.entity.KeptEvent;
import jp.tsunagi.emergency.entity.Outcome;
import jp.tsunagi.emergency.entity.TakenStep;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.organization.boundary.OrganizationDirectory;
import jp.tsunagi.platform.boundary.Messages;
import jp.tsunagi.resident.boundary.TimelineEntry;
import jp.tsunagi.resident.boundary.TimelineEntry.By;
import jp.tsunagi.resident.boundary.TimelineEntry.Kind;
import jp.tsunagi.resident.boundary.TimelineEntry.Urgency;
import jp.tsunagi.resident.boundary.TimelineSource;

/**
 * 緊急通報の経過. A resident's cases, their outcomes, and what else her devices reported, for the timeline
 * of her support team. An open case is red; tests and low batteries are there without a colour,
 * because their trend is a care signal and each of them is not.
 */
@ApplicationScoped
public class EmergencyTimeline implements TimelineSource {
  private static final Comparator<TimelineEntry> NEWEST_FIRST =
      Comparator.comparing(TimelineEntry::at).thenComparing(TimelineEntry::id).reversed();

  private EmergencyCaseRepository cases;
  private EmergencyEventRepository events;
  private AccessPolicy policy;
  private OrganizationDirectory directory;
  private Messages messages;

  @SuppressWarnings("NullAway.Init")
  protected EmergencyTimeline() {}

  @Inject
  EmergencyTimeline(
      EmergencyCaseRepository cases,
      EmergencyEventRepository events,
      AccessPolicy policy,
      OrganizationDirectory directory,
      Messages messages) {
    this.cases = cases;
    this.events = events;
    this.policy = policy;
    this.directory = directory;
    this.messages = messages;
  }

  @Override
  public List<TimelineEntry> entries(
      ResidentId resident, Actor actor, Instant before, int limit, String language) {
    Decision view = policy.views(actor, List.of(resident)).get(resident);
    if (view == null || !view.shows(DataSet.CARE_RECORD)) {
      return List.of();
    }
    List<TimelineEntry> all = new ArrayList<>();
    cases
        .ofResidentBefore(resident.value(), before, limit)
        .forEach(emergency -> all.add(opened(emergency, language)));
    cases
        .endedBefore(resident.value(), before, limit)
        .forEach(emergency -> all.add(outcome(emergency, language)));
    events
        .withoutCaseBefore(resident.value(), before, limit)
        .forEach(event -> all.add(reported(event, language)));
    all.sort(NEWEST_FIRST);
    return cut(all, limit);
  }

  // Never between two entries of the same instant: the next page begins before the last one's.
  private static List<TimelineEntry> cut(List<TimelineEntry> all, int limit) {
    int end = Math.min(limit, all.size());
    while (end > 0 && end < all.size() && all.get(end).at().equals(all.get(end - 1).at())) {
      end++;
    }
    return List.copyOf(all.subList(0, end));
  }

  private TimelineEntry opened(EmergencyCase emergency, String language) {
    CaseState state = emergency.state();
    return TimelineEntry.of(
            Kind.EMERGENCY_CASE,
            emergency.id(),
            emergency.receivedAt(),
            centre(emergency.centre(), language),
            text(
                language,
                "emergency.timeline.case",
                text(language, "emergency.kind." + emergency.kind().code())))
        .ofCase(emergency.id(), state.code())
        .urgent(state.takesFurtherAlarms() && !emergency.exercise() ? Urgency.RED : Urgency.NONE)
        .exercise(emergency.exercise());
  }

  private TimelineEntry outcome(EmergencyCase emergency, String language) {
    TakenStep taken = emergency.taken(CaseStep.OUTCOME).orElseThrow();
    Outcome outcome = Objects.requireNonNull(taken.outcome());
    TimelineEntry entry =
        TimelineEntry.of(
                Kind.EMERGENCY_CASE,
                emergency.id() + "-outcome",
                taken.at(),
                new By(taken.name(), taken.organizationName()),
                text(
                    language,
                    "emergency.timeline.outcome",
                    text(language, "emergency.outcome." + outcome.code().code())))
            .ofCase(emergency.id(), emergency.state().code())
            .exercise(emergency.exercise());
    String said = said(outcome);
    return said.isEmpty() ? entry : entry.saying(said);
  }

  private static String said(Outcome outcome) {
    List<String> parts = new ArrayList<>();
    if (outcome.destination() != null) {
      parts.add(outcome.destination());
    }
    if (outcome.text() != null) {
      parts.add(outcome.text());
    }
    return String.join("\n", parts);
  }

  private TimelineEntry reported(KeptEvent event, String language) {
    return TimelineEntry.of(
            Kind.OBSERVATION,
            event.communication(),
            event.occurredAt(),
            new By(event.centre(), null),
            text(
                language,
                "emergency.timeline.event",
                text(language, "emergency.kind." + event.kind().code())))
        .exercise(event.exercise());
  }

  private By centre(String organization, String language) {
    return new By(
        directory
            .nameOf(new OrganizationId(organization))
            .orElseGet(() -> text(language, "emergency.timeline.centre")),
        null);
  }

  private String text(String language, String key, Object... arguments) {
    return messages.text(language, key, arguments);
  }
}
