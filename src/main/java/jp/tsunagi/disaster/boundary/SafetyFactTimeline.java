package jp.tsunagi.disaster.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jp.tsunagi.disaster.control.FactRepository;
import jp.tsunagi.disaster.entity.ReportedFact;
import jp.tsunagi.disaster.entity.Safety;
import jp.tsunagi.disaster.entity.SafetyFact;
import jp.tsunagi.disaster.entity.SupportNeed;
import jp.tsunagi.disaster.entity.Whereabouts;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.platform.boundary.Messages;
import jp.tsunagi.resident.boundary.TimelineEntry;
import jp.tsunagi.resident.boundary.TimelineEntry.By;
import jp.tsunagi.resident.boundary.TimelineEntry.Kind;
import jp.tsunagi.resident.boundary.TimelineEntry.Urgency;
import jp.tsunagi.resident.boundary.TimelineSource;

/** 経過の中の安否報告. What was reported on a resident in disasters and drills, for her timeline. */
@ApplicationScoped
public class SafetyFactTimeline implements TimelineSource {
  private FactRepository facts;
  private RosterViews views;
  private RosterAccess access;
  private Messages messages;

  @SuppressWarnings("NullAway.Init")
  protected SafetyFactTimeline() {}

  @Inject
  SafetyFactTimeline(
      FactRepository facts, RosterViews views, RosterAccess access, Messages messages) {
    this.facts = facts;
    this.views = views;
    this.access = access;
    this.messages = messages;
  }

  @Override
  public List<TimelineEntry> entries(
      ResidentId resident, Actor actor, Instant before, int limit, String language) {
    if (!access.sees(actor, resident)) {
      return List.of();
    }
    return facts.history(resident.value(), before, limit).stream()
        .map(reported -> entry(reported, language))
        .toList();
  }

  private TimelineEntry entry(ReportedFact reported, String language) {
    SafetyFact fact = reported.fact();
    RosterLineView.Reporter reporter = views.reporter(reported);
    TimelineEntry entry =
        TimelineEntry.of(
                Kind.SAFETY_FACT,
                reported.observation(),
                fact.time().estimate(),
                new By(reporter.name(), reporter.organisation()),
                title(fact, language))
            .urgent(urgency(fact))
            .exercise(reported.exercise());
    if (fact.safety() != null) {
      entry = entry.inState(fact.safety().code());
    }
    return reported.note() == null ? entry : entry.saying(reported.note());
  }

  private String title(SafetyFact fact, String language) {
    List<String> words = new ArrayList<>();
    Safety safety = fact.safety();
    Whereabouts whereabouts = fact.whereabouts();
    if (fact.withdraws() != null) {
      words.add(text(language, "withdrawn"));
    }
    if (safety != null) {
      words.add(text(language, "safety." + safety.code()));
    }
    if (whereabouts != null) {
      words.add(text(language, "whereabouts." + whereabouts.code()));
    }
    if (fact.support() != null && !fact.support().isEmpty()) {
      words.add(
          fact.support().stream()
              .sorted()
              .map(SupportNeed::code)
              .map(code -> text(language, "support." + code))
              .collect(Collectors.joining("・")));
    }
    return text(language, "safety-report")
        + ": "
        + String.join(" / ", words)
        + "（"
        + text(language, "how." + fact.how().code())
        + "）";
  }

  private String text(String language, String key) {
    return messages.text(language, "disaster." + key);
  }

  private static Urgency urgency(SafetyFact fact) {
    Safety safety = fact.safety();
    if (safety == Safety.RESCUE_NEEDED) {
      return Urgency.RED;
    }
    return safety == Safety.UNREACHABLE || safety == Safety.MINOR_INJURY
        ? Urgency.AMBER
        : Urgency.NONE;
  }
}
