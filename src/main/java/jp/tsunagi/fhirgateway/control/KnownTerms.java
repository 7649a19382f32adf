package jp.tsunagi.fhirgateway.control;

import ca.uhn.fhir.context.support.ConceptValidationOptions;
import ca.uhn.fhir.context.support.IValidationSupport.CodeValidationResult;
import ca.uhn.fhir.context.support.IValidationSupport.ValueSetExpansionOutcome;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import ca.uhn.fhir.context.support.ValueSetExpansionOptions;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionContainsComponent;
import org.jspecify.annotations.Nullable;

/**
 * 既知の用語. The code systems and value sets of our guide and of R4: which codes there are, what they
 * are called, which contain which. No server elsewhere is asked.
 */
@ApplicationScoped
public class KnownTerms {
  private ProfileSupport support;
  private GuideContent guide;
  private final Map<String, Optional<Concepts>> systems = new ConcurrentHashMap<>();

  @SuppressWarnings("NullAway.Init") // the proxy's constructor
  protected KnownTerms() {}

  @Inject
  KnownTerms(ProfileSupport support, GuideContent guide) {
    this.support = support;
    this.guide = guide;
  }

  /** A value set of ours or of R4. */
  public Optional<ValueSet> valueSet(String url) {
    String canonical = url.split("\\|", 2)[0];
    return guide.all(ValueSet.class).stream()
        .filter(set -> canonical.equals(set.getUrl()))
        .findFirst()
        .or(() -> Optional.ofNullable((ValueSet) chain().fetchValueSet(canonical)));
  }

  /** The concepts of a code system of ours or of R4. */
  Optional<Concepts> concepts(String url) {
    return systems.computeIfAbsent(url.split("\\|", 2)[0], this::read);
  }

  private Optional<Concepts> read(String url) {
    return guide.all(CodeSystem.class).stream()
        .filter(system -> url.equals(system.getUrl()))
        .findFirst()
        .or(() -> Optional.ofNullable((CodeSystem) chain().fetchCodeSystem(url)))
        .filter(system -> system.hasConcept())
        .map(Concepts::of);
  }

  /** Every code of a value set, flat. */
  public List<Coding> codes(ValueSet set) {
    ValueSetExpansionOptions options = new ValueSetExpansionOptions();
    try {
      ValueSetExpansionOutcome outcome = chain().expandValueSet(context(), options, set);
      if (outcome == null || !(outcome.getValueSet() instanceof ValueSet expanded)) {
        throw notExpandable(outcome == null ? null : outcome.getError());
      }
      List<Coding> codes = new ArrayList<>();
      collect(expanded.getExpansion().getContains(), codes);
      return codes;
    } catch (BaseServerResponseException failed) {
      throw notExpandable(failed.getMessage());
    }
  }

  private static ProblemException notExpandable(@Nullable String why) {
    return new ProblemException(
        ProblemCode.INVALID_CONTENT,
        List.of(
            ProblemException.Violation.of(
                "ValueSet.compose", "not-expandable", why == null ? "" : why)));
  }

  private static void collect(List<ValueSetExpansionContainsComponent> level, List<Coding> codes) {
    for (ValueSetExpansionContainsComponent one : level) {
      if (one.hasCode() && !one.getAbstract()) {
        codes.add(new Coding(one.getSystem(), one.getCode(), one.getDisplay()));
      }
      collect(one.getContains(), codes);
    }
  }

  /** Whether a code is in a value set; without a system, whether it is so in any. */
  public boolean isIn(ValueSet set, @Nullable String system, String code) {
    ConceptValidationOptions options = new ConceptValidationOptions();
    options.setInferSystem(system == null);
    @Nullable CodeValidationResult result =
        chain().validateCodeInValueSet(context(), options, system, code, null, set);
    return result != null && result.isOk();
  }

  private ValidationSupportChain chain() {
    return support.chain();
  }

  private ValidationSupportContext context() {
    return new ValidationSupportContext(chain());
  }
}
