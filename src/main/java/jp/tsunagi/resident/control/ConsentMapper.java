package jp.tsunagi.resident.control;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import jp.tsunagi.kernel.Vocabulary;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.OwnReference;
import jp.tsunagi.resident.entity.SharingConsent;
import jp.tsunagi.resident.entity.Wish;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.DateTimeType;

/**
 * Consent → 同意・本人の意思, for showing. What a consent permits is decided by the access policy, never
 * here.
 */
public final class ConsentMapper {
  private static final String WISH_SCOPE = "adr";

  private ConsentMapper() {}

  /**
   * One line for each purpose the consent names. What a supporter decided on her own part in the
   * plan is not the resident's decision.
   */
  public static List<SharingConsent> toConsents(FhirResource resource) {
    Consent consent = resource.as(Consent.class);
    if (isWish(consent)
        || isOfSupporter(consent)
        || consent.getStatus() == ConsentState.ENTEREDINERROR) {
      return List.of();
    }
    return consent.getProvision().getPurpose().stream()
        .filter(purpose -> Vocabulary.Systems.CONSENT_PURPOSE.equals(purpose.getSystem()))
        .map(Coding::getCode)
        .map(
            purpose ->
                new SharingConsent(
                    purpose,
                    state(consent),
                    since(consent).orElse(null),
                    day(consent.getProvision().getPeriod().getEndElement()).orElse(null)))
        .toList();
  }

  private static boolean isOfSupporter(Consent consent) {
    return consent.getProvision().getData().stream()
        .anyMatch(data -> OwnReference.id(data.getReference(), "RelatedPerson").isPresent());
  }

  private static String state(Consent consent) {
    if (consent.getStatus() == ConsentState.REJECTED
        || consent.getProvision().getType() == ConsentProvisionType.DENY) {
      return "refused";
    }
    return consent.getStatus() == ConsentState.ACTIVE ? "active" : "withdrawn";
  }

  private static Optional<LocalDate> since(Consent consent) {
    return day(consent.getProvision().getPeriod().getStartElement())
        .or(() -> day(consent.getDateTimeElement()));
  }

  private static Optional<LocalDate> day(DateTimeType time) {
    String text = time.getValueAsString();
    return text == null || text.length() < 10
        ? Optional.empty()
        : Optional.ofNullable(CareLevelMapper.date(time));
  }

  /** A wish that stands, in the words it was written down. */
  public static Optional<Wish> toWish(FhirResource resource) {
    Consent consent = resource.as(Consent.class);
    if (!isWish(consent) || consent.getStatus() != ConsentState.ACTIVE) {
      return Optional.empty();
    }
    return consent.getCategory().stream()
        .flatMap(category -> ClinicalMapper.text(category).stream())
        .findFirst()
        .map(Wish::new);
  }

  private static boolean isWish(Consent consent) {
    return consent.getScope().getCoding().stream()
        .anyMatch(coding -> WISH_SCOPE.equals(coding.getCode()));
  }
}
