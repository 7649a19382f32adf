package jp.tsunagi.exchange.control;

import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import jp.tsunagi.emergency.boundary.EmergencyEventReceipt;
import jp.tsunagi.emergency.boundary.ReceiveEmergencyEvent;
import jp.tsunagi.kernel.Vocabulary.Codes;
import jp.tsunagi.kernel.Vocabulary.Extensions;
import jp.tsunagi.kernel.Vocabulary.Identifiers;
import jp.tsunagi.kernel.Vocabulary.Systems;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.FhirResource;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.MessageHeader.ResponseType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * 通報メッセージ. Reads an emergency event from a FHIR message and tells how it was taken as the message
 * that answers it. The event is the Communication of the guide's profile; the header's event is
 * {@code communication-category|emergency-call}.
 */
public final class EmergencyMessageMapper {
  private EmergencyMessageMapper() {}

  /** The event a message carries, as it stands; what is missing is found out when it is taken. */
  public static ReceiveEmergencyEvent toCommand(FhirResource message) {
    Bundle bundle = message.as(Bundle.class);
    MessageHeader header = header(bundle);
    Coding event = header.hasEventCoding() ? header.getEventCoding() : new Coding();
    if (!Systems.COMMUNICATION_CATEGORY.equals(event.getSystem())
        || !Codes.EMERGENCY_CALL.equals(event.getCode())) {
      throw ProblemException.invalid(
          "MessageHeader.eventCoding",
          "not-a-code",
          Systems.COMMUNICATION_CATEGORY + "|" + Codes.EMERGENCY_CALL);
    }
    Communication call = call(bundle, header);
    String key = identifier(call);
    int slash = key.indexOf('/');
    return new ReceiveEmergencyEvent(
        slash < 0 ? key : key.substring(slash + 1),
        slash < 0 ? null : key.substring(0, slash),
        call.getSender().getIdentifier().getValue(),
        call.getReasonCode().stream()
            .flatMap(concept -> concept.getCoding().stream())
            .filter(coding -> Systems.EMERGENCY_KIND.equals(coding.getSystem()))
            .map(Coding::getCode)
            .findFirst()
            .orElse(null),
        code(call),
        call.getSentElement().getValueAsString(),
        call.getPayload().stream()
            .filter(Communication.CommunicationPayloadComponent::hasContentStringType)
            .map(payload -> payload.getContentStringType().getValue())
            .findFirst()
            .orElse(null),
        place(call),
        isExercise(call));
  }

  private static MessageHeader header(Bundle bundle) {
    if (bundle.getType() != BundleType.MESSAGE) {
      throw ProblemException.invalid("Bundle.type", "not-a-code", "message");
    }
    if (bundle.getEntryFirstRep().getResource() instanceof MessageHeader header) {
      return header;
    }
    throw ProblemException.invalid("Bundle.entry[0].resource", "required");
  }

  private static Communication call(Bundle bundle, MessageHeader header) {
    String focus = header.getFocusFirstRep().getReference();
    return bundle.getEntry().stream()
        .filter(entry -> focus == null || isMeant(entry, focus))
        .map(Bundle.BundleEntryComponent::getResource)
        .filter(Communication.class::isInstance)
        .map(Communication.class::cast)
        .findFirst()
        .orElseThrow(() -> ProblemException.invalid("MessageHeader.focus", "unknown-reference"));
  }

  private static boolean isMeant(Bundle.BundleEntryComponent entry, String focus) {
    Resource resource = entry.getResource();
    return focus.equals(entry.getFullUrl())
        || (resource != null
            && resource.hasId()
            && focus.equals(resource.fhirType() + "/" + resource.getIdElement().getIdPart()));
  }

  private static String identifier(Communication call) {
    return call.getIdentifier().stream()
        .filter(identifier -> Identifiers.EMERGENCY_EVENT.equals(identifier.getSystem()))
        .map(Identifier::getValue)
        .findFirst()
        .orElse("");
  }

  private static ReceiveEmergencyEvent.@Nullable Code code(Communication call) {
    Extension extension = call.getExtensionByUrl(Extensions.SOURCE_CODE);
    if (extension == null || !(extension.getValue() instanceof Coding coding)) {
      return null;
    }
    String system = Optional.ofNullable(coding.getSystem()).orElse("");
    return new ReceiveEmergencyEvent.Code(
        system.startsWith(Systems.EMERGENCY_CODE_PREFIX)
            ? URLDecoder.decode(
                system.substring(Systems.EMERGENCY_CODE_PREFIX.length()), StandardCharsets.UTF_8)
            : system,
        coding.getCode());
  }

  private static ReceiveEmergencyEvent.@Nullable Location place(Communication call) {
    Extension place = call.getExtensionByUrl(Extensions.PLACE);
    return place == null
        ? null
        : new ReceiveEmergencyEvent.Location(
            degrees(place, "latitude"), degrees(place, "longitude"));
  }

  private static @Nullable BigDecimal degrees(Extension place, String part) {
    Extension extension = place.getExtensionByUrl(part);
    return extension != null && extension.getValue() instanceof DecimalType value
        ? value.getValue()
        : null;
  }

  private static @Nullable Boolean isExercise(Communication call) {
    Extension exercise = call.getExtensionByUrl(Extensions.EXERCISE);
    return exercise != null && exercise.getValue() instanceof BooleanType value
        ? Boolean.valueOf(value.booleanValue())
        : null;
  }

  /**
   * The answer to a message: taken, with the case it opened or joined as its focus.
   *
   * @param base the address of the FHIR door, which is the source of the answer
   */
  public static FhirResource toAnswer(
      FhirResource message, EmergencyEventReceipt receipt, Instant made, String base) {
    MessageHeader asked = header(message.as(Bundle.class));
    MessageHeader header = new MessageHeader();
    header.setId(UUID.randomUUID().toString());
    header.setEvent(
        new Coding().setSystem(Systems.COMMUNICATION_CATEGORY).setCode(Codes.EMERGENCY_CALL));
    header.getSource().setName("つなぎ").setEndpoint(base);
    if (asked.getSource().hasEndpoint()) {
      header
          .addDestination()
          .setName(asked.getSource().getName())
          .setEndpoint(asked.getSource().getEndpoint());
    }
    header
        .getResponse()
        .setIdentifier(
            asked.hasId() ? asked.getIdElement().getIdPart() : receipt.answer().eventId())
        .setCode(ResponseType.OK);
    Bundle answer = new Bundle().setType(BundleType.MESSAGE).setTimestamp(Date.from(made));
    answer.setId(UUID.randomUUID().toString());
    answer
        .addEntry()
        .setFullUrl("urn:uuid:" + header.getIdElement().getIdPart())
        .setResource(header);
    String caseId = receipt.answer().caseId();
    if (caseId != null) {
      header.addFocus(new Reference(base + "/Task/" + caseId));
      answer
          .addEntry()
          .setFullUrl(base + "/Task/" + caseId)
          .setResource(task(caseId, receipt.answer().state()));
    }
    return FhirResource.of(answer);
  }

  /** What the sender may know of the case: that it is, and how far it is. */
  private static Task task(String caseId, String state) {
    Task task = new Task();
    task.setId(caseId);
    task.addIdentifier().setSystem(Identifiers.EMERGENCY_CASE).setValue(caseId);
    task.setStatus(TaskStatus.INPROGRESS).setIntent(TaskIntent.ORDER);
    task.setBusinessStatus(
        new CodeableConcept()
            .addCoding(new Coding().setSystem(Systems.EMERGENCY_CASE_STATE).setCode(state)));
    return task;
  }
}
