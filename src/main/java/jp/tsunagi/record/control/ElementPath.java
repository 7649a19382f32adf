package jp.tsunagi.record.control;

import ca.uhn.fhir.fhirpath.IFhirPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private static final Pattern STEP =
      Pattern.compile(
          "(?<name>[a-z]\\w*)|where\\(resolve\\(\\) is (?<target>\\w+)\\)"
              + "|where\\((?<key>\\w+)\\s*=\\s*'(?<value>[^']*)'\\)"
              + "|extension\\('(?<url>[^']*)'\\)"
              + "|(?:as|ofType)\\((?<type>\\w+)\\)|\\[(?<index>\\d+)\\]");

  /** One way to the values. */
  private interface Way {
    List<? extends IBase> from(Resource resource);
  }

  private final List<Way> ways;
  private final List<String> alternatives;

  private ElementPath(List<Way> ways, List<String> alternatives) {
    this.ways = ways;
    this.alternatives = alternatives;
  }

  /**
   * @param expression a union of which only the parts about this type count
   */
  static ElementPath of(String type, String expression, IFhirPath fhirPath) {
    List<Way> ways = new ArrayList<>();
    List<String> alternatives = new ArrayList<>();
    for (String part : union(expression)) {
      String start = part.replaceAll("^\\(+", "");
      String root = start.split("[^A-Za-z]", 2)[0];
      if (!root.equals(type) && !root.equals("Resource") && !root.equals("DomainResource")) {
        continue;
      }
      alternatives.add(part);
      ways.add(walk(part).orElseGet(() -> evaluate(part, fhirPath)));
    }
    return new ElementPath(ways, alternatives);
  }

  List<IBase> values(Resource resource) {
    if (ways.size() == 1) {
      return new ArrayList<>(ways.get(0).from(resource));
    }
    List<IBase> all = new ArrayList<>();
    for (Way way : ways) {
      all.addAll(way.from(resource));
    }
    return all;
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

  private static Way evaluate(String expression, IFhirPath fhirPath) {
    IFhirPath.IParsedExpression parsed;
    try {
      parsed = fhirPath.parse(expression);
    } catch (Exception wrong) {
      throw new IllegalStateException("not FHIRPath: " + expression, wrong);
    }
    return resource -> fhirPath.evaluate(resource, parsed, IBase.class);
  }

  /** The direct walk, when the expression is one. */
  private static Optional<Way> walk(String expression) {
    // "(Observation.value as Quantity)" and "(X.value as CodeableConcept).text" become method form.
    Matcher cast = Pattern.compile("\\(([\\w.]+) as (\\w+)\\)(.*)").matcher(expression);
    String path =
        cast.matches() ? cast.group(1) + ".as(" + cast.group(2) + ")" + cast.group(3) : expression;
    int dot = path.indexOf('.');
    if (dot < 0) {
      return path.matches("[A-Z]\\w*") ? Optional.of(List::of) : Optional.empty();
    }
    List<UnaryOperator<List<Base>>> steps = new ArrayList<>();
    String rest = path.substring(dot + 1);
    Matcher step = STEP.matcher(rest);
    int at = 0;
    while (at < rest.length()) {
      if (!step.find(at) || step.start() != at || followedByCall(rest, step)) {
        return Optional.empty();
      }
      steps.add(step(step));
      at = step.end();
      if (at < rest.length() && rest.charAt(at) == '.') {
        at++;
      } else if (at < rest.length() && rest.charAt(at) != '[') {
        return Optional.empty();
      }
    }
    return Optional.of(resource -> follow(resource, steps));
  }

  private static boolean followedByCall(String rest, Matcher step) {
    return step.group("name") != null
        && step.end() < rest.length()
        && rest.charAt(step.end()) == '(';
  }

  private static List<Base> follow(Resource resource, List<UnaryOperator<List<Base>>> steps) {
    List<Base> here = List.of(resource);
    for (UnaryOperator<List<Base>> step : steps) {
      here = step.apply(here);
      if (here.isEmpty()) {
        return here;
      }
    }
    return here;
  }

  private static UnaryOperator<List<Base>> step(Matcher step) {
    if (step.group("name") != null) {
      return child(step.group("name"));
    }
    if (step.group("target") != null) {
      String target = step.group("target");
      return only(element -> element instanceof Reference reference && pointsTo(reference, target));
    }
    if (step.group("key") != null) {
      UnaryOperator<List<Base>> key = child(step.group("key"));
      String value = step.group("value");
      return only(
          element ->
              key.apply(List.of(element)).stream()
                  .anyMatch(found -> value.equals(found.primitiveValue())));
    }
    if (step.group("url") != null) {
      UnaryOperator<List<Base>> extensions = child("extension");
      String url = step.group("url");
      return here ->
          extensions.apply(here).stream()
              .filter(element -> ((Extension) element).getUrl().equals(url))
              .toList();
    }
    if (step.group("type") != null) {
      String type = step.group("type");
      return only(element -> element.fhirType().equals(type));
    }
    int index = Integer.parseInt(step.group("index"));
    return here -> index < here.size() ? List.of(here.get(index)) : List.of();
  }

  private static UnaryOperator<List<Base>> only(java.util.function.Predicate<Base> condition) {
    return here -> here.stream().filter(condition).toList();
  }

  private static UnaryOperator<List<Base>> child(String name) {
    int hash = name.hashCode();
    return here -> {
      List<Base> children = new ArrayList<>();
      for (Base element : here) {
        Base[] found = element.getProperty(hash, name, false);
        if (found != null) {
          for (Base one : found) {
            if (one != null && !one.isEmpty()) {
              children.add(one);
            }
          }
        }
      }
      return children;
    };
  }

  /** By the type in the reference, or by the declared type where there is only an identifier. */
  private static boolean pointsTo(Reference reference, String type) {
    String found = reference.getReferenceElement().getResourceType();
    return type.equals(found != null ? found : reference.getType());
  }
}
