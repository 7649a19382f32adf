package jp.tsunagi.record.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import jp.tsunagi.record.control.ParameterFactory.Definition;
import jp.tsunagi.record.control.SearchParameter.Kind;
import org.junit.jupiter.api.Test;

class ParameterFactoryTest {
  private final Map<String, Definition> definitions = new HashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  @Test
  void a_narrowed_reference_has_no_rows_of_its_own() {
    define("subject", Kind.REFERENCE, "Observation.subject");
    define("patient", Kind.REFERENCE, "Observation.subject.where(resolve() is Patient)");

    SearchParameter patient = made("patient");

    assertFalse(patient.isStored());
    assertEquals(List.of(number("subject")), patient.storedAs());
    assertEquals(Set.of("Patient"), patient.targetFilter());
  }

  @Test
  void a_union_of_others_has_no_rows_of_its_own() {
    define("code", Kind.TOKEN, "Observation.code");
    define("component-code", Kind.TOKEN, "Observation.component.code");
    define("combo-code", Kind.TOKEN, "Observation.code | Observation.component.code");

    assertEquals(
        Set.of(number("code"), number("component-code")),
        Set.copyOf(made("combo-code").storedAs()));
  }

  @Test
  void a_union_with_something_more_has_its_own_rows() {
    define("phonetic", Kind.STRING, "Organization.name", "Organization");
    define("name", Kind.STRING, "Organization.name | Organization.alias", "Organization");

    assertTrue(made("name").isStored());
  }

  @Test
  void of_two_alike_one_has_the_rows() {
    define("name", Kind.STRING, "Patient.name", "Patient");
    define("phonetic", Kind.STRING, "Patient.name", "Patient");

    assertTrue(made("name").isStored());
    assertEquals(made("name").storedAs(), made("phonetic").storedAs());
  }

  @Test
  void values_of_a_composite_know_their_repetition() {
    define("component-code", Kind.TOKEN, "Observation.component.code");
    define("component-value-quantity", Kind.QUANTITY, "(Observation.component.value as Quantity)");
    definitions.put(
        "component-code-value-quantity",
        new Definition(
            "component-code-value-quantity",
            Kind.COMPOSITE,
            "Observation.component",
            Set.of(),
            List.of("Observation-component-code", "Observation-component-value-quantity")));
    number("component-code-value-quantity");

    assertTrue(made("component-code").inParts());
    assertTrue(made("component-value-quantity").inParts());
    assertEquals(
        List.of("component-code", "component-value-quantity"),
        made("component-code-value-quantity").components());
  }

  private String type = "Observation";

  private void define(String code, Kind kind, String expression) {
    define(code, kind, expression, "Observation");
  }

  private void define(String code, Kind kind, String expression, String ofType) {
    type = ofType;
    definitions.put(code, new Definition(code, kind, expression, Set.of(), List.of()));
    number(code);
    numbers.put(type + "." + code + kind.side(), numbers.getOrDefault(type + "." + code, 0));
    if (!kind.side().isEmpty()) {
      numbers.put(type + "." + code + kind.side(), numbers.size() + 1);
    }
  }

  private int number(String code) {
    return numbers.computeIfAbsent(type + "." + code, name -> numbers.size() + 1);
  }

  private SearchParameter made(String code) {
    return Objects.requireNonNull(
        new ParameterFactory(type, definitions, numbers, new FhirEngine().newFhirPath())
            .parameters()
            .get(code));
  }
}
