package jp.tsunagi.fhirgateway.control;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.fhirpath.FhirPathExecutionException;
import ca.uhn.fhir.fhirpath.IFhirPath;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.tsunagi.platform.boundary.ProblemException;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.BackboneElement;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * FHIRPath Patch (FHIR R4, section 2.24.0.7): a Parameters resource whose {@code operation}
 * parameters add, insert, delete, replace or move elements that a FHIRPath names. Operations are
 * applied in order, all or none.
 */
@ApplicationScoped
public class FhirPathPatch {
  private final FhirContext fhir = FhirContext.forR4Cached();

  Resource apply(Parameters patch, Resource target) {
    int number = 0;
    for (ParametersParameterComponent operation : patch.getParameter()) {
      String at = "Parameters.parameter[" + number++ + "]";
      if (!"operation".equals(operation.getName())) {
        throw ProblemException.invalid(at + ".name", "not-a-code", "operation");
      }
      apply(operation, target, at);
    }
    return target;
  }

  private void apply(ParametersParameterComponent operation, Resource target, String at) {
    String type = text(operation, "type", at);
    String path = text(operation, "path", at);
    switch (type) {
      case "add" -> add(one(target, path, at), text(operation, "name", at), operation, at);
      case "replace" -> replace(target, path, operation, at);
      case "delete" -> delete(target, path, at);
      case "insert" -> insert(target, path, operation, at);
      case "move" -> move(target, path, operation, at);
      default ->
          throw ProblemException.invalid(
              at + ".type", "not-a-code", "add, insert, delete, replace, move");
    }
  }

  private void add(Base parent, String name, ParametersParameterComponent operation, String at) {
    Base child = value(operation, at, parent, name);
    set(parent, name, child, at);
  }

  private void replace(
      Resource target, String path, ParametersParameterComponent operation, String at) {
    Place place = place(target, path, at);
    List<Base> siblings = siblings(place);
    Base replacement = value(operation, at, place.parent(), place.name());
    siblings.set(place.index(), replacement);
    write(place.parent(), place.name(), siblings);
  }

  private void delete(Resource target, String path, String at) {
    List<Base> found = evaluate(target, path, at);
    if (found.isEmpty()) {
      return;
    }
    Place place = place(target, path, at);
    List<Base> siblings = siblings(place);
    siblings.remove(place.index());
    write(place.parent(), place.name(), siblings);
  }

  private void insert(
      Resource target, String path, ParametersParameterComponent operation, String at) {
    ListPlace list = list(target, path, at);
    int index = index(operation, "index", at, list.elements().size());
    list.elements().add(index, value(operation, at, list.parent(), list.name()));
    write(list.parent(), list.name(), list.elements());
  }

  private void move(
      Resource target, String path, ParametersParameterComponent operation, String at) {
    ListPlace list = list(target, path, at);
    int source = index(operation, "source", at, list.elements().size() - 1);
    int destination = index(operation, "destination", at, list.elements().size() - 1);
    list.elements().add(destination, list.elements().remove(source));
    write(list.parent(), list.name(), list.elements());
  }

  private record Place(Base parent, String name, int index) {}

  private record ListPlace(Base parent, String name, List<Base> elements) {}

  private Place place(Resource target, String path, String at) {
    Base element = one(target, path, at);
    return find(target, element)
        .orElseThrow(() -> ProblemException.invalid(at + ".path", "patch-path", path));
  }

  /**
   * Where an element hangs: FHIRPath answers the element itself, so its parent is looked for by
   * identity.
   */
  private static Optional<Place> find(Base parent, Base wanted) {
    for (Property property : parent.children()) {
      List<Base> values = property.getValues();
      for (int i = 0; i < values.size(); i++) {
        if (values.get(i) == wanted) {
          return Optional.of(new Place(parent, plain(property.getName()), i));
        }
      }
      for (Base value : values) {
        Optional<Place> deeper = find(value, wanted);
        if (deeper.isPresent()) {
          return deeper;
        }
      }
    }
    return Optional.empty();
  }

  private ListPlace list(Resource target, String path, String at) {
    int dot = path.lastIndexOf('.');
    if (dot < 0) {
      throw ProblemException.invalid(at + ".path", "patch-path", path);
    }
    Base parent = one(target, path.substring(0, dot), at);
    String name = path.substring(dot + 1);
    Property property = parent.getNamedProperty(name);
    if (property == null || !property.isList()) {
      throw ProblemException.invalid(at + ".path", "patch-path", path);
    }
    return new ListPlace(parent, name, new ArrayList<>(property.getValues()));
  }

  private static List<Base> siblings(Place place) {
    return new ArrayList<>(place.parent().getNamedProperty(place.name()).getValues());
  }

  private void write(Base parent, String name, List<Base> values) {
    BaseRuntimeChildDefinition child = child(parent, name);
    List<IBase> present = child.getAccessor().getValues(parent);
    if (child.getMax() == 1) {
      child.getMutator().setValue(parent, values.isEmpty() ? null : values.get(0));
      return;
    }
    for (int i = present.size() - 1; i >= 0; i--) {
      child.getMutator().remove(parent, i);
    }
    for (Base value : values) {
      child.getMutator().addValue(parent, value);
    }
  }

  private void set(Base parent, String name, Base value, String at) {
    BaseRuntimeChildDefinition child = child(parent, name);
    List<IBase> present = child.getAccessor().getValues(parent);
    if (child.getMax() == 1 && !present.isEmpty()) {
      throw ProblemException.invalid(at + ".name", "cardinality", 0, 1);
    }
    child.getMutator().addValue(parent, value);
  }

  private BaseRuntimeChildDefinition child(Base parent, String name) {
    var definition =
        parent instanceof Resource resource
            ? fhir.getResourceDefinition(resource)
            : (ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition<?>)
                fhir.getElementDefinition(parent.getClass());
    BaseRuntimeChildDefinition child = definition == null ? null : definition.getChildByName(name);
    if (child == null && definition != null) {
      child = definition.getChildByName(name + "[x]");
    }
    if (child == null) {
      throw ProblemException.invalid(parent.fhirType() + "." + name, "unknown-member");
    }
    return child;
  }

  private Base value(ParametersParameterComponent operation, String at, Base parent, String name) {
    ParametersParameterComponent value = part(operation, "value");
    if (value == null) {
      throw ProblemException.invalid(at + ".value", "required");
    }
    if (value.hasValue()) {
      return cast(value.getValue(), parent, name);
    }
    Base built = (Base) child(parent, name).getChildByName(name).newInstance();
    if (!(built instanceof BackboneElement) && !(built instanceof Type)) {
      throw ProblemException.invalid(at + ".value", "wrong-type");
    }
    for (ParametersParameterComponent part : value.getPart()) {
      built.setProperty(part.getName(), cast(part.getValue(), built, part.getName()));
    }
    return built;
  }

  /** A code or id arrives as a string type: HAPI's own conversion puts it right. */
  private static Base cast(Type given, Base parent, String name) {
    Property property = parent.getNamedProperty(name);
    if (property == null || !given.isPrimitive()) {
      return given;
    }
    try {
      Base probe = parent.getClass().getDeclaredConstructor().newInstance();
      probe.setProperty(name, given);
      List<Base> converted = probe.getNamedProperty(name).getValues();
      return converted.isEmpty() ? given : converted.get(0);
    } catch (ReflectiveOperationException e) {
      return given;
    }
  }

  private Base one(Resource target, String path, String at) {
    List<Base> found = evaluate(target, path, at);
    if (found.size() != 1) {
      throw ProblemException.invalid(at + ".path", "patch-path", path);
    }
    return found.get(0);
  }

  private List<Base> evaluate(Resource target, String path, String at) {
    try {
      IFhirPath engine = fhir.newFhirPath();
      return engine.evaluate(target, path, IBase.class).stream().map(Base.class::cast).toList();
    } catch (FhirPathExecutionException e) {
      throw ProblemException.invalid(at + ".path", "patch-path", path);
    }
  }

  private static String plain(String name) {
    return name.endsWith("[x]") ? name.substring(0, name.length() - 3) : name;
  }

  private static String text(ParametersParameterComponent operation, String name, String at) {
    ParametersParameterComponent part = part(operation, name);
    if (part == null || !part.hasValue()) {
      throw ProblemException.invalid(at + "." + name, "required");
    }
    return part.getValue().primitiveValue();
  }

  private static int index(
      ParametersParameterComponent operation, String name, String at, int most) {
    ParametersParameterComponent part = part(operation, name);
    if (part == null || !(part.getValue() instanceof IntegerType number)) {
      throw ProblemException.invalid(at + "." + name, "required");
    }
    if (number.getValue() < 0 || number.getValue() > most) {
      throw ProblemException.invalid(at + "." + name, "out-of-range", 0, most);
    }
    return number.getValue();
  }

  private static @Nullable ParametersParameterComponent part(
      ParametersParameterComponent operation, String name) {
    return operation.getPart().stream()
        .filter(p -> name.equals(p.getName()))
        .findFirst()
        .orElse(null);
  }
}
