package jp.tsunagi.seed.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jp.tsunagi.fhirprofiles.Guide;
import jp.tsunagi.kernel.Vocabulary.Codes;
import jp.tsunagi.kernel.Vocabulary.Extensions;
import jp.tsunagi.kernel.Vocabulary.Identifiers;
import jp.tsunagi.kernel.Vocabulary.Systems;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DeviceUseStatement;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** 投入の計画. What a fresh demonstration holds: the cast as the story has it, and a city around it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeedPlanTest {
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
  private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-04-01T03:00:00Z"), JAPAN);
  private static final int RESIDENTS = 1_000;

  private final List<Resource> demo = new ArrayList<>();
  private List<Resource> first = List.of();

  @BeforeAll
  void seeds() {
    SeedPlan plan = new SeedPlan(CLOCK, RESIDENTS);
    first = Stream.of(0, 1).flatMap(portion -> plan.resources(portion).stream()).toList();
    for (int portion = 0; portion < plan.portions(); portion++) {
      demo.addAll(plan.resources(portion));
    }
  }

  @Test
  void fits_the_implementation_guide() {
    Guide guide = Guide.shared();
    List<String> errors = new ArrayList<>();

    List<Resource> some = new ArrayList<>(first);
    some.addAll(new SeedPlan(CLOCK, 4).resources(2));
    for (Resource resource : some) {
      guide.errors(resource).forEach(error -> errors.add(resource.getId() + " " + error));
    }

    assertEquals(List.of(), errors);
  }

  @Test
  void makes_each_resource_once_and_refers_only_to_what_is_there() {
    Set<String> ids = new HashSet<>();
    for (Resource resource : demo) {
      assertTrue(ids.add(key(resource)), key(resource));
    }
    for (Resource resource : demo) {
      FhirContext.forR4Cached().newTerser().getAllResourceReferences(resource).stream()
          .map(found -> found.getResourceReference().getReferenceElement().getValue())
          .filter(Objects::nonNull)
          .forEach(target -> assertTrue(ids.contains(target), key(resource) + " → " + target));
    }
  }

  @Test
  void is_the_same_each_time() {
    SeedPlan plan = new SeedPlan(CLOCK, RESIDENTS);
    List<Resource> again = plan.resources(7);
    List<Resource> once = new SeedPlan(CLOCK, RESIDENTS).resources(7);

    assertEquals(json(once), json(again));
  }

  @Test
  void marks_each_portion_by_its_first_resource() {
    SeedPlan plan = new SeedPlan(CLOCK, 60);

    assertEquals(5, plan.portions());
    for (int portion = 0; portion < plan.portions(); portion++) {
      assertEquals(plan.markOf(portion).toString(), key(plan.resources(portion).get(0)));
    }
    assertEquals(
        List.of(0, 0, 25, 25, 10),
        IntStream.range(0, 5).mapToObj(portion -> plan.residentsIn(portion)).toList());
    assertEquals(2, new SeedPlan(CLOCK, 0).portions());
  }

  @Test
  void names_nobody_else_tanaka_or_hana() {
    List<String> names =
        of(Patient.class)
            .flatMap(patient -> patient.getName().stream())
            .filter(
                name ->
                    (name.getFamily() + name.getGivenAsSingleString())
                        .matches(".*(田中|タナカ|ハナ|はな|花).*"))
            .map(name -> name.getText())
            .toList();

    assertEquals(List.of("田中 ハナ", "タナカ ハナ"), names);
  }

  @Test
  void tells_the_story_of_tanaka_hana() {
    Patient hana = find(Patient.class, "r-00001");

    assertEquals(84, Period.between(birthday(hana), LocalDate.now(CLOCK)).getYears());
    assertEquals(
        "08211-mitsukaido-mitsukaido-hashimoto",
        hana.getAddressFirstRep().getExtensionString(Extensions.AREA));
    assertEquals(Set.of("home-oxygen", "living-alone"), rosterReasons("r-00001"));
    assertEquals(
        Set.of(
            "evacuation-plan-advance",
            "alarm-centre",
            "family-view",
            "notebook-sharing",
            "roster-advance"),
        consents("r-00001", ConsentState.ACTIVE));
    assertEquals(
        Set.of(
            "PractitionerRole/sato",
            "PractitionerRole/suzuki",
            "PractitionerRole/ito",
            "PractitionerRole/yamada",
            "Organization/kinunosato",
            "Organization/midori",
            "Organization/aozora",
            "Organization/kinu-hospital"),
        members("r-00001"));
    Device pendant =
        of(Device.class)
            .filter(device -> device.getPatient().getReference().equals("Patient/r-00001"))
            .filter(
                device ->
                    device.getIdentifierFirstRep().getSystem().equals(Identifiers.EMERGENCY_DEVICE))
            .findFirst()
            .orElseThrow();
    assertEquals("JS-0001", pendant.getIdentifierFirstRep().getValue());
  }

  @Test
  void gives_the_others_of_the_cast_their_rule() {
    assertEquals(Set.of("ventilator", "bedridden"), rosterReasons("r-00002"));
    assertEquals(Set.of("dialysis"), rosterReasons("r-00003"));
    assertEquals(
        Set.of("roster-advance", "evacuation-plan-advance"),
        consents("r-00003", ConsentState.REJECTED));
    assertEquals(
        Set.of("notebook-sharing", "roster-advance"), consents("r-00004", ConsentState.INACTIVE));
    assertEquals(Set.of(), consents("r-00004", ConsentState.ACTIVE));
    assertEquals(
        Set.of("Patient/r-00006", "Patient/r-00007"),
        of(DeviceUseStatement.class)
            .filter(use -> use.getDevice().getReference().equals("Device/device-js-0006"))
            .map(use -> use.getSubject().getReference())
            .collect(Collectors.toSet()));
    assertTrue(!find(Patient.class, "r-00008").getActive());
    assertTrue(find(Patient.class, "r-00009").hasDeceased());
    assertEquals("Maria Silva", find(Patient.class, "r-00011").getNameFirstRep().getText());
  }

  @Test
  void puts_kobayashi_and_mori_in_nobodys_team() {
    Set<String> everybody =
        of(CareTeam.class)
            .flatMap(team -> team.getParticipant().stream())
            .map(participant -> participant.getMember().getReference())
            .collect(Collectors.toCollection(TreeSet::new));

    assertTrue(everybody.contains("Organization/kinunosato"));
    assertTrue(!everybody.contains("Organization/komorebi"));
    assertTrue(!everybody.contains("Organization/kogai-hospital"));
    assertEquals(15, of(Practitioner.class).count());
  }

  @Test
  void lives_the_first_95_in_95_places_and_all_inside_the_city() {
    List<String> towns =
        of(Patient.class)
            .filter(patient -> patient.getIdElement().getIdPart().compareTo("r-00100") > 0)
            .map(patient -> patient.getAddressFirstRep().getExtensionString(Extensions.AREA))
            .toList();

    assertEquals(95, new HashSet<>(towns.subList(0, 95)).size());
    assertTrue(towns.stream().allMatch(town -> town.startsWith("08211-")));
  }

  @Test
  void has_two_in_five_with_consent_to_advance_sharing_and_a_good_half_on_the_roster() {
    long given =
        of(Consent.class)
            .filter(consent -> consent.getStatus() == ConsentState.ACTIVE)
            .filter(consent -> purpose(consent).equals("roster-advance"))
            .count();
    long onRoster =
        of(Flag.class)
            .filter(
                flag -> flag.getCategoryFirstRep().hasCoding(Systems.FLAG_CATEGORY, Codes.ROSTER))
            .map(flag -> flag.getSubject().getReference())
            .distinct()
            .count();

    assertTrue(given > 350 && given < 450, "consents " + given);
    assertTrue(onRoster > 500 && onRoster < 800, "roster " + onRoster);
  }

  private <T extends Resource> Stream<T> of(Class<T> type) {
    return demo.stream().filter(type::isInstance).map(type::cast);
  }

  private <T extends Resource> T find(Class<T> type, String id) {
    return of(type)
        .filter(one -> one.getIdElement().getIdPart().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private Set<String> rosterReasons(String resident) {
    return of(Flag.class)
        .filter(flag -> flag.getSubject().getReference().equals("Patient/" + resident))
        .filter(flag -> flag.getStatus() == Flag.FlagStatus.ACTIVE)
        .filter(flag -> flag.getCategoryFirstRep().hasCoding(Systems.FLAG_CATEGORY, Codes.ROSTER))
        .map(flag -> flag.getCode().getCodingFirstRep().getCode())
        .collect(Collectors.toSet());
  }

  private Set<String> consents(String resident, ConsentState state) {
    return of(Consent.class)
        .filter(consent -> consent.getPatient().getReference().equals("Patient/" + resident))
        .filter(consent -> consent.getStatus() == state && consent.getProvision().hasPurpose())
        .map(SeedPlanTest::purpose)
        .collect(Collectors.toSet());
  }

  private Set<String> members(String resident) {
    return of(CareTeam.class)
        .filter(team -> team.getSubject().getReference().equals("Patient/" + resident))
        .flatMap(team -> team.getParticipant().stream())
        .map(participant -> participant.getMember().getReference())
        .collect(Collectors.toSet());
  }

  private static String purpose(Consent consent) {
    return consent.getProvision().hasPurpose()
        ? consent.getProvision().getPurposeFirstRep().getCode()
        : "";
  }

  private static LocalDate birthday(Patient patient) {
    return LocalDate.parse(patient.getBirthDateElement().getValueAsString());
  }

  private static String key(Resource resource) {
    return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
  }

  private static List<String> json(List<Resource> resources) {
    return resources.stream()
        .map(resource -> FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource))
        .toList();
  }
}
