package jp.tsunagi.fhirgateway.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.SearchQuery;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;

/**
 * 用語. What a terminology client asks: the codes of a value set, whether a code is right, what it is
 * called. Over what is known of ours and of R4, and over what is kept in the record.
 */
@ApplicationScoped
public class Terminology {
  private KnownTerms terms;
  private FhirInteractions interactions;

  /** A code with what is known of it; a code of a system nobody describes has no concept. */
  public record Term(Coding coding, @Nullable ConceptDefinitionComponent concept) {
    /** What it is called in a language. */
    public @Nullable String name(String language) {
      return concept == null ? coding.getDisplay() : Concepts.name(concept, language);
    }

    private boolean matches(String words) {
      return contains(coding.getCode(), words)
          || contains(coding.getDisplay(), words)
          || (concept != null
              && concept.getDesignation().stream()
                  .anyMatch(designation -> contains(designation.getValue(), words)));
    }

    private static boolean contains(@Nullable String text, String words) {
      return text != null && text.toLowerCase(Locale.ROOT).contains(words);
    }

    private boolean isCalled(String display) {
      return display.equals(coding.getDisplay())
          || (concept != null
              && (display.equals(concept.getDisplay())
                  || concept.getDesignation().stream()
                      .anyMatch(designation -> display.equals(designation.getValue()))));
    }
  }

  /** A page of a value set's codes. */
  public record Page(ValueSet set, List<Term> terms, int total) {}

  /** What was found of a code in its system. */
  public record Found(CodeSystem system, Term term, Optional<String> parent) {}

  /** Whether a code is right; {@code rule} says why not. */
  public record Verdict(boolean right, String rule, @Nullable Term term) {}

  @SuppressWarnings("NullAway.Init") // the proxy's constructor
  protected Terminology() {}

  @Inject
  Terminology(KnownTerms terms, FhirInteractions interactions) {
    this.terms = terms;
    this.interactions = interactions;
  }

  /** The value set kept in the record under an id. */
  public ValueSet valueSet(ResourceKey key, Actor actor) {
    return interactions.read(key, null, actor).as(ValueSet.class);
  }

  /** The canonical URL of a code system kept in the record. */
  public String codeSystemUrl(ResourceKey key, Actor actor) {
    return interactions.read(key, null, actor).as(CodeSystem.class).getUrl();
  }

  /** The value set with a canonical URL: ours, R4's, or one kept in the record. */
  public ValueSet valueSet(String url, Actor actor) {
    return terms
        .valueSet(url)
        .or(() -> kept("ValueSet", url, actor).map(found -> found.as(ValueSet.class)))
        .orElseThrow(ProblemException::notFound);
  }

  private Concepts concepts(String url, Actor actor) {
    return terms
        .concepts(url)
        .or(
            () ->
                kept("CodeSystem", url, actor)
                    .map(found -> Concepts.of(found.as(CodeSystem.class))))
        .orElseThrow(ProblemException::notFound);
  }

  private Optional<FhirResource> kept(String type, String url, Actor actor) {
    SearchQuery query = SearchQuery.of(type).where("url", url.split("\\|", 2)[0]).count(1);
    return interactions.search(query, actor).matches().stream().findFirst();
  }

  /** The codes whose code or any name contains the words, in the order of the set. */
  public Page expand(ValueSet set, @Nullable String words, int offset, int count) {
    String wanted = words == null ? "" : words.strip().toLowerCase(Locale.ROOT);
    List<Term> all =
        terms.codes(set).stream()
            .map(this::term)
            .filter(term -> wanted.isEmpty() || term.matches(wanted))
            .toList();
    int from = Math.min(offset, all.size());
    return new Page(set, all.subList(from, Math.min(all.size(), from + count)), all.size());
  }

  private Term term(Coding coding) {
    Optional<ConceptDefinitionComponent> concept =
        coding.hasSystem()
            ? terms
                .concepts(coding.getSystem())
                .flatMap(concepts -> concepts.find(coding.getCode()))
            : Optional.empty();
    return new Term(coding, concept.orElse(null));
  }

  /** A code of a code system with its names. */
  public Found lookup(String system, String code, Actor actor) {
    Concepts concepts = concepts(system, actor);
    ConceptDefinitionComponent concept =
        concepts.find(code).orElseThrow(ProblemException::notFound);
    return new Found(
        concepts.system(),
        new Term(new Coding(system, code, concept.getDisplay()), concept),
        concepts.parent(code));
  }

  /** Whether one of the codes is in the set and called what it is said to be called. */
  public Verdict isIn(ValueSet set, List<Coding> codings) {
    Verdict verdict = new Verdict(false, "not-in-value-set", null);
    for (Coding coding : codings) {
      if (terms.isIn(set, coding.getSystem(), coding.getCode())) {
        verdict = called(coding, term(withSystem(set, coding)));
        if (verdict.right()) {
          return verdict;
        }
      }
    }
    return verdict;
  }

  private Coding withSystem(ValueSet set, Coding coding) {
    if (coding.hasSystem()) {
      return coding;
    }
    Set<String> systems = new HashSet<>();
    set.getCompose().getInclude().forEach(include -> systems.add(include.getSystem()));
    return systems.size() == 1 ? coding.copy().setSystem(new ArrayList<>(systems).get(0)) : coding;
  }

  /** Whether a code exists in its system and is called what it is said to be called. */
  public Verdict exists(String system, Coding coding, Actor actor) {
    return concepts(system, actor)
        .find(coding.getCode())
        .map(
            concept ->
                called(
                    coding,
                    new Term(new Coding(system, coding.getCode(), concept.getDisplay()), concept)))
        .orElse(new Verdict(false, "not-in-code-system", null));
  }

  private static Verdict called(Coding said, Term term) {
    boolean right = !said.hasDisplay() || term.isCalled(said.getDisplay());
    return new Verdict(right, right ? "" : "not-called-so", term);
  }
}
