package jp.tsunagi.consent.control;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jp.tsunagi.consent.entity.PersonAccount;
import jp.tsunagi.consent.entity.Span;
import jp.tsunagi.kernel.Vocabulary.Identifiers;
import jp.tsunagi.record.boundary.FhirResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.RelatedPerson;

/** Reads which accounts are a resident's own or her relatives'. */
final class PersonAccountMapper {
  private PersonAccountMapper() {}

  static List<PersonAccount> accounts(FhirResource resource) {
    if (resource.model() instanceof Patient) {
      return users(resource).stream()
          .map(
              user ->
                  new PersonAccount(
                      user, resource.id(), "Patient/" + resource.id(), true, Span.ALWAYS))
          .toList();
    }
    if (resource.model() instanceof RelatedPerson person
        && (!person.hasActive() || person.getActive())) {
      String resident = StandingMapper.id(person.getPatient(), "Patient");
      return resident == null
          ? List.of()
          : users(resource).stream()
              .map(
                  user ->
                      new PersonAccount(
                          user,
                          resident,
                          "RelatedPerson/" + resource.id(),
                          false,
                          StandingMapper.span(person.getPeriod())))
              .toList();
    }
    return List.of();
  }

  /** All that decides who signs in by it: the accounts it names, whose they are, and since when. */
  static Set<String> binding(FhirResource resource) {
    Set<String> binding = new HashSet<>(users(resource));
    if (!binding.isEmpty() && resource.model() instanceof RelatedPerson person) {
      binding.add("active " + (!person.hasActive() || person.getActive()));
      binding.add("patient " + person.getPatient().getReference());
      binding.add("period " + StandingMapper.span(person.getPeriod()));
    }
    return binding;
  }

  /** The accounts a Patient or RelatedPerson names, whether they count now or not. */
  static Set<String> users(FhirResource resource) {
    List<Identifier> identifiers =
        resource.model() instanceof Patient patient
            ? patient.getIdentifier()
            : resource.model() instanceof RelatedPerson person ? person.getIdentifier() : List.of();
    return identifiers.stream()
        .filter(one -> Identifiers.STAFF_USER.equals(one.getSystem()) && one.hasValue())
        .filter(one -> one.getUse() != Identifier.IdentifierUse.OLD)
        .map(Identifier::getValue)
        .collect(Collectors.toSet());
  }
}
