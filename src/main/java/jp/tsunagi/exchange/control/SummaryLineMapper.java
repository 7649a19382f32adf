package jp.tsunagi.exchange.control;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DeviceUseStatement;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.utilities.xhtml.NodeType;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;
import org.jspecify.annotations.Nullable;

/** The narrative of a summary: one line for each entry, as a Japanese reader expects it. */
final class SummaryLineMapper {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy年M月d日").withZone(ZoneId.of("Asia/Tokyo"));

  private SummaryLineMapper() {}

  static String day(Instant day) {
    return DAY.format(day);
  }

  /** One line of the narrative: what, how much, when. */
  static String line(Resource resource) {
    List<@Nullable String> parts = new ArrayList<>();
    if (resource instanceof Condition one) {
      parts.add(text(one.getCode()));
      parts.add(day(one.getOnset()));
    } else if (resource instanceof AllergyIntolerance one) {
      parts.add(text(one.getCode()));
      parts.add(
          one.getReaction().isEmpty()
              ? null
              : text(one.getReactionFirstRep().getManifestationFirstRep()));
    } else if (resource instanceof MedicationStatement one) {
      parts.add(medicine(one.getMedication()));
      parts.add(one.getDosageFirstRep().getText());
    } else if (resource instanceof MedicationRequest one) {
      parts.add(medicine(one.getMedication()));
      parts.add(one.getDosageInstructionFirstRep().getText());
    } else if (resource instanceof Immunization one) {
      parts.add(text(one.getVaccineCode()));
      parts.add(day(one.getOccurrence()));
    } else if (resource instanceof Procedure one) {
      parts.add(text(one.getCode()));
      parts.add(day(one.getPerformed()));
    } else if (resource instanceof Device one) {
      parts.add(text(one.getType()));
      parts.add(one.getDeviceNameFirstRep().getName());
    } else if (resource instanceof DeviceUseStatement one) {
      parts.add(one.getDevice().getDisplay());
      parts.add("使用中");
    } else if (resource instanceof Observation one) {
      parts.add(text(one.getCode()));
      parts.add(value(one));
      parts.add(day(one.getEffective()));
    } else if (resource instanceof Flag one) {
      parts.add(text(one.getCode()));
    } else if (resource instanceof Consent one) {
      parts.add(
          one.getCategory().stream()
              .map(SummaryLineMapper::text)
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null));
      parts.add(day(one.getDateTimeElement()));
    }
    String line = String.join(" ", parts.stream().filter(Objects::nonNull).toList());
    return line.isBlank() ? "(内容は記録を参照)" : line;
  }

  private static @Nullable String medicine(@Nullable Type medicine) {
    if (medicine instanceof CodeableConcept concept) {
      return text(concept);
    }
    return medicine instanceof Reference reference ? reference.getDisplay() : null;
  }

  private static @Nullable String value(Observation observation) {
    List<String> values = new ArrayList<>();
    shown(observation.getValue()).ifPresent(values::add);
    observation
        .getComponent()
        .forEach(
            part ->
                shown(part.getValue())
                    .ifPresent(
                        value -> values.add(Objects.toString(text(part.getCode()), "") + value)));
    return values.isEmpty() ? null : String.join(" / ", values);
  }

  private static Optional<String> shown(@Nullable Type value) {
    if (value instanceof Quantity quantity && quantity.hasValue()) {
      return Optional.of(
          quantity.getValue().toPlainString() + Objects.toString(quantity.getUnit(), ""));
    }
    if (value instanceof CodeableConcept concept) {
      return Optional.ofNullable(text(concept));
    }
    return value instanceof StringType text && text.hasValue()
        ? Optional.of(text.getValue())
        : Optional.empty();
  }

  static Optional<Date> time(@Nullable Type time) {
    if (time instanceof BaseDateTimeType moment && moment.hasValue()) {
      return Optional.of(moment.getValue());
    }
    return time instanceof org.hl7.fhir.r4.model.Period period && period.hasStart()
        ? Optional.of(period.getStart())
        : Optional.empty();
  }

  private static @Nullable String day(@Nullable Type time) {
    return time(time).map(date -> "(" + DAY.format(date.toInstant()) + ")").orElse(null);
  }

  private static @Nullable String text(CodeableConcept concept) {
    if (concept.hasText()) {
      return concept.getText();
    }
    return concept.getCoding().stream()
        .map(coding -> coding.hasDisplay() ? coding.getDisplay() : coding.getCode())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  static Narrative narrative(List<String> lines) {
    XhtmlNode div = new XhtmlNode(NodeType.Element, "div");
    div.attribute("xmlns", "http://www.w3.org/1999/xhtml");
    div.attribute("lang", "ja").attribute("xml:lang", "ja");
    if (lines.size() == 1) {
      div.addTag("p").addText(lines.get(0));
    } else {
      XhtmlNode list = div.addTag("ul");
      lines.forEach(line -> list.addTag("li").addText(line));
    }
    Narrative narrative = new Narrative();
    narrative.setStatus(Narrative.NarrativeStatus.GENERATED);
    narrative.setDiv(div);
    return narrative;
  }
}
