package jp.tsunagi.resident.control;

import java.util.Optional;
import jp.tsunagi.kernel.Vocabulary;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.resident.entity.SupportFlag;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Flag;

/** Flag → 支援を要する事由・注意. */
public final class SupportFlagMapper {
  private SupportFlagMapper() {}

  /** The flag, or empty when it is about no resident or says nothing. */
  public static Optional<SupportFlag> toFlag(FhirResource resource) {
    Flag flag = resource.as(Flag.class);
    CodeableConcept code = flag.getCode();
    Coding coding =
        code.getCoding().stream()
            .filter(c -> Vocabulary.Systems.SUPPORT_REASON.equals(c.getSystem()))
            .findFirst()
            .orElseGet(code::getCodingFirstRep);
    String text =
        code.hasText()
            ? code.getText()
            : coding.hasDisplay() ? coding.getDisplay() : coding.getCode();
    if (text == null) {
      return Optional.empty();
    }
    return ReferenceMapper.resident(flag.getSubject())
        .map(
            resident ->
                new SupportFlag(
                    resident,
                    coding.hasCode() ? coding.getCode() : "other",
                    text,
                    flag.getCategory().stream()
                        .anyMatch(
                            c ->
                                c.hasCoding(
                                    Vocabulary.Systems.FLAG_CATEGORY, Vocabulary.Codes.ROSTER)),
                    flag.getStatus() == Flag.FlagStatus.ACTIVE,
                    CareLevelMapper.date(flag.getPeriod().getEndElement())));
  }
}
