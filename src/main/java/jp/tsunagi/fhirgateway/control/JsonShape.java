package jp.tsunagi.fhirgateway.control;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import jp.tsunagi.platform.boundary.ProblemException;
import org.hl7.fhir.r4.model.Extension;
import org.jspecify.annotations.Nullable;

/**
 * JSONの形. Whether each member has the kind of value its definition says: a list where it repeats
 * and nowhere else, a text, a number, a truth value or an object. HAPI's parser makes one of the
 * other where it can; what comes back would not be what was sent. Members it does not know are left
 * to the parser, and what is empty to {@link EmptyElements}.
 */
final class JsonShape {
  private static final Set<String> NUMBERS =
      Set.of("integer", "unsignedInt", "positiveInt", "decimal");

  private static final Set<String> BESIDE_A_VALUE = Set.of("id", "extension");

  private final FhirContext fhir = FhirContext.forR4Cached();

  /**
   * @throws ProblemException naming the first member that has another kind of value
   */
  void require(JsonNode resource) {
    String type = resource.path("resourceType").asText();
    if (resource.isObject() && fhir.getResourceTypes().contains(type)) {
      object(resource, composite(fhir.getResourceDefinition(type)), type);
    }
  }

  private static @Nullable BaseRuntimeElementCompositeDefinition<?> composite(
      @Nullable BaseRuntimeElementDefinition<?> definition) {
    return definition instanceof BaseRuntimeElementCompositeDefinition<?> composite
        ? composite
        : null;
  }

  private void object(
      JsonNode object, @Nullable BaseRuntimeElementCompositeDefinition<?> definition, String path) {
    if (definition == null) {
      return;
    }
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      String name = member.getKey();
      if (EmptyElements.EXTENSIONS.contains(name)) {
        extensions(member.getValue(), path + "." + name);
        continue;
      }
      boolean aboutPrimitive = name.startsWith("_");
      String element = aboutPrimitive ? name.substring(1) : name;
      BaseRuntimeChildDefinition child = definition.getChildByName(element);
      if (child != null && !isEmpty(member.getValue())) {
        member(member.getValue(), child, element, aboutPrimitive, path + "." + name);
      }
    }
  }

  private void extensions(JsonNode list, String path) {
    if (isEmpty(list)) {
      return;
    }
    requireThat(list.isArray(), path);
    for (int i = 0; i < list.size(); i++) {
      String at = path + "[" + i + "]";
      requireThat(list.get(i).isObject(), at);
      object(list.get(i), composite(fhir.getElementDefinition(Extension.class)), at);
    }
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isNull() || value.isMissingNode() || (value.isContainerNode() && value.isEmpty());
  }

  private void member(
      JsonNode value,
      BaseRuntimeChildDefinition child,
      String element,
      boolean aboutPrimitive,
      String path) {
    if (value.isArray() != (child.getMax() != 1)) {
      throw wrong(path);
    }
    BaseRuntimeElementDefinition<?> definition = child.getChildByName(element);
    if (!value.isArray()) {
      one(value, definition, aboutPrimitive, path);
      return;
    }
    for (int i = 0; i < value.size(); i++) {
      if (!isEmpty(value.get(i))) {
        one(value.get(i), definition, aboutPrimitive, path + "[" + i + "]");
      }
    }
  }

  private void one(
      JsonNode value,
      @Nullable BaseRuntimeElementDefinition<?> definition,
      boolean aboutPrimitive,
      String path) {
    if (value.isArray()) {
      throw wrong(path);
    }
    if (definition == null) {
      return;
    }
    if (aboutPrimitive) {
      requireThat(isPrimitive(definition) && value.isObject(), path);
      aboutPrimitive(value, path);
      return;
    }
    switch (definition.getChildType()) {
      case PRIMITIVE_DATATYPE, ID_DATATYPE -> {
        requireThat(fits(value, definition.getName()), path);
        requireWritable(value, path);
      }
      case PRIMITIVE_XHTML, PRIMITIVE_XHTML_HL7ORG -> requireThat(value.isTextual(), path);
      case RESOURCE, CONTAINED_RESOURCES, CONTAINED_RESOURCE_LIST -> {
        requireThat(value.isObject(), path);
        inner(value, path);
      }
      default -> {
        requireThat(value.isObject(), path);
        object(value, composite(definition), path);
      }
    }
  }

  private static void requireWritable(JsonNode value, String path) {
    if (value.isBigDecimal() && !StructureCheck.isWritable(value.decimalValue())) {
      throw EmptyElements.refused(path, "digits", StructureCheck.MOST_DIGITS);
    }
  }

  private static boolean isPrimitive(BaseRuntimeElementDefinition<?> definition) {
    return switch (definition.getChildType()) {
      case PRIMITIVE_DATATYPE, ID_DATATYPE, PRIMITIVE_XHTML, PRIMITIVE_XHTML_HL7ORG -> true;
      default -> false;
    };
  }

  private void aboutPrimitive(JsonNode beside, String path) {
    beside
        .fieldNames()
        .forEachRemaining(name -> requireThat(BESIDE_A_VALUE.contains(name), path + "." + name));
    extensions(beside.path("extension"), path + ".extension");
  }

  private void inner(JsonNode resource, String path) {
    String type = resource.path("resourceType").asText();
    if (fhir.getResourceTypes().contains(type)) {
      object(resource, composite(fhir.getResourceDefinition(type)), path);
    }
  }

  private static boolean fits(JsonNode value, String type) {
    if (type.equals("boolean")) {
      return value.isBoolean();
    }
    return NUMBERS.contains(type) ? value.isNumber() : value.isTextual();
  }

  private static void requireThat(boolean fits, String path) {
    if (!fits) {
      throw wrong(path);
    }
  }

  private static ProblemException wrong(String path) {
    return EmptyElements.refused(path, "wrong-type");
  }
}
