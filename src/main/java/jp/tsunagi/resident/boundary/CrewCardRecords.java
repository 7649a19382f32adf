package jp.tsunagi.resident.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.boundary.Decision;
import jp.tsunagi.consent.boundary.StatedGround;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.RecordWalk;
import jp.tsunagi.record.boundary.RecordWalk.Route;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.Visibility;
import jp.tsunagi.resident.control.CareDeviceMapper;
import jp.tsunagi.resident.control.CareTeamMapper;
import jp.tsunagi.resident.control.ClinicalMapper;
import jp.tsunagi.resident.control.ConsentMapper;
import jp.tsunagi.resident.control.ContactMapper;
import jp.tsunagi.resident.control.NameBookMapper;
import jp.tsunagi.resident.control.ResidentFiles;
import jp.tsunagi.resident.control.SupportFlagMapper;
import jp.tsunagi.resident.entity.NameBook;
import jp.tsunagi.resident.entity.TeamMember;

/**
 * 救急カードの記録. The resources a crew card is made of: the same decision, the same facts as the card
 * that {@code /api} shows, for clients that speak FHIR.
 */
@ApplicationScoped
public class CrewCardRecords {
  private static final int MOST = 1_000;
  private static final List<String> TYPES =
      List.of(
          "Patient",
          "RelatedPerson",
          "CareTeam",
          "Condition",
          "AllergyIntolerance",
          "MedicationStatement",
          "Flag",
          "Device",
          "DeviceUseStatement",
          "Consent");

  private AccessPolicy policy;
  private RecordStore store;
  private RecordWalk walk;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected CrewCardRecords() {}

  @Inject
  CrewCardRecords(AccessPolicy policy, RecordStore store, RecordWalk walk, Clock clock) {
    this.policy = policy;
    this.store = store;
    this.walk = walk;
    this.clock = clock;
  }

  /**
   * A card.
   *
   * @param resources the Patient first
   */
  public record Card(List<FhirResource> resources, StatedGround ground) {}

  /** The card of one resident; a refusal is thrown as the policy throws it. */
  public Card require(Actor actor, ResidentId resident, String language) {
    Decision decision = policy.require(actor, resident, DataSet.CREW_CARD);
    Visibility visibility = policy.visibility(actor, DataSet.CREW_CARD);
    List<FhirResource> own =
        walk.next(Route.of(List.of(ResidentFiles.key(resident))).only(TYPES), 0, MOST, visibility)
            .resources();
    List<FhirResource> card =
        new ArrayList<>(own.stream().filter(this::isOnTheCard).sorted(inOrder()).toList());
    if (card.isEmpty() || !card.get(0).type().equals("Patient")) {
      throw ProblemException.notFound();
    }
    addAll(card, sharedDevices(own), visibility);
    addAll(card, members(card), visibility);
    addAll(card, behind(card), visibility);
    return new Card(policy.showOnCard(decision, card), policy.state(decision, language));
  }

  private boolean isOnTheCard(FhirResource resource) {
    return switch (resource.type()) {
      case "Patient" -> true;
      case "RelatedPerson" -> ContactMapper.isActive(resource);
      case "CareTeam" -> !CareTeamMapper.toMembers(resource, clock).isEmpty();
      case "Condition" -> ClinicalMapper.toProblem(resource).isPresent();
      case "AllergyIntolerance" -> ClinicalMapper.toAllergy(resource).isPresent();
      case "MedicationStatement" -> ClinicalMapper.toMedicine(resource).isPresent();
      case "Flag" ->
          SupportFlagMapper.toFlag(resource)
              .filter(flag -> flag.holdsOn(LocalDate.now(clock)))
              .isPresent();
      case "Device" -> CareDeviceMapper.toDevice(resource).isPresent();
      case "Consent" -> ConsentMapper.toWish(resource).isPresent();
      default -> false;
    };
  }

  private static Comparator<FhirResource> inOrder() {
    return Comparator.comparingInt(resource -> TYPES.indexOf(resource.type()));
  }

  /** Those of the household that a statement says she uses. */
  private static Stream<String> sharedDevices(List<FhirResource> own) {
    return own.stream()
        .filter(resource -> resource.type().equals("DeviceUseStatement"))
        .flatMap(statement -> CareDeviceMapper.used(statement).stream());
  }

  private Stream<String> members(List<FhirResource> card) {
    return card.stream()
        .filter(resource -> resource.type().equals("CareTeam"))
        .flatMap(team -> CareTeamMapper.toMembers(team, clock).stream())
        .flatMap(CrewCardRecords::references);
  }

  private static Stream<String> references(TeamMember member) {
    return Stream.of(member.member(), member.onBehalfOf()).filter(Objects::nonNull);
  }

  /** The offices behind the posts. */
  private static Stream<String> behind(List<FhirResource> card) {
    return card.stream()
        .filter(resource -> resource.type().equals("PractitionerRole"))
        .flatMap(post -> NameBookMapper.toEntry(post).stream())
        .map(NameBook.Entry::organization)
        .filter(Objects::nonNull);
  }

  private void addAll(List<FhirResource> card, Stream<String> references, Visibility visibility) {
    Set<ResourceKey> known = card.stream().map(FhirResource::key).collect(Collectors.toSet());
    List<ResourceKey> wanted =
        references
            .filter(reference -> reference.matches("[A-Za-z]+/[A-Za-z0-9\\-.]{1,64}"))
            .map(ResourceKey::ofReference)
            .filter(key -> !known.contains(key))
            .distinct()
            .toList();
    if (!wanted.isEmpty()) {
      card.addAll(store.readAll(wanted, visibility));
    }
  }
}
