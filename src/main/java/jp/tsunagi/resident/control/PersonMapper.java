package jp.tsunagi.resident.control;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.kernel.Vocabulary;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.resident.entity.HomeAddress;
import jp.tsunagi.resident.entity.Person;
import jp.tsunagi.resident.entity.Person.Telephone;
import jp.tsunagi.resident.entity.PersonName;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * Patient ↔ 本人. Reads the JP Core shape: one name in kanji (IDE), one in kana (SYL). Writing
 * changes only what the edit is about; whatever else the resource holds stays as it is.
 */
public final class PersonMapper {
  private static final String PREFECTURE = "茨城県";

  private PersonMapper() {}

  public static Person toPerson(FhirResource resource) {
    Patient patient = resource.as(Patient.class);
    return new Person(
        new ResidentId(resource.id()),
        name(patient),
        kana(patient),
        birthDate(patient),
        patient.hasGender() ? patient.getGender().toCode() : null,
        deceased(patient),
        !patient.hasActive() || patient.getActive(),
        phones(patient),
        address(patient),
        livingArrangement(patient),
        patient.getIdentifier().stream().map(Identifier::getValue).filter(v -> v != null).toList(),
        Optional.ofNullable(patient.getMeta().getLastUpdated()).map(Date::toInstant).orElse(null));
  }

  private static PersonName name(Patient patient) {
    HumanName name = HumanNameMapper.written(patient.getName()).orElseGet(HumanName::new);
    return new PersonName(
        name.getFamily(),
        name.hasGiven() ? name.getGivenAsSingleString() : null,
        HumanNameMapper.text(name));
  }

  private static @Nullable String kana(Patient patient) {
    return HumanNameMapper.find(patient.getName(), HumanNameMapper.KANA)
        .map(HumanNameMapper::text)
        .filter(text -> !text.isBlank())
        .orElse(null);
  }

  /** Partial dates are possible in FHIR; only a whole one makes a birthday. */
  private static @Nullable LocalDate birthDate(Patient patient) {
    String text = patient.getBirthDateElement().getValueAsString();
    if (text == null || text.length() != 10) {
      return null;
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static boolean deceased(Patient patient) {
    Type deceased = patient.getDeceased();
    return deceased instanceof BooleanType flag ? flag.booleanValue() : deceased != null;
  }

  private static List<Telephone> phones(Patient patient) {
    return patient.getTelecom().stream()
        .filter(telecom -> telecom.getSystem() == ContactPointSystem.PHONE && telecom.hasValue())
        .filter(telecom -> telecom.getUse() != ContactPointUse.OLD)
        .map(
            telecom ->
                new Telephone(
                    telecom.hasUse() ? telecom.getUse().toCode() : null, telecom.getValue()))
        .toList();
  }

  private static Optional<Address> home(Patient patient) {
    return patient.getAddress().stream()
        .filter(address -> address.getUse() != Address.AddressUse.OLD)
        .min(
            java.util.Comparator.comparing(
                address -> address.getUse() == Address.AddressUse.HOME ? 0 : 1));
  }

  private static @Nullable HomeAddress address(Patient patient) {
    return home(patient).map(PersonMapper::address).orElse(null);
  }

  private static HomeAddress address(Address address) {
    String text =
        address.hasText()
            ? address.getText()
            : nonNull(address.getState())
                + nonNull(address.getCity())
                + String.join("", address.getLine().stream().map(StringType::getValue).toList());
    Extension place = address.getExtensionByUrl(Vocabulary.Extensions.GEOLOCATION);
    return new HomeAddress(
        address.getPostalCode(),
        text,
        text(address.getExtensionByUrl(Vocabulary.Extensions.AREA)),
        decimal(place, "latitude"),
        decimal(place, "longitude"),
        text(address.getExtensionByUrl(Vocabulary.Extensions.ENTRY_INSTRUCTION)));
  }

  private static String nonNull(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static @Nullable String text(@Nullable Extension extension) {
    return extension != null && extension.getValue() != null && extension.getValue().isPrimitive()
        ? extension.getValue().primitiveValue()
        : null;
  }

  private static @Nullable Double decimal(@Nullable Extension place, String part) {
    Extension extension = place == null ? null : place.getExtensionByUrl(part);
    return extension != null && extension.getValue() instanceof DecimalType number
        ? (Double) number.getValue().doubleValue()
        : null;
  }

  private static @Nullable String livingArrangement(Patient patient) {
    Extension extension = patient.getExtensionByUrl(Vocabulary.Extensions.LIVING_ARRANGEMENT);
    return extension != null && extension.getValue() instanceof CodeableConcept concept
        ? concept.getCodingFirstRep().getCode()
        : null;
  }

  /** A copy to change, so that the version before stays what it was. */
  public static FhirResource copy(FhirResource resource) {
    return FhirResource.of(resource.as(Patient.class).copy());
  }

  /** Replaces the name in kanji and leaves readings and former names. */
  public static void rename(FhirResource resource, PersonName name) {
    Patient patient = resource.as(Patient.class);
    write(
        HumanNameMapper.find(patient.getName(), HumanNameMapper.KANJI)
            .or(
                () ->
                    patient.getName().stream()
                        .filter(n -> !HumanNameMapper.represents(n, HumanNameMapper.KANA))
                        .findFirst())
            .orElseGet(() -> representing(patient.addName(), HumanNameMapper.KANJI)),
        name.family(),
        name.given(),
        name.text());
  }

  /** Replaces the reading; {@code null} removes it. */
  public static void reread(FhirResource resource, @Nullable String kana) {
    Patient patient = resource.as(Patient.class);
    if (kana == null) {
      patient.getName().removeIf(name -> HumanNameMapper.represents(name, HumanNameMapper.KANA));
      return;
    }
    int space = kana.indexOf(' ');
    write(
        HumanNameMapper.find(patient.getName(), HumanNameMapper.KANA)
            .orElseGet(() -> representing(patient.addName(), HumanNameMapper.KANA)),
        space > 0 ? kana.substring(0, space) : null,
        space > 0 ? kana.substring(space + 1) : null,
        kana);
  }

  private static HumanName representing(HumanName name, String representation) {
    name.setUse(HumanName.NameUse.USUAL);
    name.addExtension(Vocabulary.Extensions.NAME_REPRESENTATION, new CodeType(representation));
    return name;
  }

  private static void write(
      HumanName name, @Nullable String family, @Nullable String given, String text) {
    name.setFamily(family);
    name.setGiven(new ArrayList<>());
    if (given != null) {
      name.addGiven(given);
    }
    name.setText(text);
  }

  /** Replaces the telephone numbers; mail addresses and former numbers stay. */
  public static void recall(FhirResource resource, List<Telephone> phones) {
    Patient patient = resource.as(Patient.class);
    List<ContactPoint> before = new ArrayList<>(patient.getTelecom());
    List<ContactPoint> after = new ArrayList<>();
    for (Telephone phone : phones) {
      ContactPoint same =
          before.stream()
              .filter(t -> t.getSystem() == ContactPointSystem.PHONE)
              .filter(t -> phone.number().equals(t.getValue()))
              .findFirst()
              .orElseGet(ContactPoint::new);
      same.setSystem(ContactPointSystem.PHONE).setValue(phone.number());
      same.setUse(phone.use() == null ? null : ContactPointUse.fromCode(phone.use()));
      after.add(same);
    }
    before.stream()
        .filter(t -> t.getSystem() != ContactPointSystem.PHONE || t.getUse() == ContactPointUse.OLD)
        .forEach(after::add);
    patient.setTelecom(after);
  }

  /**
   * Moves the resident: the place on the map is dropped with the old text, because it would now be
   * wrong.
   */
  public static void move(FhirResource resource, HomeAddress moved) {
    Patient patient = resource.as(Patient.class);
    Address address =
        home(patient).orElseGet(() -> patient.addAddress().setUse(Address.AddressUse.HOME));
    boolean elsewhere = !moved.text().equals(address(address).text());
    address.setPostalCode(moved.postalCode());
    if (elsewhere) {
      writeText(address, moved.text());
      address.getExtension().removeIf(e -> e.getUrl().equals(Vocabulary.Extensions.GEOLOCATION));
      address
          .getExtension()
          .removeIf(e -> e.getUrl().equals(Vocabulary.Extensions.ENTRY_INSTRUCTION));
    }
    address.getExtension().removeIf(e -> e.getUrl().equals(Vocabulary.Extensions.AREA));
    if (moved.area() != null) {
      address.addExtension(Vocabulary.Extensions.AREA, new CodeType(moved.area()));
    }
  }

  private static void writeText(Address address, String text) {
    String rest = text.startsWith(PREFECTURE) ? text.substring(PREFECTURE.length()) : text;
    int city = rest.indexOf('市') + 1;
    address.setText(text);
    address.setState(text.startsWith(PREFECTURE) ? PREFECTURE : address.getState());
    address.setLine(new ArrayList<>());
    if (city > 1 && city < rest.length()) {
      address.setCity(rest.substring(0, city));
      address.addLine(rest.substring(city));
    } else {
      address.addLine(rest);
    }
  }

  /** Sets how the resident lives; {@code null} removes it. */
  public static void liveAs(FhirResource resource, @Nullable String code) {
    Patient patient = resource.as(Patient.class);
    patient
        .getExtension()
        .removeIf(e -> e.getUrl().equals(Vocabulary.Extensions.LIVING_ARRANGEMENT));
    if (code != null) {
      patient.addExtension(
          Vocabulary.Extensions.LIVING_ARRANGEMENT,
          new CodeableConcept(new Coding(Vocabulary.Systems.LIVING_ARRANGEMENT, code, null)));
    }
  }
}
