package jp.tsunagi.fhirgateway.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.jspecify.annotations.Nullable;

/** 概念. The concepts of a code system by code, with what lies above and below each. */
final class Concepts {
  private final CodeSystem system;
  private final Map<String, Node> nodes = new LinkedHashMap<>();

  private record Node(ConceptDefinitionComponent concept, @Nullable String parent) {}

  private Concepts(CodeSystem system) {
    this.system = system;
  }

  static Concepts of(CodeSystem system) {
    Concepts concepts = new Concepts(system);
    concepts.add(system.getConcept(), null);
    return concepts;
  }

  private void add(List<ConceptDefinitionComponent> siblings, @Nullable String parent) {
    for (ConceptDefinitionComponent concept : siblings) {
      nodes.put(concept.getCode(), new Node(concept, parent));
      add(concept.getConcept(), concept.getCode());
    }
  }

  CodeSystem system() {
    return system;
  }

  Optional<ConceptDefinitionComponent> find(String code) {
    return Optional.ofNullable(nodes.get(code)).map(Node::concept);
  }

  Optional<String> parent(String code) {
    return Optional.ofNullable(nodes.get(code)).map(Node::parent);
  }

  /** The code and everything it contains; nothing when it is unknown. */
  List<String> below(String code) {
    List<String> all = new ArrayList<>();
    find(code).ifPresent(concept -> collect(concept, all));
    return all;
  }

  private static void collect(ConceptDefinitionComponent concept, List<String> all) {
    all.add(concept.getCode());
    concept.getConcept().forEach(child -> collect(child, all));
  }

  /** The code and everything that contains it; nothing when it is unknown. */
  List<String> above(String code) {
    List<String> all = new ArrayList<>();
    Node node = nodes.get(code);
    while (node != null) {
      all.add(node.concept().getCode());
      String parent = node.parent();
      node = parent == null ? null : nodes.get(parent);
    }
    return all;
  }

  /** What a concept is called in a language; its display where it has no other name. */
  static String name(ConceptDefinitionComponent concept, String language) {
    return concept.getDesignation().stream()
        .filter(designation -> language.equals(designation.getLanguage()))
        .map(designation -> designation.getValue())
        .findFirst()
        .orElse(concept.getDisplay());
  }
}
