package jp.tsunagi.seed.control;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jp.tsunagi.kernel.Vocabulary.Codes;
import jp.tsunagi.kernel.Vocabulary.Extensions;
import jp.tsunagi.kernel.Vocabulary.Identifiers;
import jp.tsunagi.kernel.Vocabulary.Profiles;
import jp.tsunagi.kernel.Vocabulary.Systems;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** 事業所・職員・避難所. Everything that is there before the first resident. */
final class DemoDirectory {
  static final String CITY = "joso-city";

  private final Terms terms;
  private final JosoPlaces places;

  DemoDirectory(Terms terms, JosoPlaces places) {
    this.terms = terms;
    this.places = places;
  }

  List<Resource> resources() {
    List<Resource> all = new ArrayList<>();
    all.addAll(bodies());
    Stream.of(
            DemoOffices.CARE_MANAGEMENT,
            DemoOffices.HOME_NURSING,
            DemoOffices.HOME_HELP,
            DemoOffices.MEDICAL,
            List.of(
                DemoOffices.FACILITY,
                new Office(
                    "kogai-hospital",
                    "小貝記念病院",
                    "コガイキネンビョウイン",
                    "hospital",
                    "hospital",
                    "0297-42-0405"),
                new Office(
                    "komorebi",
                    "ヘルパーステーション こもれび",
                    "コモレビ",
                    "home-help",
                    "care-provider",
                    "0280-00-0001")))
        .flatMap(List::stream)
        .map(this::office)
        .forEach(all::add);
    for (Post post : DemoStaff.ALL) {
      all.add(person(post));
      if (!post.role().isEmpty()) {
        all.add(role(post));
      }
    }
    places.evacuationPlaces().forEach(place -> all.add(location(place)));
    all.add(roster());
    return all;
  }

  private List<Organization> bodies() {
    Organization city = organization(CITY, "常総市", "ジョウソウシ", "city");
    city.addIdentifier(identifier(Identifiers.LOCAL_GOVERNMENT_CODE, "082112"));
    city.addIdentifier(identifier(Identifiers.LTCI_INSURER_NUMBER, "082115"));
    responsibleFor(city, "08211");
    Organization centre =
        organization("joso-centre", "緊急通報受信センター", "キンキュウツウホウジュシンセンター", "emergency-centre");
    centre.addIdentifier(identifier(Identifiers.CLIENT, "emergency-centre"));
    centre.addIdentifier(identifier(Identifiers.EMERGENCY_CENTRE, "joso-centre"));
    return List.of(
        city,
        department("joso-city-disaster", "防災危機管理課"),
        department("joso-city-welfare", "高齢福祉課"),
        department("joso-city-audit", "監査委員事務局"),
        responsibleFor(
            organization("joso-fire", "常総広域消防", "ジョウソウコウイキショウボウ", "fire-department"),
            DemoStaff.MITSUKAIDO),
        responsibleFor(
            organization("seinan-fire", "茨城西南広域消防", "イバラキセイナンコウイキショウボウ", "fire-department"),
            DemoStaff.ISHIGE),
        organization("commissioners", "常総市民生委員児童委員協議会", "ミンセイイイン", "welfare-commissioners"),
        centre);
  }

  private Organization department(String id, String name) {
    return organization(id, "常総市 " + name, null, "city-department")
        .setPartOf(new Reference("Organization/" + CITY));
  }

  private Organization office(Office office) {
    Organization organization =
        organization(office.id(), office.name(), office.kana(), office.type());
    organization
        .addTelecom()
        .setSystem(ContactPoint.ContactPointSystem.PHONE)
        .setUse(ContactPoint.ContactPointUse.WORK)
        .setValue(office.phone());
    if (office.equals(DemoOffices.KINU_HOSPITAL)) {
      organization.addIdentifier(identifier(Identifiers.CLIENT, "hospital-system"));
    }
    return organization;
  }

  private Organization organization(String id, String name, @Nullable String kana, String type) {
    Organization organization = new Organization();
    organization.setId(id);
    organization.getMeta().addProfile(Profiles.ORGANIZATION);
    organization
        .setActive(true)
        .setName(name)
        .addType(terms.concept(Systems.ORGANIZATION_TYPE, type));
    if (kana != null) {
      organization.addAlias(kana);
    }
    return organization;
  }

  private static Organization responsibleFor(Organization organization, String area) {
    organization.addExtension(Extensions.RESPONSIBLE_AREA, new CodeType(area));
    return organization;
  }

  private static Practitioner person(Post post) {
    Practitioner person = new Practitioner();
    person.setId(post.user());
    person.getMeta().addProfile(Profiles.PRACTITIONER);
    person.setActive(true).setName(post.name().toFhir());
    person.addIdentifier(identifier(Identifiers.STAFF_USER, post.user()));
    return person;
  }

  private PractitionerRole role(Post post) {
    PractitionerRole role = new PractitionerRole();
    role.setId(post.user());
    role.getMeta().addProfile(Profiles.PRACTITIONER_ROLE);
    post.areas()
        .forEach(area -> role.addExtension(Extensions.RESPONSIBLE_AREA, new CodeType(area)));
    return role.setActive(true)
        .setPractitioner(
            new Reference("Practitioner/" + post.user()).setDisplay(post.name().text()))
        .setOrganization(new Reference("Organization/" + post.organization()))
        .addCode(terms.concept(Systems.ROLE, post.role()));
  }

  private Location location(EvacuationPlace place) {
    Location location = new Location();
    location.setId(place.locationId());
    location.getMeta().addProfile(Profiles.SHELTER);
    location.addExtension(Extensions.AREA, new CodeType(place.area()));
    place
        .suitableFor()
        .forEach(hazard -> location.addExtension(Extensions.SUITABLE_FOR, new CodeType(hazard)));
    location.addIdentifier(identifier(Identifiers.EVACUATION_PLACE, place.id()));
    location
        .setStatus(Location.LocationStatus.ACTIVE)
        .setMode(Location.LocationMode.INSTANCE)
        .setName(place.name())
        .addType(terms.concept(Systems.LOCATION_TYPE, place.kind()))
        .setManagingOrganization(new Reference("Organization/" + CITY));
    location
        .getAddress()
        .setText(place.address())
        .addLine(place.address().replace("茨城県常総市", ""))
        .setCity("常総市")
        .setState("茨城県")
        .setCountry("JP");
    location.getPosition().setLatitude(place.latitude()).setLongitude(place.longitude());
    return location;
  }

  /** The rule of the roster, not its members: those follow from the Flags. */
  private Group roster() {
    Group roster = new Group();
    roster.setId("roster-08211");
    roster.getMeta().addProfile(Profiles.ROSTER);
    roster
        .setActive(true)
        .setType(Group.GroupType.PERSON)
        .setActual(false)
        .setCode(terms.concept(Systems.GROUP, Codes.ROSTER))
        .setName("常総市 避難行動要支援者名簿")
        .setManagingEntity(new Reference("Organization/" + CITY));
    roster
        .addCharacteristic()
        .setCode(terms.concept(Systems.GROUP, "area"))
        .setValue(new CodeableConcept(new Coding(Systems.AREA, "08211", "常総市")))
        .setExclude(false);
    roster
        .addCharacteristic()
        .setCode(terms.concept(Systems.GROUP, "support-reason"))
        .setValue(terms.concept(Systems.FLAG_CATEGORY, Codes.ROSTER))
        .setExclude(false);
    return roster;
  }

  private static Identifier identifier(String system, String value) {
    return ResidentWriter.identifier(system, value);
  }
}
