package jp.tsunagi.fhirgateway.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import jp.tsunagi.record.boundary.SearchQuery;
import jp.tsunagi.record.boundary.SearchQuery.Criterion;
import org.hl7.fhir.r4.model.Coding;

/**
 * 用語による検索. {@code code:in=<value set>}, {@code :not-in}, {@code area:below=<system>|<code>} and
 * {@code :above}, put as the codes they stand for: the record knows codes and no hierarchies. Works
 * behind chains and {@code _has} alike, because the modifier is always the last word of the name.
 */
@ApplicationScoped
public class TerminologyModifiers {
  private static final String NO_CODE = "urn:tsunagi:none|none";

  private KnownTerms terms;

  @SuppressWarnings("NullAway.Init") // the proxy's constructor
  protected TerminologyModifiers() {}

  @Inject
  TerminologyModifiers(KnownTerms terms) {
    this.terms = terms;
  }

  /** The search with these modifiers replaced; the same one when it has none. */
  SearchQuery resolve(SearchQuery query) {
    boolean any = query.criteria().stream().anyMatch(one -> !modifier(one.name()).isEmpty());
    return any ? query.with(query.criteria().stream().map(this::resolve).toList()) : query;
  }

  private static String modifier(String name) {
    String last = name.substring(name.lastIndexOf(':') + 1);
    return switch (last) {
      case "in", "not-in", "above", "below" -> name.contains(":") ? last : "";
      default -> "";
    };
  }

  private Criterion resolve(Criterion criterion) {
    String modifier = modifier(criterion.name());
    String name =
        modifier.isEmpty()
            ? criterion.name()
            : criterion.name().substring(0, criterion.name().lastIndexOf(':'));
    return switch (modifier) {
      case "in" -> new Criterion(name, ofValueSet(criterion));
      case "not-in" -> new Criterion(name + ":not", ofValueSet(criterion));
      case "above", "below" -> inHierarchy(criterion, name, modifier.equals("below"));
      default -> criterion;
    };
  }

  private String ofValueSet(Criterion criterion) {
    List<Coding> codes =
        terms
            .valueSet(criterion.value())
            .map(terms::codes)
            .orElseThrow(() -> wrong(criterion.name(), "no-such-value-set", criterion.value()));
    return tokens(codes);
  }

  /** What is no code of a hierarchy we know stays as it is: URIs have these modifiers, too. */
  private Criterion inHierarchy(Criterion criterion, String name, boolean below) {
    List<Coding> codes = new ArrayList<>();
    for (String value : criterion.value().split(",")) {
      int bar = value.indexOf('|');
      Optional<Concepts> concepts =
          bar <= 0 ? Optional.empty() : terms.concepts(value.substring(0, bar));
      if (concepts.isEmpty()) {
        return criterion;
      }
      String system = value.substring(0, bar);
      String code = value.substring(bar + 1);
      List<String> all = below ? concepts.get().below(code) : concepts.get().above(code);
      all.forEach(one -> codes.add(new Coding(system, one, null)));
    }
    return new Criterion(name, tokens(codes));
  }

  /** With their system and without one: an element of type {@code code} has none in the index. */
  private static String tokens(List<Coding> codes) {
    return codes.isEmpty()
        ? NO_CODE
        : String.join(
            ",",
            codes.stream()
                .flatMap(
                    coding ->
                        Stream.of(escaped(coding.getSystem()), "")
                            .map(system -> system + "|" + escaped(coding.getCode())))
                .toList());
  }

  private static String escaped(String text) {
    return text.replaceAll("([\\\\,$|])", "\\\\$1");
  }

  private static ProblemException wrong(String name, String rule, Object... arguments) {
    return new ProblemException(
        ProblemCode.INVALID_PARAMETER, List.of(Violation.of(name, rule, arguments)));
  }
}
