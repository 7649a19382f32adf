package jp.tsunagi.resident.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.boundary.Decision;
import jp.tsunagi.consent.boundary.Ground;
import jp.tsunagi.consent.boundary.StatedGround;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.organization.boundary.Area;
import jp.tsunagi.organization.boundary.AreaTree;
import jp.tsunagi.resident.entity.CareLevelPeriod;
import jp.tsunagi.resident.entity.Change;
import jp.tsunagi.resident.entity.EvacuationPlan;
import jp.tsunagi.resident.entity.HomeAddress;
import jp.tsunagi.resident.entity.NameBook;
import jp.tsunagi.resident.entity.Person;
import jp.tsunagi.resident.entity.ResidentFile;
import jp.tsunagi.resident.entity.TeamMember;
import org.jspecify.annotations.Nullable;

/**
 * フェイスシートの作成. Cuts a resident's file to the view the access policy decided on. What the file holds
 * was filtered by the store already; this second cut decides which members a view has at all.
 */
@ApplicationScoped
public class FaceSheets {
  private static final String OWN_ENTRY = Ground.OWN_ENTRY.code();

  private AccessPolicy policy;
  private AreaTree areas;
  private Wording wording;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected FaceSheets() {}

  @Inject
  FaceSheets(AccessPolicy policy, AreaTree areas, Wording wording, Clock clock) {
    this.policy = policy;
    this.areas = areas;
    this.wording = wording;
    this.clock = clock;
  }

  /** Which members are shown. */
  private record View(boolean care, boolean card, boolean roster, boolean plan, String name) {
    static View of(Decision decision) {
      boolean care = decision.shows(DataSet.CARE_RECORD);
      boolean card = care || decision.shows(DataSet.CREW_CARD);
      boolean roster = card || decision.shows(DataSet.ROSTER_ITEM);
      boolean plan = care || decision.shows(DataSet.EVACUATION_PLAN);
      DataSet widest = care ? DataSet.CARE_RECORD : card ? DataSet.CREW_CARD : DataSet.ROSTER_ITEM;
      boolean own = decision.ground() == Ground.OWN_ENTRY;
      String narrow = plan ? DataSet.EVACUATION_PLAN.code() : DataSet.IDENTITY.code();
      return new View(care, card, roster, plan, roster ? widest.code() : own ? OWN_ENTRY : narrow);
    }

    /** What one's own people wrote stays readable after consent was withdrawn. */
    boolean own() {
      return name.equals(OWN_ENTRY);
    }
  }

  FaceSheet of(
      ResidentFile file,
      Decision decision,
      long editVersion,
      Optional<Change> lastChange,
      String language) {
    View view = View.of(decision);
    Person person = file.person();
    Optional<HomeAddress> home = Optional.ofNullable(person.address()).filter(a -> view.roster());
    Optional<Area> town = home.map(HomeAddress::area).flatMap(this::area);
    Optional<CareLevelPeriod> level =
        CareLevelPeriod.current(file.careLevels(), LocalDate.now(clock))
            .filter(period -> view.care() || view.own());
    boolean clinical = view.card() || view.own();
    return new FaceSheet(
        editVersion,
        person.id().value(),
        person.name().shown(),
        person.kana(),
        person.birthDate(),
        person.age(LocalDate.now(clock)).orElse(null),
        person.gender(),
        person.deceased() ? true : null,
        when(view.roster(), person.phones().stream().map(p -> new Phone(p.use(), p.number()))),
        home.map(
                address ->
                    new FaceSheet.Home(
                        address.postalCode(), address.text(), townName(town, language)))
            .orElse(null),
        home.map(HomeAddress::area).orElse(null),
        townName(town, language),
        level.map(period -> period.level().code()).orElse(null),
        level.map(CareLevelPeriod::since).orElse(null),
        view.care() ? person.livingArrangement() : null,
        view.roster() ? wording.warnings(file.flags(), view.card(), language) : null,
        when(clinical, contacts(file, language)),
        when(view.card(), team(file, language)),
        when(
            clinical,
            file.problems().stream().map(p -> new FaceSheet.Condition(p.text(), p.since()))),
        when(
            clinical,
            file.allergies().stream().map(a -> new FaceSheet.Allergen(a.text(), a.criticality()))),
        when(clinical, file.medicines().stream().map(m -> new FaceSheet.Medication(m.text()))),
        when(
            view.card(),
            file.devices().stream()
                .map(d -> new FaceSheet.Appliance(d.kind(), d.text(), d.identifier(), d.power()))),
        file.evacuationPlan().filter(p -> view.plan()).map(p -> plan(p, file)).orElse(null),
        when(
            view.care(),
            file.consents().stream()
                .map(c -> new FaceSheet.ConsentLine(c.purpose(), c.state(), c.since(), c.until()))),
        when(view.card(), file.wishes().stream().map(w -> new FaceSheet.WrittenWish(w.text()))),
        ground(decision, language),
        view.name(),
        view.care() ? lastChange.map(Change::at).orElse(file.asOf()) : null,
        view.care() ? lastChange.map(FaceSheets::author).orElse(null) : null);
  }

  private static <T> @Nullable List<T> when(boolean shown, Stream<T> members) {
    return shown ? members.toList() : null;
  }

  StatedGround ground(Decision decision, String language) {
    return policy.state(decision, language);
  }

  /** The place of a code; a code nobody knows has no name. */
  Optional<Area> area(@Nullable String code) {
    try {
      return code == null ? Optional.empty() : areas.find(new AreaCode(code));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Nullable String townName(Optional<Area> town, String language) {
    return town.map(area -> areas.nameOf(area.code(), language)).orElse(null);
  }

  private Stream<FaceSheet.ContactPerson> contacts(ResidentFile file, String language) {
    return file.contacts().stream()
        .map(
            contact ->
                new FaceSheet.ContactPerson(
                    contact.id(),
                    contact.name(),
                    wording.relationship(contact, language),
                    contact.phone(),
                    contact.keyHolder(),
                    contact.supporter()));
  }

  private Stream<FaceSheet.TeamPlace> team(ResidentFile file, String language) {
    return file.team().stream().map(member -> place(member, file.directory(), language));
  }

  /**
   * A place in the team by names: whoever is named, the post's organization, the nearest number.
   */
  private FaceSheet.TeamPlace place(TeamMember member, NameBook directory, String language) {
    Optional<NameBook.Entry> entry = directory.find(member.member());
    boolean organization = member.member() != null && member.member().startsWith("Organization/");
    Optional<String> employer =
        organization
            ? Optional.ofNullable(member.member())
            : entry
                .map(NameBook.Entry::organization)
                .or(() -> Optional.ofNullable(member.onBehalfOf()));
    Optional<NameBook.Entry> office = employer.flatMap(directory::find);
    String person =
        organization
            ? null
            : entry
                .map(NameBook.Entry::name)
                .or(() -> entry.map(NameBook.Entry::person).flatMap(directory::name))
                .orElse(null);
    return new FaceSheet.TeamPlace(
        employer.map(reference -> reference.replaceFirst("^Organization/", "")).orElse(null),
        office.map(NameBook.Entry::name).orElse(null),
        person,
        Optional.ofNullable(member.role())
            .or(() -> entry.map(NameBook.Entry::kind))
            .map(role -> wording.role(role, language))
            .orElse(null),
        entry.map(NameBook.Entry::phone).or(() -> office.map(NameBook.Entry::phone)).orElse(null));
  }

  private static FaceSheet.PlanOfEvacuation plan(EvacuationPlan plan, ResidentFile file) {
    return new FaceSheet.PlanOfEvacuation(
        plan.shelter() == null ? null : named(plan.shelter(), file.directory()),
        plan.supporters().stream().map(s -> named(s, file.directory())).toList(),
        plan.route(),
        plan.notes(),
        plan.updatedAt());
  }

  private static String named(String reference, NameBook directory) {
    return directory.name(reference).orElse(reference);
  }

  private static String author(Change change) {
    return change.organizationName() == null
        ? change.userName()
        : change.userName() + "（" + change.organizationName() + "）";
  }
}
