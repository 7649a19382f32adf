package jp.tsunagi.resident.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.kernel.Vocabulary;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.SearchQuery;
import jp.tsunagi.record.boundary.Visibility;
import jp.tsunagi.resident.entity.CareDevice;
import jp.tsunagi.resident.entity.CareLevelPeriod;
import jp.tsunagi.resident.entity.EvacuationPlan;
import jp.tsunagi.resident.entity.NameBook;
import jp.tsunagi.resident.entity.Person;
import jp.tsunagi.resident.entity.ResidentFile;
import jp.tsunagi.resident.entity.TeamMember;
import org.jspecify.annotations.Nullable;

/**
 * 利用者の綴りの取り出し. Reads what the face sheet and the crew card are made of, in a handful of queries:
 * the Patient, her compartment by types, her care levels, and the names behind the references.
 */
@ApplicationScoped
public class ResidentFiles {
  private static final List<String> TYPES =
      List.of(
          "RelatedPerson",
          "CareTeam",
          "Flag",
          "Condition",
          "AllergyIntolerance",
          "MedicationStatement",
          "Device",
          "DeviceUseStatement",
          "Consent",
          "CarePlan");

  private RecordStore store;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected ResidentFiles() {}

  @Inject
  ResidentFiles(RecordStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** The Patient, as far as it may be seen. */
  public Optional<FhirResource> patient(ResidentId resident, Visibility visibility) {
    return store.read(key(resident), visibility);
  }

  public static ResourceKey key(ResidentId resident) {
    return new ResourceKey("Patient", resident.value());
  }

  /** Care levels, also those that ended or were entered in error. */
  public List<FhirResource> careLevels(ResidentId resident, Visibility visibility) {
    return store
        .search(
            SearchQuery.of("Observation")
                .where("patient", key(resident).toString())
                .where("code", Vocabulary.Systems.OBSERVATION + "|" + Vocabulary.Codes.CARE_LEVEL)
                .count(100),
            visibility)
        .matches();
  }

  /** The contacts of a resident, those that were ended left out. */
  public List<FhirResource> contacts(ResidentId resident, Visibility visibility) {
    return store.compartment(key(resident), List.of("RelatedPerson"), visibility).stream()
        .filter(ContactMapper::isActive)
        .toList();
  }

  /**
   * Everything about the resident that the reader may see.
   *
   * @param patient the Patient, already cut to what the reader may see
   */
  public ResidentFile file(FhirResource patient, Visibility visibility) {
    Person person = PersonMapper.toPerson(patient);
    Map<String, List<FhirResource>> byType =
        store.compartment(key(person.id()), TYPES, visibility).stream()
            .collect(Collectors.groupingBy(FhirResource::type));
    List<FhirResource> careLevels = careLevels(person.id(), visibility);
    List<TeamMember> team =
        of(byType, "CareTeam").flatMap(t -> CareTeamMapper.toMembers(t, clock).stream()).toList();
    @Nullable EvacuationPlan plan =
        map(byType, "CarePlan", EvacuationPlanMapper::toPlan).findFirst().orElse(null);
    return new ResidentFile(
        person,
        careLevels.stream().flatMap(o -> CareLevelMapper.toPeriod(o).stream()).toList(),
        map(byType, "Flag", SupportFlagMapper::toFlag)
            .filter(flag -> flag.holdsOn(LocalDate.now(clock)))
            .toList(),
        of(byType, "RelatedPerson")
            .filter(ContactMapper::isActive)
            .map(ContactMapper::toContact)
            .sorted(Comparator.comparing(c -> !c.keyHolder()))
            .toList(),
        team,
        map(byType, "Condition", ClinicalMapper::toProblem).toList(),
        map(byType, "AllergyIntolerance", ClinicalMapper::toAllergy).toList(),
        map(byType, "MedicationStatement", ClinicalMapper::toMedicine).toList(),
        devices(byType, visibility),
        plan,
        of(byType, "Consent").flatMap(c -> ConsentMapper.toConsents(c).stream()).toList(),
        map(byType, "Consent", ConsentMapper::toWish).toList(),
        directory(team, plan, byType, visibility),
        asOf(patient, byType, careLevels));
  }

  private static Stream<FhirResource> of(Map<String, List<FhirResource>> byType, String type) {
    return byType.getOrDefault(type, List.of()).stream();
  }

  private static <T> Stream<T> map(
      Map<String, List<FhirResource>> byType,
      String type,
      Function<FhirResource, Optional<T>> mapper) {
    return of(byType, type).flatMap(resource -> mapper.apply(resource).stream());
  }

  /** Her own devices, and those of the household that a statement says she uses. */
  private List<CareDevice> devices(Map<String, List<FhirResource>> byType, Visibility visibility) {
    List<FhirResource> devices = new ArrayList<>(byType.getOrDefault("Device", List.of()));
    Set<ResourceKey> known = devices.stream().map(FhirResource::key).collect(Collectors.toSet());
    List<ResourceKey> shared =
        map(byType, "DeviceUseStatement", CareDeviceMapper::used)
            .map(ResourceKey::ofReference)
            .filter(key -> !known.contains(key))
            .distinct()
            .toList();
    if (!shared.isEmpty()) {
      devices.addAll(store.readAll(shared, visibility));
    }
    return devices.stream().flatMap(d -> CareDeviceMapper.toDevice(d).stream()).toList();
  }

  private NameBook directory(
      List<TeamMember> team,
      @Nullable EvacuationPlan plan,
      Map<String, List<FhirResource>> byType,
      Visibility visibility) {
    Map<String, NameBook.Entry> entries = new HashMap<>();
    of(byType, "RelatedPerson").forEach(person -> enter(entries, person));
    Set<String> wanted = new LinkedHashSet<>();
    for (TeamMember member : team) {
      Stream.of(member.member(), member.onBehalfOf())
          .flatMap(Stream::ofNullable)
          .forEach(wanted::add);
    }
    if (plan != null) {
      Stream.concat(Stream.ofNullable(plan.shelter()), plan.supporters().stream())
          .forEach(wanted::add);
    }
    resolve(entries, wanted, visibility);
    Set<String> behind =
        entries.values().stream()
            .flatMap(e -> Stream.of(e.organization(), e.person()).flatMap(Stream::ofNullable))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    resolve(entries, behind, visibility);
    return new NameBook(entries);
  }

  /** Names behind references; what cannot be read is left out. */
  public void resolve(
      Map<String, NameBook.Entry> entries, Set<String> references, Visibility visibility) {
    List<ResourceKey> keys =
        references.stream()
            .filter(reference -> !entries.containsKey(reference))
            .filter(reference -> reference.matches("[A-Za-z]+/[A-Za-z0-9\\-.]{1,64}"))
            .map(ResourceKey::ofReference)
            .toList();
    if (!keys.isEmpty()) {
      store.readAll(keys, visibility).forEach(resource -> enter(entries, resource));
    }
  }

  private static void enter(Map<String, NameBook.Entry> entries, FhirResource resource) {
    NameBookMapper.toEntry(resource)
        .ifPresent(entry -> entries.put(resource.key().toString(), entry));
  }

  private Instant asOf(
      FhirResource patient, Map<String, List<FhirResource>> byType, List<FhirResource> careLevels) {
    return Stream.of(
            Stream.of(patient), byType.values().stream().flatMap(List::stream), careLevels.stream())
        .flatMap(resources -> resources)
        .flatMap(resource -> resource.lastUpdated().stream())
        .max(Comparator.naturalOrder())
        .orElseGet(clock::instant);
  }

  /** The level that holds today, with the resource it stands in. */
  public Optional<FhirResource> currentCareLevel(List<FhirResource> careLevels) {
    return CareLevelPeriod.current(
            careLevels.stream().flatMap(o -> CareLevelMapper.toPeriod(o).stream()).toList(),
            LocalDate.now(clock))
        .flatMap(period -> careLevels.stream().filter(o -> o.id().equals(period.id())).findFirst());
  }
}
