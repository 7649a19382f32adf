package jp.tsunagi.consent.control;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jp.tsunagi.consent.entity.ConsentDecision.State;
import jp.tsunagi.consent.entity.Span;
import jp.tsunagi.record.boundary.FhirResource;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.hl7.fhir.r4.model.Consent;

/** Reads who is to help by a plan (避難支援等実施者), and what they decided on their own part in it. */
final class PlanSupporterMapper {
  private static final String PERSON = "RelatedPerson";
  private static final Set<CarePlanStatus> PAST =
      Set.of(CarePlanStatus.COMPLETED, CarePlanStatus.REVOKED, CarePlanStatus.ENTEREDINERROR);

  /** 計画の支援者. Whom a plan names. */
  record Helpers(String resident, Set<String> supporters) {}

  /** 支援者の意思. */
  record HelperClause(String resident, String supporter, State state, long decidedAt, Span span) {}

  private PlanSupporterMapper() {}

  /** Whom a plan that counts names as helpers; empty when it does not count any more. */
  static Optional<Helpers> helpers(FhirResource resource) {
    CarePlan plan = resource.as(CarePlan.class);
    String resident = StandingMapper.id(plan.getSubject(), "Patient");
    if (resident == null || (plan.hasStatus() && PAST.contains(plan.getStatus()))) {
      return Optional.empty();
    }
    return Optional.of(
        new Helpers(
            resident,
            plan.getActivity().stream()
                .flatMap(activity -> activity.getDetail().getPerformer().stream())
                .map(performer -> StandingMapper.id(performer, PERSON))
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new))));
  }

  /** Whose own decision a consent is: the helpers its provision is about. */
  static Set<String> decidedBy(Consent consent) {
    return consent.getProvision().getData().stream()
        .map(data -> StandingMapper.id(data.getReference(), PERSON))
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** What helpers decided. A refusal has no end: who agrees afterwards says so anew. */
  static List<HelperClause> clauses(FhirResource resource) {
    Consent consent = resource.as(Consent.class);
    String resident = StandingMapper.id(consent.getPatient(), "Patient");
    State state = StandingMapper.state(consent, consent.getProvision(), null).orElse(null);
    if (resident == null || state == null || !StandingMapper.isOnSharing(consent)) {
      return List.of();
    }
    Span span =
        state == State.REFUSED
            ? Span.ALWAYS
            : StandingMapper.span(consent.getProvision().getPeriod());
    long decidedAt = StandingMapper.decidedAt(consent);
    return decidedBy(consent).stream()
        .map(supporter -> new HelperClause(resident, supporter, state, decidedAt, span))
        .toList();
  }
}
