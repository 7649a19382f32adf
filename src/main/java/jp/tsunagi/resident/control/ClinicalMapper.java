package jp.tsunagi.resident.control;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.resident.entity.Allergy;
import jp.tsunagi.resident.entity.Medicine;
import jp.tsunagi.resident.entity.Problem;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Period;
import org.jspecify.annotations.Nullable;

/**
 * Condition, AllergyIntolerance, MedicationStatement → 病気・アレルギー・薬: those that hold now. What is
 * over, refuted or entered in error is left out.
 */
public final class ClinicalMapper {
  private static final Set<String> OVER =
      Set.of("inactive", "remission", "resolved", "refuted", "entered-in-error");

  private ClinicalMapper() {}

  public static Optional<Problem> toProblem(FhirResource resource) {
    Condition condition = resource.as(Condition.class);
    if (over(condition.getClinicalStatus()) || over(condition.getVerificationStatus())) {
      return Optional.empty();
    }
    return text(condition.getCode()).map(text -> new Problem(text, since(condition)));
  }

  private static @Nullable LocalDate since(Condition condition) {
    if (condition.getOnset() instanceof DateTimeType time) {
      return wholeDate(time);
    }
    if (condition.getOnset() instanceof Period period) {
      return wholeDate(period.getStartElement());
    }
    return condition.hasRecordedDate() ? wholeDate(condition.getRecordedDateElement()) : null;
  }

  /** A year or a month alone is no day. */
  private static @Nullable LocalDate wholeDate(DateTimeType time) {
    String text = time.getValueAsString();
    return text == null || text.length() < 10 ? null : CareLevelMapper.date(time);
  }

  public static Optional<Allergy> toAllergy(FhirResource resource) {
    AllergyIntolerance allergy = resource.as(AllergyIntolerance.class);
    if (over(allergy.getClinicalStatus()) || over(allergy.getVerificationStatus())) {
      return Optional.empty();
    }
    return text(allergy.getCode())
        .map(
            text ->
                new Allergy(
                    text, allergy.hasCriticality() ? allergy.getCriticality().toCode() : null));
  }

  public static Optional<Medicine> toMedicine(FhirResource resource) {
    MedicationStatement statement = resource.as(MedicationStatement.class);
    boolean taken =
        switch (statement.getStatus() == null ? "active" : statement.getStatus().toCode()) {
          case "active", "intended", "unknown", "on-hold" -> true;
          default -> false;
        };
    if (!taken || !(statement.getMedication() instanceof CodeableConcept medicine)) {
      return Optional.empty();
    }
    String dosage =
        statement.getDosage().stream()
            .map(Dosage::getText)
            .filter(text -> text != null && !text.isBlank())
            .collect(Collectors.joining("、"));
    return text(medicine).map(text -> new Medicine(dosage.isEmpty() ? text : text + " " + dosage));
  }

  private static boolean over(CodeableConcept status) {
    return status.getCoding().stream().map(Coding::getCode).anyMatch(OVER::contains);
  }

  static Optional<String> text(CodeableConcept concept) {
    if (concept.hasText()) {
      return Optional.of(concept.getText());
    }
    return concept.getCoding().stream()
        .map(coding -> coding.hasDisplay() ? coding.getDisplay() : coding.getCode())
        .filter(text -> text != null)
        .findFirst();
  }
}
