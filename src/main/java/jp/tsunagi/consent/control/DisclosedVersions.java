package jp.tsunagi.consent.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jp.tsunagi.consent.entity.CaseStanding;
import jp.tsunagi.consent.entity.ResidentStanding;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.organization.boundary.OrganizationDirectory;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordKind;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.RecordVersion;
import jp.tsunagi.record.boundary.ResidentsConcerned;
import jp.tsunagi.record.boundary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * 開示する版. Which versions, of those found with the caller's visibility, say nothing but what she may
 * see: the current one as it was found, an earlier one by what lies in it alone, a deletion that
 * was undone by what it had deleted.
 */
@ApplicationScoped
class DisclosedVersions {
  private StandingRepository standings;
  private OrganizationDirectory directory;
  private RecordStore store;

  @SuppressWarnings("NullAway.Init")
  protected DisclosedVersions() {}

  @Inject
  DisclosedVersions(
      StandingRepository standings, OrganizationDirectory directory, RecordStore store) {
    this.standings = standings;
    this.directory = directory;
    this.store = store;
  }

  List<RecordVersion> among(List<RecordVersion> found, VisibilityRules asked) {
    Map<RecordVersion, RecordVersion> judged = new LinkedHashMap<>();
    for (RecordVersion version : found) {
      if (!version.current()) {
        contentOf(version).ifPresent(content -> judged.put(version, content));
      }
    }
    Map<RecordVersion, VersionRules.Version> said = said(judged, asked);
    VersionRules rules = new VersionRules(asked.asking(), standingsFor(said, asked));
    return found.stream()
        .filter(version -> version.current() || shows(rules, said.get(version), asked))
        .toList();
  }

  private static final int FIRST = 1;

  /** The version itself; for a deletion, the version it deleted. */
  private Optional<RecordVersion> contentOf(RecordVersion version) {
    return version.resource() != null || version.version() == FIRST
        ? Optional.of(version)
        : store.readVersion(version.key(), version.version() - 1, Visibility.ALL);
  }

  private Map<RecordVersion, VersionRules.Version> said(
      Map<RecordVersion, RecordVersion> judged, VisibilityRules asked) {
    Map<String, Optional<CaseStanding>> cases = new HashMap<>();
    Map<RecordVersion, VersionRules.Version> said = new HashMap<>();
    judged.forEach(
        (version, content) -> {
          FhirResource resource = content.resource();
          if (resource != null) {
            said.put(version, said(content, resource, cases));
          }
        });
    return said;
  }

  private VersionRules.Version said(
      RecordVersion version, FhirResource resource, Map<String, Optional<CaseStanding>> cases) {
    RecordKind kind = RecordKind.of(resource);
    StandingMapper.CaseTie tie =
        kind.ofEmergency() ? StandingMapper.caseTie(resource) : StandingMapper.CaseTie.NONE;
    String author = version.author();
    boolean sealed = !resource.type().equals(ResourceTypes.PATIENT) && resource.isSealed();
    return new VersionRules.Version(
        resource.type(),
        kind,
        ResourceTypes.isDirectory(resource.type()) ? List.of() : ResidentsConcerned.by(resource),
        sealed,
        sealed ? audience(resource) : Set.of(),
        author,
        author == null ? null : directory.cityOf(new OrganizationId(author)).orElse(null),
        version.soleWriter(),
        caseOf(tie, cases).orElse(null),
        kind == RecordKind.EMERGENCY_DEVICE
            ? StandingMapper.deviceOwner(resource).orElse(null)
            : tie.centre());
  }

  private Set<String> audience(FhirResource resource) {
    return StandingMapper.readersOfSealed(resource).stream()
        .flatMap(reader -> directory.behind(reader).stream())
        .map(OrganizationId::value)
        .collect(Collectors.toSet());
  }

  private Optional<CaseStanding> caseOf(
      StandingMapper.CaseTie tie, Map<String, Optional<CaseStanding>> cases) {
    String task = tie.task();
    return Optional.ofNullable(tie.caseId())
        .or(() -> task == null ? Optional.empty() : standings.caseOfTask(task))
        .flatMap(id -> cases.computeIfAbsent(id, standings::ofCase));
  }

  private static Map<String, ResidentStanding> standingsFor(
      Map<RecordVersion, VersionRules.Version> said, VisibilityRules asked) {
    Set<String> residents = new HashSet<>();
    for (VersionRules.Version version : said.values()) {
      residents.addAll(version.residents());
      CaseStanding call = version.call();
      if (call != null && call.exercise()) {
        residents.addAll(call.residents());
      }
    }
    return asked.standings(residents);
  }

  private boolean shows(
      VersionRules rules, VersionRules.@Nullable Version version, VisibilityRules asked) {
    if (version == null) {
      return false;
    }
    return version.kind() == RecordKind.DISASTER && standings.holds(asked.knowsDisasters())
        || rules.show(version);
  }
}
