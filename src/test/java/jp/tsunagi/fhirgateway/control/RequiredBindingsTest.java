package jp.tsunagi.fhirgateway.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jp.tsunagi.platform.boundary.ProblemException;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.Enumerations.BindingStrength;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.StructureDefinition.StructureDefinitionKind;
import org.hl7.fhir.r4.model.StructureDefinition.TypeDerivationRule;
import org.junit.jupiter.api.Test;

/** 必須の符号. Our table against R4's own definitions. */
class RequiredBindingsTest {
  /** Elements whose value sets are open by nature (units, LOINC): nothing to enumerate. */
  private static final int MOST_CODES = 50;

  private final GuideContent guide = new GuideContent();
  private final KnownTerms terms = new KnownTerms(new ProfileSupport(guide), guide);

  @Test
  void are_those_of_r4() {
    Map<String, Set<String>> expected = new TreeMap<>();
    for (IBaseResource one :
        new DefaultProfileValidationSupport(FhirContext.forR4Cached())
            .<IBaseResource>fetchAllStructureDefinitions()) {
      StructureDefinition definition = (StructureDefinition) one;
      if (definition.getDerivation() != TypeDerivationRule.CONSTRAINT
          && definition.getKind() != StructureDefinitionKind.LOGICAL) {
        definition.getSnapshot().getElement().stream()
            .filter(RequiredBindingsTest::isRequired)
            .forEach(element -> add(expected, element));
      }
    }
    Map<String, Set<String>> ours = new TreeMap<>();
    RequiredBindings.elements()
        .forEach(element -> ours.put(element, new TreeSet<>(RequiredBindings.of(element))));

    assertEquals(expected, ours);
  }

  private static boolean isRequired(ElementDefinition element) {
    return element.hasBinding()
        && element.getBinding().getStrength() == BindingStrength.REQUIRED
        && element.getType().stream()
            .anyMatch(
                type ->
                    type.getCode().equals("CodeableConcept") || type.getCode().equals("Coding"));
  }

  private void add(Map<String, Set<String>> expected, ElementDefinition element) {
    try {
      terms
          .valueSet(element.getBinding().getValueSet())
          .map(terms::codes)
          .filter(codes -> codes.size() < MOST_CODES)
          .ifPresent(
              codes ->
                  expected.put(
                      element.getPath(),
                      codes.stream()
                          .map(code -> code.getSystem() + "|" + code.getCode())
                          .collect(Collectors.toCollection(TreeSet::new))));
    } catch (ProblemException cannotBeExpanded) {
      // its codes are not among what comes with R4
    }
  }
}
