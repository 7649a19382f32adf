package jp.tsunagi.fhirprofiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.kernel.Vocabulary;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.ImplementationGuide;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.NamingSystem;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SearchParameter;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * 実装ガイド. Every file of the guide against the HL7 validation engine, and the guide against the code.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FhirProfilesTest {
  private final Guide guide = Guide.shared();

  @BeforeAll
  void warms_up() {
    guide.errors(Objects.requireNonNull(guide.examples.values().iterator().next()));
  }

  @TestFactory
  Stream<DynamicTest> every_conformance_resource_is_valid_r4() {
    return guide.conformance.entrySet().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getKey(),
                    () -> assertEquals(List.of(), guide.errors(offline(file.getValue())))));
  }

  /**
   * For the context of an extension the engine fetches the core package from the network; {@link
   * #every_extension_extends_what_exists_in_r4()} looks at it instead.
   */
  private static Resource offline(Resource resource) {
    if (resource instanceof StructureDefinition definition && definition.hasContext()) {
      StructureDefinition copy = definition.copy();
      copy.setContext(
          List.of(
              new StructureDefinition.StructureDefinitionContextComponent()
                  .setType(StructureDefinition.ExtensionContextType.FHIRPATH)
                  .setExpression("true")));
      return copy;
    }
    return resource;
  }

  @Test
  void every_extension_extends_what_exists_in_r4() {
    for (StructureDefinition extension : definitions("Extension")) {
      assertTrue(extension.hasContext(), extension.getId());
      for (var context : extension.getContext()) {
        String type = context.getExpression();
        assertTrue(
            guide.support.fetchStructureDefinition(
                    "http://hl7.org/fhir/StructureDefinition/" + type)
                != null,
            extension.getId() + " extends " + type);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> every_profile_has_a_snapshot() {
    return guide.conformance.values().stream()
        .filter(StructureDefinition.class::isInstance)
        .map(StructureDefinition.class::cast)
        .map(
            profile ->
                DynamicTest.dynamicTest(
                    profile.getId(),
                    () -> {
                      StructureDefinition whole = guide.snapshot(profile);
                      assertTrue(
                          whole.getSnapshot().getElement().size()
                              >= whole.getDifferential().getElement().size());
                      Set<String> ids =
                          whole.getSnapshot().getElement().stream()
                              .map(element -> element.getId())
                              .collect(Collectors.toSet());
                      whole
                          .getDifferential()
                          .getElement()
                          .forEach(
                              element ->
                                  assertTrue(ids.contains(element.getId()), element.getId()));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> every_example_fits_the_profile_it_claims() {
    return guide.examples.entrySet().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getKey(),
                    () -> {
                      assertEquals(1, file.getValue().getMeta().getProfile().size());
                      assertEquals(List.of(), guide.errors(file.getValue()));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> every_counter_example_fails_for_the_reason_it_was_written_for()
      throws IOException {
    Map<String, String> expected =
        new ObjectMapper()
            .readValue(
                Guide.FOLDER.resolve("counter-examples/expected.json").toFile(),
                new TypeReference<Map<String, String>>() {});
    assertEquals(expected.keySet(), guide.counterExamples.keySet());
    return guide.counterExamples.entrySet().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getKey(),
                    () -> {
                      List<String> errors = guide.errors(file.getValue());
                      String words = Objects.requireNonNull(expected.get(file.getKey()));
                      assertTrue(
                          errors.stream().anyMatch(error -> error.contains(words)),
                          () -> "expected " + words + " among " + errors);
                    }));
  }

  @Test
  void every_profile_has_an_example() {
    Set<String> profiles =
        guide.conformance.values().stream()
            .filter(StructureDefinition.class::isInstance)
            .map(StructureDefinition.class::cast)
            .filter(profile -> !profile.getType().equals("Extension"))
            .map(StructureDefinition::getUrl)
            .collect(Collectors.toCollection(TreeSet::new));

    Set<String> shown =
        guide.examples.values().stream()
            .flatMap(example -> example.getMeta().getProfile().stream())
            .map(CanonicalType::getValue)
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(profiles, shown);
  }

  @Test
  void the_guide_lists_every_file_under_its_path() {
    ImplementationGuide ig =
        (ImplementationGuide)
            Objects.requireNonNull(guide.conformance.get("ImplementationGuide/tsunagi.json"));
    Set<String> listed =
        ig.getDefinition().getResource().stream()
            .map(entry -> entry.getReference().getReference() + ".json")
            .collect(Collectors.toCollection(TreeSet::new));

    Set<String> files = new TreeSet<>(guide.conformance.keySet());
    files.remove("ImplementationGuide/tsunagi.json");
    files.addAll(guide.examples.keySet());

    assertEquals(files, listed);
    guide.conformance.forEach(
        (path, resource) ->
            assertEquals(path, resource.fhirType() + "/" + resource.getIdPart() + ".json"));
  }

  @Test
  void the_vocabulary_of_the_code_names_what_the_guide_defines_and_nothing_else() {
    Set<String> canonical =
        guide.conformance.values().stream()
            .filter(MetadataResource.class::isInstance)
            .map(resource -> ((MetadataResource) resource).getUrl())
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(TreeSet::new));

    Set<String> named = new TreeSet<>(constants(Vocabulary.Systems.class).values());
    named.addAll(constants(Vocabulary.Profiles.class).values());
    named.addAll(constants(Vocabulary.Extensions.class).values());
    named.removeIf(url -> !url.startsWith(Vocabulary.BASE));
    named.remove(Vocabulary.Systems.EMERGENCY_CODE_PREFIX);

    canonical.removeIf(
        url -> !url.contains("/CodeSystem/") && !url.contains("/StructureDefinition/"));
    assertEquals(canonical, named);
  }

  @Test
  void every_identifier_system_of_the_code_has_a_naming_system() {
    Set<String> described =
        guide.conformance.values().stream()
            .filter(NamingSystem.class::isInstance)
            .map(NamingSystem.class::cast)
            .map(naming -> naming.getUniqueIdFirstRep().getValue())
            .collect(Collectors.toCollection(TreeSet::new));

    Set<String> named = new TreeSet<>(constants(Vocabulary.Identifiers.class).values());
    named.removeIf(url -> !url.startsWith(Vocabulary.BASE));

    assertEquals(described, named);
  }

  @Test
  void every_code_of_the_code_is_a_code_of_the_guide() {
    Set<String> codes =
        codeSystems()
            .flatMap(system -> concepts(system.getConcept()))
            .map(ConceptDefinitionComponent::getCode)
            .collect(Collectors.toCollection(TreeSet::new));

    Set<String> named = new TreeSet<>(constants(Vocabulary.Codes.class).values());
    named.removeAll(codes);

    assertEquals(Set.of(), named);
  }

  @Test
  void the_role_codes_are_those_of_the_tokens() {
    Set<String> roles =
        codeSystems()
            .filter(system -> system.getUrl().equals(Vocabulary.Systems.ROLE))
            .flatMap(system -> concepts(system.getConcept()))
            .map(ConceptDefinitionComponent::getCode)
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(
        Stream.of(Role.values()).map(Role::code).collect(Collectors.toCollection(TreeSet::new)),
        roles);
  }

  @Test
  void every_concept_has_a_japanese_and_an_english_word() {
    codeSystems()
        .forEach(
            system ->
                concepts(system.getConcept())
                    .forEach(
                        concept ->
                            assertEquals(
                                List.of("ja", "en"),
                                concept.getDesignation().stream()
                                    .map(word -> word.getLanguage())
                                    .toList(),
                                system.getId() + "#" + concept.getCode())));
  }

  @Test
  void the_area_code_system_is_the_area_tree() throws IOException {
    Map<String, String> tree = new TreeMap<>();
    new ObjectMapper()
        .readTree(FhirProfilesTest.class.getResourceAsStream("/joso/areas.json"))
        .forEach(area -> tree.put(area.get("code").asText(), area.get("name").asText()));

    Map<String, String> concepts = new TreeMap<>();
    codeSystems()
        .filter(system -> system.getUrl().equals(Vocabulary.Systems.AREA))
        .flatMap(system -> concepts(system.getConcept()))
        .forEach(concept -> concepts.put(concept.getCode(), concept.getDisplay()));

    assertEquals(tree, concepts);
  }

  @Test
  void every_search_parameter_can_be_evaluated_on_an_example() {
    for (Resource resource : guide.conformance.values()) {
      if (resource instanceof SearchParameter parameter) {
        String type = parameter.getBase().get(0).getCode();
        List<Resource> examples =
            guide.examples.values().stream().filter(e -> e.fhirType().equals(type)).toList();
        assertTrue(!examples.isEmpty(), parameter.getId());
        long found =
            examples.stream()
                .mapToLong(
                    example ->
                        guide
                            .context
                            .newFhirPath()
                            .evaluate(example, parameter.getExpression(), IBase.class)
                            .size())
                .sum();
        assertTrue(
            found > 0, parameter.getId() + " finds nothing in " + examples.size() + " examples");
      }
    }
  }

  private List<StructureDefinition> definitions(String type) {
    return guide.conformance.values().stream()
        .filter(StructureDefinition.class::isInstance)
        .map(StructureDefinition.class::cast)
        .filter(definition -> definition.getType().equals(type))
        .toList();
  }

  private Stream<CodeSystem> codeSystems() {
    return guide.conformance.values().stream()
        .filter(CodeSystem.class::isInstance)
        .map(CodeSystem.class::cast);
  }

  private static Stream<ConceptDefinitionComponent> concepts(List<ConceptDefinitionComponent> top) {
    return top.stream()
        .flatMap(concept -> Stream.concat(Stream.of(concept), concepts(concept.getConcept())));
  }

  private static Map<String, String> constants(Class<?> holder) {
    Map<String, String> values = new TreeMap<>();
    for (Field field : holder.getFields()) {
      try {
        values.put(field.getName(), (String) Objects.requireNonNull(field.get(null)));
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
    return values;
  }
}
