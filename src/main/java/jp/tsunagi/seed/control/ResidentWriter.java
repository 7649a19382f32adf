package jp.tsunagi.seed.control;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import jp.tsunagi.kernel.Vocabulary;
import jp.tsunagi.kernel.Vocabulary.Codes;
import jp.tsunagi.kernel.Vocabulary.Extensions;
import jp.tsunagi.kernel.Vocabulary.Identifiers;
import jp.tsunagi.kernel.Vocabulary.Profiles;
import jp.tsunagi.kernel.Vocabulary.Systems;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentDataMeaning;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/**
 * 利用者の記録を書く. Collects the resources of one resident, each with an id that begins with the
 * resident's. What it is told last about the Patient itself wins; everything else adds a resource.
 */
final class ResidentWriter {
  private static final Reference CITY = new Reference("Organization/joso-city").setDisplay("常総市");

  private final String id;
  private final Terms terms;
  private final LocalDate today;
  private final Patient patient = new Patient();
  private final List<Resource> others = new ArrayList<>();
  private int conditions;
  private int medicines;
  private int allergies;
  private int contacts;

  ResidentWriter(String id, String number, JapaneseName name, Terms terms, LocalDate today) {
    this.id = id;
    this.terms = terms;
    this.today = today;
    patient.setId(id);
    patient.getMeta().addProfile(Profiles.RESIDENT);
    patient.addIdentifier().setSystem(Identifiers.RESIDENT_NUMBER).setValue(number);
    patient.setActive(true).setName(name.toFhir()).setManagingOrganization(CITY.copy());
  }

  List<Resource> resources() {
    List<Resource> all = new ArrayList<>();
    all.add(patient);
    all.addAll(others);
    return all;
  }

  String id() {
    return id;
  }

  Reference reference() {
    return new Reference("Patient/" + id);
  }

  LocalDate today() {
    return today;
  }

  Terms terms() {
    return terms;
  }

  ResidentWriter add(Resource resource) {
    others.add(resource);
    return this;
  }

  /** What only some residents need said about the Patient. */
  ResidentWriter also(Consumer<Patient> change) {
    change.accept(patient);
    return this;
  }

  ResidentWriter born(LocalDate date, boolean woman) {
    patient
        .setBirthDateElement(new DateType(date.toString()))
        .setGender(woman ? AdministrativeGender.FEMALE : AdministrativeGender.MALE);
    return this;
  }

  ResidentWriter insured(String number) {
    patient.addIdentifier().setSystem(Identifiers.LTCI_INSURED_NUMBER).setValue(number);
    return this;
  }

  ResidentWriter phone(ContactPointUse use, String number) {
    patient.addTelecom(phoneOf(use, number));
    return this;
  }

  ResidentWriter living(String arrangement) {
    patient.addExtension(
        Extensions.LIVING_ARRANGEMENT, terms.concept(Systems.LIVING_ARRANGEMENT, arrangement));
    return this;
  }

  ResidentWriter at(Home home) {
    Address address = patient.addAddress().setUse(Address.AddressUse.HOME);
    address.addExtension(Extensions.AREA, new CodeType(home.town().code()));
    if (home.entry() != null) {
      address.addExtension(Extensions.ENTRY_INSTRUCTION, new StringType(home.entry()));
    }
    Extension point = address.addExtension().setUrl(Extensions.GEOLOCATION);
    point.addExtension("latitude", new DecimalType(String.valueOf(home.latitude())));
    point.addExtension("longitude", new DecimalType(String.valueOf(home.longitude())));
    address
        .setText("茨城県常総市" + home.line())
        .addLine(home.line())
        .setCity("常総市")
        .setState("茨城県")
        .setPostalCode(home.town().postalCode())
        .setCountry("JP");
    return this;
  }

  ResidentWriter careLevel(String code, LocalDate since, int years) {
    Observation level = observation("care-level", Codes.CARE_LEVEL, Profiles.CARE_LEVEL);
    level.addCategory(
        new CodeableConcept(new Coding(Systems.OBSERVATION_CATEGORY_HL7, "social-history", null)));
    level.addCategory(terms.concept(Systems.OBSERVATION_CATEGORY, Codes.CARE_INSURANCE));
    level.setEffective(period(since, since.plusYears(years).minusDays(1)));
    level.addPerformer(CITY.copy());
    level.setValue(terms.concept(Systems.CARE_LEVEL, code));
    return add(level);
  }

  /** One of the two independence scales. */
  ResidentWriter independence(String scale, String code, LocalDate assessed) {
    Observation independence = observation(scale, scale, Profiles.INDEPENDENCE);
    independence.addCategory(terms.concept(Systems.OBSERVATION_CATEGORY, Codes.CARE_INSURANCE));
    independence.setEffective(date(assessed));
    independence.addPerformer(CITY.copy());
    independence.setValue(terms.concept(Vocabulary.BASE + "/CodeSystem/" + scale, code));
    return add(independence);
  }

  private Observation observation(String suffix, String code, String profile) {
    Observation observation = new Observation();
    observation.setId(id + "-" + suffix);
    observation.getMeta().addProfile(profile);
    observation
        .setStatus(Observation.ObservationStatus.FINAL)
        .setCode(terms.concept(Systems.OBSERVATION, code))
        .setSubject(reference());
    return observation;
  }

  /** A reason for the roster. */
  ResidentWriter onRosterFor(String reason) {
    return add(flag(reason, Codes.ROSTER, Flag.FlagStatus.ACTIVE));
  }

  /** Something responders must know. */
  ResidentWriter warning(String reason) {
    return add(flag(reason, Codes.WARNING, Flag.FlagStatus.ACTIVE));
  }

  Flag flag(String reason, String category, Flag.FlagStatus status) {
    Flag flag = new Flag();
    flag.setId(id + "-flag-" + reason);
    flag.getMeta().addProfile(Profiles.SUPPORT_FLAG);
    return flag.setStatus(status)
        .addCategory(terms.concept(Systems.FLAG_CATEGORY, category))
        .setCode(terms.concept(Systems.SUPPORT_REASON, reason))
        .setSubject(reference())
        .setPeriod(period(today.minusDays(200), null));
  }

  ResidentWriter condition(String text, String icd, LocalDate since) {
    Condition condition = new Condition();
    condition.setId(id + "-condition-" + ++conditions);
    condition
        .setClinicalStatus(
            new CodeableConcept(
                new Coding(
                    "http://terminology.hl7.org/CodeSystem/condition-clinical", "active", null)))
        .setVerificationStatus(
            new CodeableConcept(
                new Coding(
                    "http://terminology.hl7.org/CodeSystem/condition-ver-status",
                    "confirmed",
                    null)))
        .setCode(
            new CodeableConcept()
                .setText(text)
                .addCoding(
                    new Coding(
                        "http://jpfhir.jp/fhir/core/mhlw/CodeSystem/ICD10-2013-full", icd, null)))
        .setSubject(reference())
        .setOnset(date(since));
    return add(condition);
  }

  ResidentWriter takes(String medicine, String dosage) {
    MedicationStatement statement = new MedicationStatement();
    statement.setId(id + "-medicine-" + ++medicines);
    statement
        .setStatus(MedicationStatement.MedicationStatementStatus.ACTIVE)
        .setMedication(new CodeableConcept().setText(medicine))
        .setSubject(reference())
        .setEffective(period(today.minusDays(300), null));
    statement.addDosage().setText(dosage);
    return add(statement);
  }

  ResidentWriter allergicTo(String substance, boolean severe) {
    AllergyIntolerance allergy = new AllergyIntolerance();
    allergy.setId(id + "-allergy-" + ++allergies);
    allergy
        .setClinicalStatus(
            new CodeableConcept(
                new Coding(
                    "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical",
                    "active",
                    null)))
        .setVerificationStatus(
            new CodeableConcept(
                new Coding(
                    "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification",
                    "confirmed",
                    null)))
        .setCriticality(
            severe
                ? AllergyIntolerance.AllergyIntoleranceCriticality.HIGH
                : AllergyIntolerance.AllergyIntoleranceCriticality.LOW)
        .setCode(new CodeableConcept().setText(substance))
        .setPatient(reference());
    return add(allergy);
  }

  /** Under which a resident or one of her family signs in. */
  static Identifier account(String user) {
    return new Identifier().setSystem(Identifiers.STAFF_USER).setValue(user);
  }

  /** Somebody who may be called; the first to be named is called first. */
  RelatedPerson contact(JapaneseName name, String phone, String... relationships) {
    RelatedPerson contact = new RelatedPerson();
    contact.setId(id + "-contact-" + ++contacts);
    contact.getMeta().addProfile(Profiles.CONTACT);
    contact.setActive(true).setPatient(reference()).setName(name.toFhir());
    for (String relationship : relationships) {
      contact.addRelationship(terms.concept(Systems.RELATIONSHIP, relationship));
    }
    contact.addTelecom(phoneOf(ContactPointUse.MOBILE, phone).setRank(contacts));
    add(contact);
    return contact;
  }

  /** The offices of the team; the cast's own posts are named as persons too. */
  ResidentWriter team(CareTeam.CareTeamStatus status, List<Office> offices, List<Post> posts) {
    CareTeam team = new CareTeam();
    team.setId(id + "-team");
    team.getMeta().addProfile(Profiles.CARE_TEAM);
    team.setStatus(status).setSubject(reference()).addManagingOrganization(CITY.copy());
    team.setPeriod(period(today.minusDays(400), null));
    for (Post post : posts) {
      team.addParticipant()
          .addRole(terms.concept(Systems.ROLE, post.role()))
          .setMember(
              new Reference("PractitionerRole/" + post.user()).setDisplay(post.name().text()));
    }
    for (Office office : offices) {
      team.addParticipant()
          .addRole(terms.concept(Systems.ROLE, office.role()))
          .setMember(new Reference("Organization/" + office.id()).setDisplay(office.name()));
    }
    return add(team);
  }

  /** Given: active and permit; refused: rejected and deny; withdrawn: inactive and permit. */
  ResidentWriter consent(String purpose, ConsentState state, LocalDate since) {
    Consent consent = consent(purpose, since, "patient-privacy");
    consent
        .setStatus(state)
        .addCategory(new CodeableConcept(new Coding(Systems.LOINC, "59284-0", null)));
    consent
        .getProvision()
        .setType(
            state == ConsentState.REJECTED
                ? ConsentProvisionType.DENY
                : ConsentProvisionType.PERMIT)
        .addPurpose(terms.coding(Systems.CONSENT_PURPOSE, purpose))
        .setPeriod(
            period(
                since, state == ConsentState.INACTIVE ? today.minusDays(20) : since.plusYears(3)));
    return add(consent);
  }

  ResidentWriter consents(LocalDate since, String... purposes) {
    for (String purpose : purposes) {
      consent(purpose, ConsentState.ACTIVE, since);
    }
    return this;
  }

  /** 避難支援等実施者の同意: who is to help agrees that the plan, and she in it, is shared in advance. */
  ResidentWriter consentOfHelper(RelatedPerson helper, LocalDate since) {
    Reference person = new Reference("RelatedPerson/" + helper.getIdElement().getIdPart());
    Consent consent =
        consent("supporter-" + helper.getIdElement().getIdPart(), since, "patient-privacy");
    consent
        .setStatus(ConsentState.ACTIVE)
        .addCategory(new CodeableConcept(new Coding(Systems.LOINC, "59284-0", null)))
        .setPerformer(List.of(person));
    consent
        .getProvision()
        .setType(ConsentProvisionType.PERMIT)
        .addPurpose(terms.coding(Systems.CONSENT_PURPOSE, "evacuation-plan-advance"))
        .setPeriod(period(since, since.plusYears(3)))
        .addData()
        .setMeaning(ConsentDataMeaning.RELATED)
        .setReference(person.copy());
    return add(consent);
  }

  ResidentWriter wishes(String kind, String words, LocalDate said) {
    Consent wish = consent("wish-" + kind, said, "adr");
    wish.getMeta().getProfile().clear();
    wish.getMeta().addProfile(Profiles.WISH);
    wish.setStatus(ConsentState.ACTIVE)
        .addCategory(terms.concept(Systems.WISH, kind).setText(words));
    return add(wish);
  }

  private Consent consent(String suffix, LocalDate since, String scope) {
    Consent consent = new Consent();
    consent.setId(id + "-consent-" + suffix);
    consent.getMeta().addProfile(Profiles.SHARING_CONSENT);
    consent
        .setScope(new CodeableConcept(new Coding(Systems.CONSENT_SCOPE_HL7, scope, null)))
        .setPatient(reference())
        .setDateTimeElement(date(since))
        .addPerformer(reference())
        .addOrganization(CITY.copy());
    consent.addPolicy().setUri(Vocabulary.BASE + "/policy/joso-notebook/1");
    return consent;
  }

  static Identifier identifier(String system, String value) {
    return new Identifier().setSystem(system).setValue(value);
  }

  static DateTimeType date(LocalDate date) {
    return new DateTimeType(date.toString());
  }

  static Period period(LocalDate from, @Nullable LocalDate until) {
    Period period = new Period();
    period.setStartElement(date(from));
    if (until != null) {
      period.setEndElement(date(until));
    }
    return period;
  }

  private static ContactPoint phoneOf(ContactPointUse use, String number) {
    return new ContactPoint().setSystem(ContactPointSystem.PHONE).setUse(use).setValue(number);
  }
}
