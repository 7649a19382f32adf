package jp.tsunagi.consent.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import jp.tsunagi.consent.boundary.AdvanceConsents;
import jp.tsunagi.consent.entity.ConsentPurpose;
import jp.tsunagi.record.boundary.Visibility.Condition;

/** Reads from the projection of consents who agreed to advance sharing, with anybody. */
@ApplicationScoped
public class AdvanceConsentConditions implements AdvanceConsents {
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected AdvanceConsentConditions() {}

  @Inject
  AdvanceConsentConditions(Clock clock) {
    this.clock = clock;
  }

  // As ResidentConditions.consent has it, for whichever organization a consent names.
  @Override
  public Condition toTheRoster(String alias) {
    long now = clock.millis();
    return new Condition(
        "EXISTS (SELECT 1 FROM consent_decision d_g WHERE d_g.resident_id="
            + alias
            + ".fhir_id AND d_g.purpose=? AND d_g.state=1 AND d_g.valid_from<=? AND"
            + " d_g.valid_until>? AND NOT EXISTS (SELECT 1 FROM consent_decision d_r WHERE"
            + " d_r.resident_id=d_g.resident_id AND d_r.purpose=d_g.purpose AND d_r.state=2 AND"
            + " d_r.organization_id IN ('',d_g.organization_id) AND d_r.valid_from<=? AND"
            + " d_r.valid_until>? AND (d_r.decided_at>d_g.decided_at OR"
            + " (d_r.decided_at=d_g.decided_at AND NOT (d_r.organization_id='' AND"
            + " d_g.organization_id<>'')))))",
        List.of(ConsentPurpose.ROSTER_ADVANCE.code(), now, now, now, now));
  }
}
