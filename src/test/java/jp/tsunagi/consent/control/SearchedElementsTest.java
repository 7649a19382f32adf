package jp.tsunagi.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jp.tsunagi.record.boundary.SearchQuery;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With which view a Patient takes part in a search that looks at an element of hers. */
class SearchedElementsTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          Patient,      name,                                         identity
          Patient,      birthdate,                                    identity
          Patient,      address-city,                                 roster-item
          Patient,      phone:exact,                                  roster-item
          Patient,      active,                                       care-record
          Patient,      organization,                                 care-record
          Patient,      organization.name,                            care-record
          Patient,      general-practitioner.name,                    care-record
          Observation,  patient.name,                                 identity
          Observation,  subject:Patient.address,                      roster-item
          Observation,  patient.organization.name,                    care-record
          Organization, name,                                         identity
          Organization, _has:Patient:organization:name,               care-record
          Practitioner, _has:Patient:general-practitioner:_id,        care-record
          Patient,      _has:Observation:patient:code,                identity
          Patient,      _has:Observation:patient:_has:Provenance:target:_id, identity
          PractitionerRole, organization.name,                        identity
          """)
  void a_narrower_view_does_not_match(String type, String parameter, String needed) {
    assertEquals(
        needed, SearchedElements.needed(SearchQuery.of(type).where(parameter, "x")).code());
  }
}
