package jp.tsunagi.fhirgateway.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.ProblemException.Violation;

/**
 * 空の要素. What is there and says nothing: blank texts, objects and lists without anything in them,
 * extensions without a value. FHIR allows none of them, and HAPI's parser drops each in silence:
 * whoever sent it would be told that something is kept which is not there.
 *
 * <p>A null keeps a place in a list of primitives for what the list beside it says there ({@code
 * given} and {@code _given}), and stands nowhere else.
 */
final class EmptyElements {
  static final String BLANK = "blank";
  static final String EMPTY = "empty";
  static final String NO_VALUE = "no-value";

  static final Set<String> EXTENSIONS = Set.of("extension", "modifierExtension");

  /** An entry of a batch is told its own fault, and the others are carried out. */
  private static final Pattern ENTRY = Pattern.compile("Bundle[.]entry\\[[0-9]+]");

  private EmptyElements() {}

  /**
   * @throws ProblemException naming the first element that says nothing
   */
  static void requireNone(JsonNode resource) {
    String type = resource.path("resourceType").asText();
    if (!type.isEmpty()) {
      object(resource, MissingNode.getInstance(), type);
    }
  }

  /** Takes objects and lists away that have nothing in them, and those that have only such. */
  static void withoutEmptied(JsonNode node) {
    for (Iterator<JsonNode> parts = node.elements(); parts.hasNext(); ) {
      JsonNode part = parts.next();
      withoutEmptied(part);
      if (part.isContainerNode() && part.isEmpty()) {
        parts.remove();
      }
    }
  }

  /** Whether a member of an extension is what the extension says. */
  static boolean isValueOfExtension(String member) {
    return member.equals("extension") || member.startsWith("value") || member.startsWith("_value");
  }

  private static void object(JsonNode object, JsonNode beside, String path) {
    requireThat(saysSomething(object, beside) || ENTRY.matcher(path).matches(), path, EMPTY);
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      String name = member.getKey();
      String at = path + "." + name;
      value(member.getValue(), beside(object, name), at);
      if (EXTENSIONS.contains(name)) {
        extensions(member.getValue(), at);
      }
    }
  }

  /** An id alone says something only of a value that stands beside it. */
  private static boolean saysSomething(JsonNode object, JsonNode beside) {
    return object.size() > 1
        || (object.size() == 1 && !object.has("id"))
        || (object.size() == 1 && isThere(beside));
  }

  private static JsonNode beside(JsonNode object, String name) {
    return object.path(name.startsWith("_") ? name.substring(1) : "_" + name);
  }

  private static boolean isThere(JsonNode value) {
    return !value.isMissingNode() && !value.isNull();
  }

  private static void value(JsonNode value, JsonNode beside, String path) {
    if (value.isNull()) {
      requireThat(isThere(beside), path, EMPTY);
    } else if (value.isTextual()) {
      requireThat(!value.textValue().isBlank(), path, BLANK);
    } else if (value.isObject()) {
      object(value, beside, path);
    } else if (value.isArray()) {
      requireThat(!value.isEmpty(), path, EMPTY);
      for (int i = 0; i < value.size(); i++) {
        value(value.get(i), beside.path(i), path + "[" + i + "]");
      }
    }
  }

  private static void extensions(JsonNode list, String path) {
    for (int i = 0; i < list.size(); i++) {
      boolean valued =
          list.path(i).properties().stream()
              .anyMatch(member -> isValueOfExtension(member.getKey()));
      requireThat(valued, path + "[" + i + "]", NO_VALUE);
    }
  }

  private static void requireThat(boolean holds, String path, String rule) {
    if (!holds) {
      throw refused(path, rule);
    }
  }

  static ProblemException refused(String path, String rule, Object... arguments) {
    return new ProblemException(
        ProblemCode.INVALID_SYNTAX, List.of(Violation.of(path, rule, arguments)));
  }
}
