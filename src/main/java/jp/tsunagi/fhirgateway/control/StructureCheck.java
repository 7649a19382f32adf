package jp.tsunagi.fhirgateway.control;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildChoiceDefinition;
import ca.uhn.fhir.context.RuntimeChildResourceDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import org.hl7.fhir.instance.model.api.IAnyResource;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * 構造の検査. What every resource that comes in must hold, in microseconds: required elements, the types
 * a reference may lead to, required codes, contained resources that are there. What else R4 says of
 * structure (unknown elements, repetition, formats, codes by type) the strict parser has refused
 * before.
 *
 * <p>The elements of a type are read from HAPI's definitions once and kept.
 */
@ApplicationScoped
public class StructureCheck {
  private static final Set<String> LEFT_TO_THE_PARSER = Set.of("extension", "modifierExtension");

  /** More tell nobody more. */
  private static final int MOST_VIOLATIONS = 50;

  /** Of a number written out, as the record and its clients write it: 1e999999999 is a gigabyte. */
  static final int MOST_DIGITS = 400;

  private final FhirContext fhir = FhirContext.forR4Cached();
  private final Map<Class<?>, ElementPlan> plans = new ConcurrentHashMap<>();

  /** The parts of an element type; none for a primitive. */
  private record ElementPlan(List<Part> parts) {
    static final ElementPlan PRIMITIVE = new ElementPlan(List.of());
  }

  /**
   * A part of an element.
   *
   * @param targets the types a reference may lead to; empty for any
   * @param codes the codes required; null for any
   */
  private record Part(
      BaseRuntimeChildDefinition.IAccessor accessor,
      String name,
      String definedAs,
      boolean required,
      boolean repeats,
      Set<String> targets,
      @Nullable Set<String> codes) {}

  /** Where in the resource one is, put into words only when something is wrong there. */
  private record Place(@Nullable Place above, String name, int index) {
    String path() {
      String own = index < 0 ? name : name + "[" + index + "]";
      return above == null ? own : above.path() + "." + own;
    }
  }

  private record Walk(List<Violation> violations, Set<String> contained) {
    void broken(Place place, String rule, Object... arguments) {
      if (violations.size() < MOST_VIOLATIONS) {
        violations.add(Violation.of(place.path(), rule, arguments));
      }
    }
  }

  /** Everything wrong with the structure, as FHIRPaths with the rule; usually nothing. */
  public List<Violation> violations(Resource resource) {
    Walk walk = new Walk(new ArrayList<>(), Contained.in(resource));
    walk(resource, resource.fhirType(), new Place(null, resource.fhirType(), -1), walk);
    return walk.violations();
  }

  private void walk(IBase element, String definedAs, Place place, Walk walk) {
    for (Part part : plan(element, definedAs).parts()) {
      List<IBase> values = part.accessor().getValues(element);
      int present = 0;
      for (int i = 0; i < values.size(); i++) {
        IBase value = values.get(i);
        if (value != null && isPresent(value)) {
          present++;
          value(value, part, new Place(place, part.name(), part.repeats() ? i : -1), walk);
        }
      }
      if (present == 0 && part.required()) {
        walk.broken(new Place(place, part.name(), -1), "required");
      }
    }
  }

  private static boolean isPresent(IBase value) {
    return !value.isEmpty() || (value instanceof Element element && element.hasExtension());
  }

  static boolean isWritable(BigDecimal number) {
    return Math.abs((long) number.scale()) <= MOST_DIGITS && number.precision() <= MOST_DIGITS;
  }

  private void value(IBase value, Part part, Place place, Walk walk) {
    if (value instanceof DecimalType number
        && number.getValue() != null
        && !isWritable(number.getValue())) {
      walk.broken(place, "digits", MOST_DIGITS);
    }
    if (value instanceof Reference reference) {
      reference(reference, part, place, walk);
    }
    Set<String> codes = part.codes();
    if (codes != null && !RequiredBindings.allows(codes, codings(value))) {
      walk.broken(place, "not-a-code", RequiredBindings.words(codes));
    }
    if (value instanceof IBaseResource inner) {
      walk(inner, inner.fhirType(), place, walk);
    } else {
      walk(value, part.definedAs(), place, walk);
    }
  }

  private static List<Coding> codings(IBase value) {
    if (value instanceof CodeableConcept concept) {
      return concept.getCoding();
    }
    return value instanceof Coding coding ? List.of(coding) : List.of();
  }

  private static void reference(Reference reference, Part part, Place place, Walk walk) {
    String literal = reference.getReference();
    if (literal != null && literal.startsWith("#")) {
      if (literal.length() > 1 && !walk.contained().contains(literal.substring(1))) {
        walk.broken(place, "not-contained", literal);
      }
      return;
    }
    String type = targetType(reference);
    if (type != null && !part.targets().isEmpty() && !part.targets().contains(type)) {
      walk.broken(place, "reference-target", String.join(", ", new TreeSet<>(part.targets())));
    }
  }

  private static @Nullable String targetType(Reference reference) {
    String literal = reference.getReference();
    if (literal != null && literal.matches("[A-Z][A-Za-z]+\\?.*")) {
      return literal.substring(0, literal.indexOf('?'));
    }
    if (literal != null) {
      IIdType id = reference.getReferenceElement();
      return id.hasResourceType() ? id.getResourceType() : null;
    }
    return reference.hasType() && reference.getType().indexOf('/') < 0 ? reference.getType() : null;
  }

  private ElementPlan plan(IBase element, String definedAs) {
    ElementPlan known = plans.get(element.getClass());
    if (known == null) {
      known = read(element, definedAs);
      plans.put(element.getClass(), known);
    }
    return known;
  }

  private ElementPlan read(IBase element, String definedAs) {
    BaseRuntimeElementDefinition<?> definition =
        element instanceof IBaseResource resource
            ? fhir.getResourceDefinition(resource)
            : fhir.getElementDefinition(element.getClass());
    if (!(definition instanceof BaseRuntimeElementCompositeDefinition<?> composite)) {
      return ElementPlan.PRIMITIVE;
    }
    boolean datatype = definition.getChildType().name().endsWith("DATATYPE");
    String above = datatype ? definition.getName() : definedAs;
    return new ElementPlan(
        composite.getChildren().stream()
            .filter(child -> !LEFT_TO_THE_PARSER.contains(child.getElementName()))
            .map(child -> part(child, above))
            .toList());
  }

  private Part part(BaseRuntimeChildDefinition child, String above) {
    String name = child.getElementName().replace("[x]", "");
    String definedAs = above + "." + name;
    return new Part(
        child.getAccessor(),
        name,
        definedAs,
        child.getMin() > 0,
        child.getMax() != 1,
        targets(child),
        RequiredBindings.of(definedAs));
  }

  private Set<String> targets(BaseRuntimeChildDefinition child) {
    if (child instanceof RuntimeChildResourceDefinition reference) {
      return names(reference.getResourceTypes());
    }
    return child instanceof RuntimeChildChoiceDefinition choice
        ? names(choice.getChoices())
        : Set.of();
  }

  private Set<String> names(@Nullable Collection<? extends Class<? extends IBase>> types) {
    Set<String> names = new TreeSet<>();
    if (types == null) {
      return names;
    }
    for (Class<? extends IBase> type : types) {
      if (type == Resource.class || type == IAnyResource.class || type == IBaseResource.class) {
        return Set.of();
      }
      if (IBaseResource.class.isAssignableFrom(type)) {
        names.add(fhir.getResourceType(type.asSubclass(IBaseResource.class)));
      }
    }
    return names;
  }
}
