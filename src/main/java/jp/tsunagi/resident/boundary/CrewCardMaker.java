package jp.tsunagi.resident.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.boundary.Decision;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.organization.boundary.Area;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.Visibility;
import jp.tsunagi.resident.control.ResidentFiles;
import jp.tsunagi.resident.entity.Allergy;
import jp.tsunagi.resident.entity.CareDevice;
import jp.tsunagi.resident.entity.Contact;
import jp.tsunagi.resident.entity.HomeAddress;
import jp.tsunagi.resident.entity.Medicine;
import jp.tsunagi.resident.entity.NameBook;
import jp.tsunagi.resident.entity.Person;
import jp.tsunagi.resident.entity.Problem;
import jp.tsunagi.resident.entity.ResidentFile;
import jp.tsunagi.resident.entity.TeamMember;
import jp.tsunagi.resident.entity.Wish;

/** Makes crew cards: the policy decides, the file is read as far as the caller may see it. */
@ApplicationScoped
public class CrewCardMaker implements CrewCards {
  private static final String HOSPITAL = "hospital";

  private AccessPolicy policy;
  private ResidentFiles files;
  private FaceSheets sheets;
  private Wording wording;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected CrewCardMaker() {}

  @Inject
  CrewCardMaker(
      AccessPolicy policy, ResidentFiles files, FaceSheets sheets, Wording wording, Clock clock) {
    this.policy = policy;
    this.files = files;
    this.sheets = sheets;
    this.wording = wording;
    this.clock = clock;
  }

  @Override
  public CrewCard require(Actor actor, ResidentId resident, String language) {
    Decision decision = policy.require(actor, resident, DataSet.CREW_CARD);
    return card(actor, resident, decision, language).orElseThrow(ProblemException::notFound);
  }

  @Override
  public List<CrewCard> visible(Actor actor, Collection<ResidentId> residents, String language) {
    return residents.stream()
        .flatMap(
            resident -> {
              Decision decision = policy.decide(actor, resident, DataSet.CREW_CARD);
              return decision.allowed()
                  ? card(actor, resident, decision, language).stream()
                  : Stream.of();
            })
        .toList();
  }

  private Optional<CrewCard> card(
      Actor actor, ResidentId resident, Decision decision, String language) {
    Visibility visibility = policy.visibility(actor, DataSet.CREW_CARD);
    return files
        .patient(resident, visibility)
        .map(patient -> files.file(patient, visibility))
        .map(file -> card(file, decision, language));
  }

  CrewCard card(ResidentFile file, Decision decision, String language) {
    Person person = file.person();
    return new CrewCard(
        person.id().value(),
        person.name().shown(),
        person.kana(),
        person.birthDate(),
        person.age(LocalDate.now(clock)).orElse(null),
        person.gender(),
        Optional.ofNullable(person.address()).map(this::place).orElse(null),
        person.phones().stream().map(phone -> new Phone(phone.use(), phone.number())).toList(),
        key(file.contacts()).orElse(null),
        file.contacts().stream().map(contact -> contact(contact, language)).toList(),
        file.team().stream()
            .flatMap(member -> member(member, file.directory(), language).stream())
            .distinct()
            .toList(),
        file.problems().stream().map(Problem::text).toList(),
        file.allergies().stream().map(Allergy::text).toList(),
        file.medicines().stream().map(Medicine::text).toList(),
        wording.warnings(file.flags(), true, language),
        file.devices().stream().map(CrewCardMaker::equipment).toList(),
        file.wishes().stream().map(Wish::text).map(CrewCard.Wish::new).toList(),
        hospital(file).orElse(null),
        file.asOf(),
        sheets.ground(decision, language));
  }

  /** The exact place if the address has one, else the middle of the town. */
  private CrewCard.Place place(HomeAddress address) {
    Optional<Area> town = sheets.area(address.area());
    boolean exact = address.latitude() != null && address.longitude() != null;
    return new CrewCard.Place(
        address.text(),
        exact ? address.latitude() : town.map(Area::latitude).orElse(null),
        exact ? address.longitude() : town.map(Area::longitude).orElse(null),
        address.entry());
  }

  private static Optional<CrewCard.Key> key(List<Contact> contacts) {
    return contacts.stream()
        .filter(Contact::keyHolder)
        .findFirst()
        .map(holder -> new CrewCard.Key(holder.name(), holder.phone(), holder.keyText()));
  }

  private CrewCard.Contact contact(Contact contact, String language) {
    return new CrewCard.Contact(
        contact.name(),
        wording.relationship(contact, language),
        contact.phone(),
        contact.keyHolder());
  }

  private Optional<CrewCard.Member> member(TeamMember member, NameBook directory, String language) {
    Optional<NameBook.Entry> entry = directory.find(member.member());
    Optional<NameBook.Entry> office =
        entry
            .map(NameBook.Entry::organization)
            .or(() -> Optional.ofNullable(member.onBehalfOf()))
            .flatMap(directory::find)
            .or(() -> entry);
    return office
        .map(NameBook.Entry::name)
        .map(
            name ->
                new CrewCard.Member(
                    name,
                    member.role() == null ? null : wording.role(member.role(), language),
                    entry
                        .map(NameBook.Entry::phone)
                        .or(() -> office.map(NameBook.Entry::phone))
                        .orElse(null)));
  }

  private static CrewCard.Equipment equipment(CareDevice device) {
    return new CrewCard.Equipment(device.kind(), device.text(), device.power());
  }

  private static Optional<String> hospital(ResidentFile file) {
    return file.team().stream()
        .filter(member -> HOSPITAL.equals(member.role()))
        .flatMap(member -> file.directory().find(member.member()).stream())
        .map(
            entry ->
                entry.organization() == null
                    ? entry.name()
                    : file.directory().name(entry.organization()).orElse(entry.name()))
        .findFirst();
  }
}
