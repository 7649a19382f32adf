package jp.tsunagi.disaster.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jp.tsunagi.disaster.boundary.RosterLineView.Emergency;
import jp.tsunagi.disaster.boundary.RosterLineView.FactView;
import jp.tsunagi.disaster.boundary.RosterLineView.LastFact;
import jp.tsunagi.disaster.boundary.RosterLineView.Reporter;
import jp.tsunagi.disaster.control.FactRepository;
import jp.tsunagi.disaster.control.RosterLineRepository;
import jp.tsunagi.disaster.control.RosterLineRepository.CallShown;
import jp.tsunagi.disaster.entity.Disaster;
import jp.tsunagi.disaster.entity.ObservedTime;
import jp.tsunagi.disaster.entity.Ranking;
import jp.tsunagi.disaster.entity.ReportedFact;
import jp.tsunagi.disaster.entity.RosterLine;
import jp.tsunagi.disaster.entity.Safety;
import jp.tsunagi.disaster.entity.SafetyFact;
import jp.tsunagi.disaster.entity.StoredDisaster;
import jp.tsunagi.disaster.entity.SupportNeed;
import jp.tsunagi.disaster.entity.Whereabouts;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.organization.boundary.OrganizationDirectory;
import jp.tsunagi.platform.boundary.Messages;
import jp.tsunagi.resident.boundary.ResidentLine;
import jp.tsunagi.resident.boundary.ResidentLines;
import jp.tsunagi.resident.boundary.Warning;
import org.jspecify.annotations.Nullable;

/**
 * Makes roster lines readable: names, words for reasons, who reported what. A few queries a page.
 */
@ApplicationScoped
public class RosterViews {
  private ResidentLines residents;
  private FactRepository facts;
  private RosterLineRepository lines;
  private OrganizationDirectory directory;
  private Messages messages;

  @SuppressWarnings("NullAway.Init")
  protected RosterViews() {}

  @Inject
  RosterViews(
      ResidentLines residents,
      FactRepository facts,
      RosterLineRepository lines,
      OrganizationDirectory directory,
      Messages messages) {
    this.residents = residents;
    this.facts = facts;
    this.lines = lines;
    this.directory = directory;
    this.messages = messages;
  }

  /** What all lines of a page are made of. */
  private record Material(
      Disaster disaster,
      Map<ResidentId, ResidentLine> residents,
      Map<String, List<ReportedFact>> facts,
      Map<String, CallShown> calls,
      boolean withFacts,
      String language) {}

  List<RosterLineView> of(
      StoredDisaster stored, Collection<RosterLine> page, boolean withFacts, String language) {
    if (page.isEmpty()) {
      return List.of();
    }
    Set<String> ids = page.stream().map(RosterLine::resident).collect(Collectors.toSet());
    Map<String, CallShown> calls = new HashMap<>();
    lines.calls(ids, stored.disaster()).forEach(call -> calls.put(call.resident(), call));
    Material material =
        new Material(
            stored.disaster(),
            residents.of(ids.stream().map(ResidentId::new).toList(), language),
            facts
                .factsOf(stored.sid(), page.stream().map(RosterLine::residentSid).toList())
                .stream()
                .collect(Collectors.groupingBy(ReportedFact::resident)),
            calls,
            withFacts,
            language);
    return page.stream().map(line -> view(line, material)).toList();
  }

  private RosterLineView view(RosterLine line, Material material) {
    Optional<ResidentLine> resident =
        Optional.ofNullable(material.residents().get(new ResidentId(line.resident())));
    List<ReportedFact> reported = material.facts().getOrDefault(line.resident(), List.of());
    CallShown call = material.calls().get(line.resident());
    RosterLine.Lease claim = line.claim();
    return new RosterLineView(
        line.resident(),
        resident.map(ResidentLine::name).orElse(line.resident()),
        resident.map(ResidentLine::kana).orElse(null),
        resident.map(ResidentLine::age).orElse(null),
        line.area(),
        resident.map(ResidentLine::areaName).orElse(null),
        resident.map(ResidentLine::address).orElse(null),
        resident.map(ResidentLine::latitude).orElse(null),
        resident.map(ResidentLine::longitude).orElse(null),
        warnings(resident, line),
        line.rank(),
        line.tier(),
        line.reasons().stream().map(code -> reason(code, material.language())).toList(),
        line.safety().code(),
        line.whereabouts().code(),
        codes(line.support()),
        line.conflict(),
        line.mark(),
        line.lastFactAt() == null ? null : DisasterView.time(line.lastFactAt()),
        lastFact(line, reported),
        claim == null ? null : claim.user(),
        claim == null ? null : claim.name(),
        claim == null ? null : DisasterView.time(claim.until()),
        call == null ? null : new Emergency(call.caseId(), call.state(), call.kind()),
        material.withFacts()
            ? reported.stream().map(fact -> view(fact, line, material.disaster())).toList()
            : null);
  }

  // Of the warnings, those behind the rank belong to the roster item; the others to the record.
  private static List<Warning> warnings(Optional<ResidentLine> resident, RosterLine line) {
    return resident.map(ResidentLine::warnings).orElse(List.of()).stream()
        .filter(warning -> line.reasons().contains(warning.code()))
        .toList();
  }

  private String reason(String code, String language) {
    return code.startsWith(Ranking.BATTERY)
        ? messages.text(
            language, "disaster.reason.battery", code.substring(Ranking.BATTERY.length()))
        : messages.text(language, "disaster.reason." + code);
  }

  private @Nullable LastFact lastFact(RosterLine line, List<ReportedFact> reported) {
    List<ReportedFact> live =
        reported.stream().filter(fact -> line.liveFacts().contains(fact.fact().id())).toList();
    return (live.isEmpty() ? reported : live)
        .stream()
            .max(Comparator.comparing(fact -> fact.fact().time().estimate()))
            .map(
                fact ->
                    new LastFact(
                        code(fact.fact().safety()),
                        code(fact.fact().whereabouts()),
                        DisasterView.time(fact.fact().time().estimate()),
                        reporter(fact),
                        fact.fact().how().code()))
            .orElse(null);
  }

  private FactView view(ReportedFact reported, RosterLine line, Disaster disaster) {
    SafetyFact fact = reported.fact();
    Set<SupportNeed> support = fact.support();
    boolean late =
        disaster.closedAt() != null && reported.receivedAt().isAfter(disaster.closedAt());
    Duration offset = Duration.between(reported.deviceTime(), fact.time().estimate()).abs();
    return new FactView(
        fact.id(),
        code(fact.safety()),
        code(fact.whereabouts()),
        support == null ? null : codes(support),
        fact.how().code(),
        DisasterView.time(fact.time().estimate()),
        DisasterView.time(reported.receivedAt()),
        reporter(reported),
        fact.device(),
        reported.note(),
        reported.source(),
        !line.liveFacts().contains(fact.id()),
        late ? Boolean.TRUE : null,
        offset.compareTo(ObservedTime.DOUBTFUL_OFFSET) > 0 ? Boolean.TRUE : null);
  }

  Reporter reporter(ReportedFact fact) {
    String performer = fact.performer();
    if (performer == null) {
      return new Reporter(fact.user(), fact.user() == null ? "-" : fact.user(), null);
    }
    String name = directory.nameBehind(performer).orElse(performer);
    String organisation = directory.behind(performer).flatMap(directory::nameOf).orElse(null);
    return new Reporter(fact.user(), name, organisation);
  }

  private static @Nullable String code(@Nullable Safety safety) {
    return safety == null ? null : safety.code();
  }

  private static @Nullable String code(@Nullable Whereabouts whereabouts) {
    return whereabouts == null ? null : whereabouts.code();
  }

  private static List<String> codes(Set<SupportNeed> needs) {
    List<String> codes = new ArrayList<>();
    needs.stream().sorted().forEach(need -> codes.add(need.code()));
    return codes;
  }
}
