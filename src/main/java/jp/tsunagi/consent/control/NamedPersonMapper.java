package jp.tsunagi.consent.control;

import java.text.Normalizer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.OwnReference;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DeviceUseStatement;
import org.hl7.fhir.r4.model.DeviceUseStatement.DeviceUseStatementStatus;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;

/** Tells whether a resource is the person somebody named, or names her. */
final class NamedPersonMapper {
  private static final char FIRST_HIRAGANA = 'ぁ';
  private static final char LAST_HIRAGANA = 'ゖ';
  private static final int TO_KATAKANA = 'ァ' - 'ぁ';

  private NamedPersonMapper() {}

  /** Whether any of the Patient's whole names is this one, however it is spelled. */
  static boolean isCalled(FhirResource patient, String name) {
    String wanted = folded(name);
    return !wanted.isEmpty()
        && patient.as(Patient.class).getName().stream()
            .flatMap(NamedPersonMapper::spellings)
            .anyMatch(spelling -> folded(spelling).equals(wanted));
  }

  private static Stream<String> spellings(HumanName name) {
    String given = name.getGivenAsSingleString();
    String family = name.hasFamily() ? name.getFamily() : "";
    return Stream.of(name.hasText() ? name.getText() : "", family + given, given + family);
  }

  // Width, spaces, case and the two kana make no other person.
  private static String folded(String text) {
    StringBuilder folded = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(java.util.Locale.ROOT)
        .chars()
        .filter(c -> !Character.isWhitespace(c) && c != '・' && c != '　')
        .map(c -> c >= FIRST_HIRAGANA && c <= LAST_HIRAGANA ? c + TO_KATAKANA : c)
        .forEach(c -> folded.append((char) c));
    return folded.toString();
  }

  /** The family name of a name written as usual; empty when nobody can tell. */
  static String familyOf(String name) {
    String[] parts = name.strip().split("[\\s　]+");
    return parts.length < 2 ? "" : folded(parts[0]);
  }

  static Set<String> addressesOf(List<FhirResource> practitioners) {
    return practitioners.stream()
        .flatMap(resource -> resource.as(Practitioner.class).getAddress().stream())
        .flatMap(NamedPersonMapper::written)
        .collect(Collectors.toSet());
  }

  private static Stream<String> written(Address address) {
    return address.hasText() ? Stream.of(folded(address.getText())) : Stream.empty();
  }

  /** Whether the Patient has this family name, or lives at one of these addresses. */
  static boolean resembles(FhirResource resource, String family, Set<String> addresses) {
    Patient patient = resource.as(Patient.class);
    boolean named =
        !family.isEmpty()
            && patient.getName().stream()
                .anyMatch(
                    name ->
                        (name.hasFamily() && folded(name.getFamily()).equals(family))
                            || (name.hasText() && familyOf(name.getText()).equals(family)));
    return named
        || patient.getAddress().stream()
            .flatMap(NamedPersonMapper::written)
            .anyMatch(addresses::contains);
  }

  /** Whose device it is. */
  static Set<String> residentsOf(FhirResource device, List<FhirResource> uses) {
    Stream<Reference> users =
        uses.stream()
            .map(use -> use.as(DeviceUseStatement.class))
            .filter(use -> use.getStatus() == DeviceUseStatementStatus.ACTIVE)
            .map(DeviceUseStatement::getSubject);
    return Stream.concat(Stream.of(device.as(Device.class).getPatient()), users)
        .flatMap(reference -> OwnReference.id(reference, "Patient").stream())
        .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
  }
}
