package jp.tsunagi.resident.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.organization.boundary.AreaTree;
import jp.tsunagi.platform.boundary.Messages;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.RecordChanging.Operation;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.Visibility;
import jp.tsunagi.resident.control.CareLevelMapper;
import jp.tsunagi.resident.control.ContactMapper;
import jp.tsunagi.resident.control.PersonMapper;
import jp.tsunagi.resident.control.ResidentFiles;
import jp.tsunagi.resident.entity.CareLevel;
import jp.tsunagi.resident.entity.CareLevelPeriod;
import jp.tsunagi.resident.entity.Contact;
import jp.tsunagi.resident.entity.HomeAddress;
import jp.tsunagi.resident.entity.LivingArrangement;
import jp.tsunagi.resident.entity.Mention;
import jp.tsunagi.resident.entity.Person;
import jp.tsunagi.resident.entity.PersonName;
import jp.tsunagi.resident.entity.Relationship;
import jp.tsunagi.resident.entity.ResidentEdit;
import jp.tsunagi.resident.entity.ResidentEdit.ContactLine;
import org.jspecify.annotations.Nullable;

/**
 * 台帳の修正の書き込み. Writes a checked correction as FHIR resources: the Patient, a further care-level
 * Observation, the contacts. It asks the policy before each write and writes nothing that does not
 * change.
 */
@ApplicationScoped
public class SheetCorrection {
  private AccessPolicy policy;
  private RecordStore store;
  private ResidentFiles files;
  private AreaTree areas;
  private Messages messages;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected SheetCorrection() {}

  @Inject
  SheetCorrection(
      AccessPolicy policy,
      RecordStore store,
      ResidentFiles files,
      AreaTree areas,
      Messages messages,
      Clock clock) {
    this.policy = policy;
    this.store = store;
    this.files = files;
    this.areas = areas;
    this.messages = messages;
    this.clock = clock;
  }

  void apply(Actor actor, ResidentId resident, ResidentEdit edit) {
    if (edit.concernsPerson()) {
      correctPerson(actor, resident, edit);
    }
    if (edit.concernsCareLevel()) {
      correctCareLevel(actor, resident, edit);
    }
    if (edit.contacts().made()) {
      List<ContactLine> lines = edit.contacts().value();
      correctContacts(actor, resident, lines == null ? List.of() : lines);
    }
  }

  private void correctPerson(Actor actor, ResidentId resident, ResidentEdit edit) {
    FhirResource before =
        files.patient(resident, Visibility.ALL).orElseThrow(ProblemException::notFound);
    FhirResource after = PersonMapper.copy(before);
    Person person = PersonMapper.toPerson(before);
    String name = edit.name().value();
    if (name != null) {
      PersonName.parse(name, person.name())
          .filter(parsed -> !parsed.equals(person.name()))
          .ifPresent(parsed -> PersonMapper.rename(after, parsed));
    }
    if (edit.kana().made() && !Objects.equals(edit.kana().value(), person.kana())) {
      PersonMapper.reread(after, edit.kana().value());
    }
    if (edit.phones().made()) {
      List<Person.Telephone> phones = edit.phones().value();
      PersonMapper.recall(after, phones == null ? List.of() : phones);
    }
    ResidentEdit.Address address = edit.address().value();
    if (address != null) {
      PersonMapper.move(after, moved(person.address(), address));
    }
    if (edit.livingArrangement().made()) {
      LivingArrangement way = edit.livingArrangement().value();
      PersonMapper.liveAs(after, way == null ? null : way.code());
    }
    update(actor, before, after);
  }

  private void update(Actor actor, FhirResource before, FhirResource after) {
    policy.requireChange(actor, Operation.UPDATE, before, after);
    store.update(after, before.version(), actor, Door.USE_CASE);
  }

  private void create(Actor actor, FhirResource resource) {
    policy.requireChange(actor, Operation.CREATE, null, resource);
    store.create(resource, actor, Door.USE_CASE);
  }

  /** The town follows from the text; where the text names none, the old town is no longer true. */
  private HomeAddress moved(@Nullable HomeAddress before, ResidentEdit.Address address) {
    String text = address.text().value();
    String wholeText = text != null ? text : before == null ? null : before.text();
    if (wholeText == null) {
      throw ProblemException.invalid("address.text", "required");
    }
    String area =
        before != null && before.text().equals(wholeText)
            ? before.area()
            : areas.townOf(wholeText).map(town -> town.code().value()).orElse(null);
    Mention<String> postal = address.postalCode();
    return new HomeAddress(
        postal.made() ? postal.value() : before == null ? null : before.postalCode(),
        wholeText,
        area,
        null,
        null,
        null);
  }

  /**
   * A new level is a further Observation and ends the one before on the eve. Where both begin on
   * the same day the one before was a mistake, and is marked as one.
   */
  private void correctCareLevel(Actor actor, ResidentId resident, ResidentEdit edit) {
    Optional<FhirResource> before =
        files.currentCareLevel(files.careLevels(resident, policy.visibility(actor)));
    Optional<CareLevelPeriod> known = before.flatMap(CareLevelMapper::toPeriod);
    CareLevel level = edit.careLevel().value();
    LocalDate since = edit.careLevelSince().value();
    if (level != null && known.filter(k -> k.level() == level).isEmpty()) {
      LocalDate begun = since != null ? since : LocalDate.now(clock);
      create(actor, CareLevelMapper.toObservation(resident, level, begun));
      before.ifPresent(
          resource -> update(actor, resource, CareLevelMapper.followedOn(resource, begun)));
      return;
    }
    if (since == null) {
      return;
    }
    if (before.isEmpty()) {
      throw ProblemException.invalid("careLevel", "required");
    }
    if (known.filter(period -> since.equals(period.since())).isEmpty()) {
      update(actor, before.get(), CareLevelMapper.begunOn(before.get(), since));
    }
  }

  private void correctContacts(Actor actor, ResidentId resident, List<ContactLine> lines) {
    Map<String, FhirResource> known = new HashMap<>();
    for (FhirResource contact : files.contacts(resident, policy.visibility(actor))) {
      known.put(contact.id(), contact);
    }
    List<ProblemException.Violation> unknown = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String id = lines.get(i).id();
      if (id != null && !known.containsKey(id)) {
        unknown.add(ProblemException.Violation.of("contacts[" + i + "].id", "unknown-contact"));
      }
    }
    if (!unknown.isEmpty()) {
      throw new ProblemException(jp.tsunagi.platform.boundary.ProblemCode.INVALID_CONTENT, unknown);
    }
    for (ContactLine line : lines) {
      FhirResource before = line.id() == null ? null : known.remove(line.id());
      if (before == null) {
        create(actor, ContactMapper.toRelatedPerson(resident, contact(line, null)));
      } else {
        Contact present = ContactMapper.toContact(before);
        update(actor, before, ContactMapper.changed(before, contact(line, present)));
      }
    }
    known.values().forEach(left -> update(actor, left, ContactMapper.ended(left)));
  }

  /**
   * The line as a contact; the tie is a code where the words name one, and stays as it was shown.
   */
  private Contact contact(ContactLine line, @Nullable Contact before) {
    String typed = line.relationship();
    String code = null;
    String text = null;
    if (typed != null) {
      Optional<Relationship> tie = tie(typed);
      code = tie.orElse(Relationship.OTHER).code();
      text = tie.map(Relationship::display).orElse(typed);
      boolean shownAsBefore = before != null && typed.equals(before.relationshipText());
      boolean sameTie = before != null && tie.isPresent() && code.equals(before.relationship());
      if (before != null && (shownAsBefore || sameTie)) {
        code = before.relationship();
        text = before.relationshipText();
      }
    }
    return new Contact(
        line.id() == null ? "" : line.id(),
        line.name(),
        code,
        text,
        line.phone(),
        line.keyHolder(),
        line.supporter(),
        null);
  }

  private Optional<Relationship> tie(String typed) {
    Optional<Relationship> tie = Relationship.parse(typed);
    return tie.isPresent()
        ? tie
        : java.util.Arrays.stream(Relationship.values())
            .filter(
                candidate ->
                    messages
                        .text(Messages.ENGLISH, "relationship." + candidate.code())
                        .equalsIgnoreCase(typed))
            .findFirst();
  }
}
