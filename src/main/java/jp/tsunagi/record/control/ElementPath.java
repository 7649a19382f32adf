package jp.tsunagi.record.control;

import ca.uhn.fhir.fhirpath.IFhirPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * 要素の道筋。 Where a search parameter finds its values. Nearly all of R4's expressions are steps from
 * element to element with a type or an equality on the way; these are walked directly, an order of
 * magnitude quicker than by evaluating FHIRPath. Everything else is evaluated as FHIRPath.
 */
final class ElementPath {
  private static final int MOST_PARTS = 65_535;
  private static final Pattern CAST = Pattern.compile("\\(([\\w.]+) as (\\w+)\\)(.*)");
  private static final Pattern STEP =
      Pattern.compile(
          "(?<name>[a-z]\\w*+(?!\\())|where\\(resolve\\(\\) is (?<target>\\w+)\\)"
              + "|where\\((?<key>\\w+)\\s*=\\s*'(?<value>[^']*)'\\)"
              + "|extension\\('(?<url>[^']*)'\\)"
              + "|(?:as|ofType)\\((?<type>\\w+)\\)|\\[(?<index>\\d+)\\]");

  /** Receives a value and the part of the resource it is in. */
  interface Receiver {
    void take(IBase value, int part);
  }

  /** One way to the values. */
  private interface Way {
    void walk(Resource resource, Receiver receiver);
  }

  /** From some elements to others. */
  private interface Step extends UnaryOperator<List<Base>> {}

  private final List<Way> ways;
  private final List<String> alternatives;

  private ElementPath(List<Way> ways, List<String> alternatives) {
    this.ways = ways;
    this.alternatives = alternatives;
  }

  /**
   * @param expression a union of which only the parts about this type count
   * @param base a repeating element, such as {@code Observation.component}, whose repetitions are
   *     told apart; empty when they are not
   */
  static ElementPath of(String type, String expression, String base, IFhirPath fhirPath) {
    List<Way> ways = new ArrayList<>();
    List<String> alternatives = alternatives(type, expression);
    for (String alternative : alternatives) {
      ways.add(way(alternative, base).orElseGet(() -> evaluation(alternative, fhirPath)));
    }
    return new ElementPath(ways, alternatives);
  }

  /** The parts of a union that are about the type. */
  static List<String> alternatives(String type, String expression) {
    List<String> alternatives = new ArrayList<>();
    for (String part : expression.isEmpty() ? List.<String>of() : union(expression)) {
      String root = part.replaceAll("^\\(+", "").split("[^A-Za-z]", 2)[0];
      if (root.equals(type) || root.equals("Resource") || root.equals("DomainResource")) {
        alternatives.add(part);
      } else if (!root.isEmpty() && Character.isLowerCase(root.charAt(0))) {
        // R4 has "name | InsurancePlan.alias": without a type it is about the resource itself.
        alternatives.add(type + "." + part);
      }
    }
    return alternatives;
  }

  void values(Resource resource, Receiver receiver) {
    for (Way way : ways) {
      way.walk(resource, receiver);
    }
  }

  /** The parts of the union, as written. */
  List<String> alternatives() {
    return alternatives;
  }

  boolean isEmpty() {
    return ways.isEmpty();
  }

  /** Splits at the bars outside parentheses. */
  static List<String> union(String expression) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (c == '|' && depth == 0) {
        parts.add(expression.substring(start, i).strip());
        start = i + 1;
      }
    }
    parts.add(expression.substring(start).strip());
    return parts;
  }

  /** {@code (Observation.value as Quantity)} in the form {@code Observation.value.as(Quantity)}. */
  static String plain(String alternative) {
    Matcher cast = CAST.matcher(alternative);
    return cast.matches()
        ? cast.group(1) + ".as(" + cast.group(2) + ")" + cast.group(3)
        : alternative;
  }

  private static Way evaluation(String expression, IFhirPath fhirPath) {
    IFhirPath.IParsedExpression parsed;
    try {
      parsed = fhirPath.parse(expression);
    } catch (Exception wrong) {
      throw new IllegalStateException("not FHIRPath: " + expression, wrong);
    }
    return (resource, receiver) ->
        fhirPath.evaluate(resource, parsed, IBase.class).forEach(value -> receiver.take(value, 0));
  }

  /** The direct walk, when the expression is one. */
  private static Optional<Way> way(String alternative, String base) {
    String path = plain(alternative);
    if (path.matches("[A-Z]\\w*")) {
      return Optional.of((resource, receiver) -> receiver.take(resource, 0));
    }
    int dot = path.indexOf('.');
    boolean inParts = !base.isEmpty() && path.startsWith(base + ".");
    if (!inParts) {
      return steps(path.substring(dot + 1))
          .map(
              steps ->
                  (resource, receiver) ->
                      follow(List.of(resource), steps).forEach(value -> receiver.take(value, 0)));
    }
    List<Step> toParts = steps(base.substring(base.indexOf('.') + 1)).orElseThrow();
    return steps(path.substring(base.length() + 1))
        .map(
            steps ->
                (resource, receiver) -> {
                  List<Base> parts = follow(List.of(resource), toParts);
                  for (int i = 0; i < parts.size(); i++) {
                    int part = Math.min(i + 1, MOST_PARTS);
                    follow(List.of(parts.get(i)), steps)
                        .forEach(value -> receiver.take(value, part));
                  }
                });
  }

  private static Optional<List<Step>> steps(String path) {
    List<Step> steps = new ArrayList<>();
    Matcher step = STEP.matcher(path);
    int at = 0;
    while (at < path.length()) {
      if (!step.find(at) || step.start() != at) {
        return Optional.empty();
      }
      steps.add(step(step));
      at = step.end();
      if (at < path.length() && path.charAt(at) == '.') {
        at++;
      } else if (at < path.length() && path.charAt(at) != '[') {
        return Optional.empty();
      }
    }
    return Optional.of(steps);
  }

  private static List<Base> follow(List<Base> from, List<Step> steps) {
    List<Base> here = from;
    for (Step step : steps) {
      here = step.apply(here);
      if (here.isEmpty()) {
        return here;
      }
    }
    return here;
  }

  private static Step step(Matcher step) {
    if (step.group("name") != null) {
      return child(step.group("name"));
    }
    if (step.group("target") != null) {
      String target = step.group("target");
      return only(element -> element instanceof Reference reference && pointsTo(reference, target));
    }
    if (step.group("key") != null) {
      Step key = child(step.group("key"));
      String value = step.group("value");
      return only(
          element ->
              key.apply(List.of(element)).stream()
                  .anyMatch(found -> value.equals(found.primitiveValue())));
    }
    if (step.group("url") != null) {
      Step extensions = child("extension");
      String url = step.group("url");
      return here ->
          extensions.apply(here).stream()
              .filter(element -> url.equals(((Extension) element).getUrl()))
              .toList();
    }
    if (step.group("type") != null) {
      String type = step.group("type");
      return only(element -> element.fhirType().equals(type));
    }
    int index = Integer.parseInt(step.group("index"));
    return here -> index < here.size() ? List.of(here.get(index)) : List.of();
  }

  private static Step only(Predicate<Base> condition) {
    return here -> here.stream().filter(condition).toList();
  }

  private static Step child(String name) {
    int hash = name.hashCode();
    return here -> {
      List<Base> children = List.of();
      for (Base element : here) {
        children = joined(children, element.getProperty(hash, name, false), here.size() == 1);
      }
      return children;
    };
  }

  private static List<Base> joined(List<Base> before, Base[] found, boolean alone) {
    if (found == null || found.length == 0) {
      return before;
    }
    if (alone && found.length == 1) {
      return found[0] == null || found[0].isEmpty() ? List.of() : List.of(found[0]);
    }
    List<Base> all = new ArrayList<>(before);
    for (Base one : found) {
      if (one != null && !one.isEmpty()) {
        all.add(one);
      }
    }
    return all;
  }

  /** By the type in the reference, or by the declared type where there is only an identifier. */
  private static boolean pointsTo(Reference reference, String type) {
    String found = reference.getReferenceElement().getResourceType();
    return type.equals(found != null ? found : reference.getType());
  }
}
