package jp.tsunagi.platform.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import jp.tsunagi.platform.control.SmartScopes.Act;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmartScopesTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          system/*.read,                Observation, READ,   true
          system/*.read,                Observation, SEARCH, true
          system/*.read,                *,           SEARCH, true
          system/*.read,                Observation, CREATE, false
          system/Observation.read,      Patient,     READ,   false
          system/Observation.read,      *,           SEARCH, false
          user/Observation.write,       Observation, CREATE, true
          user/Observation.write,       Observation, DELETE, true
          user/Observation.write,       Observation, READ,   false
          user/Observation.cu,          Observation, DELETE, false
          user/Observation.rs,          Observation, SEARCH, true
          user/Observation.r,           Observation, SEARCH, false
          user/*.*,                     Condition,   DELETE, true
          openid profile user/*.cruds,  Condition,   UPDATE, true
          user/Observation.rs?code=x,   Observation, READ,   false
          user/Observation.x user/*.r,  Observation, READ,   true
          """)
  void cover_what_they_name(String scope, String type, Act act, boolean covered) {
    assertEquals(covered, SmartScopes.of(scope, null, true).allow(type, act, null, true));
  }

  @Test
  void a_token_without_any_is_left_to_the_policy_and_one_with_a_strange_one_is_not() {
    assertFalse(SmartScopes.of("openid profile email", null, true).limits());
    assertFalse(SmartScopes.of(null, null, true).limits());
    assertTrue(SmartScopes.of("user/Observation.rs?code=x", null, true).limits());
  }

  @Test
  void an_application_without_any_is_limited_to_nothing_unless_it_is_our_own() {
    for (String scope : new String[] {"launch/patient", "openid launch", "fhirUser", "user/x"}) {
      assertTrue(SmartScopes.of(scope, "hana", true).limits(), scope);
      assertFalse(SmartScopes.of(scope, "hana", true).allow("Patient", Act.READ, "hana", true));
    }
    assertTrue(SmartScopes.of("openid profile", null, false).limits());
  }

  @Test
  void a_patient_scope_reaches_the_resident_it_was_launched_for_and_goes_no_further() {
    SmartScopes scopes = SmartScopes.of("launch/patient patient/*.rs", "hana", true);

    assertTrue(scopes.allow("Observation", Act.SEARCH, "hana", true));
    assertFalse(scopes.allow("Observation", Act.SEARCH, "kiyo", true));
    assertFalse(scopes.allow("Observation", Act.SEARCH, null, true));
    assertFalse(scopes.allow("Observation", Act.SEARCH, "hana", false));
    assertFalse(
        SmartScopes.of("patient/*.rs", null, true).allow("Observation", Act.SEARCH, null, true));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          system/Observation.rs,                                    false, Observation
          system/Observation.r system/Patient.s,                    false, Observation Patient
          system/Observation.cud,                                   false, ''
          system/*.cud system/Patient.rs,                           false, Patient
          patient/*.rs user/Practitioner.rs,                        false, Practitioner
          patient/Observation.rs user/Practitioner.rs,              true,  Observation Practitioner
          patient/*.rs user/Practitioner.rs,                        true,
          system/*.read,                                            false,
          system/Patient.rs?birthdate=1940,                         false, ''
          """)
  void reach_the_types_they_read(String scope, boolean ofOneResident, String types) {
    Set<String> reach = SmartScopes.of(scope, "hana", true).reach(ofOneResident);

    assertEquals(types, reach == null ? null : String.join(" ", new java.util.TreeSet<>(reach)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "_include",
        "_revinclude:iterate",
        "_has:Observation:patient:code",
        "patient.name",
        "subject:Patient.birthdate",
        "_filter",
        "_list"
      })
  void know_parameters_that_look_further(String parameter) {
    assertTrue(SmartScopes.reachesFurther(parameter));
    assertFalse(SmartScopes.reachesFurther("code:text"));
  }
}
