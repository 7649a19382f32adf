package jp.tsunagi.emergency.control;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import jp.tsunagi.emergency.entity.EmergencyEvent;
import jp.tsunagi.emergency.entity.EmergencyKind;
import jp.tsunagi.emergency.entity.GeoPoint;
import jp.tsunagi.emergency.entity.ReceivedCall;
import jp.tsunagi.emergency.entity.SourceCode;
import jp.tsunagi.kernel.Vocabulary.Codes;
import jp.tsunagi.kernel.Vocabulary.Extensions;
import jp.tsunagi.kernel.Vocabulary.Identifiers;
import jp.tsunagi.kernel.Vocabulary.Profiles;
import jp.tsunagi.kernel.Vocabulary.Systems;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.OwnReference;
import jp.tsunagi.record.boundary.ResourceKey;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationPriority;
import org.hl7.fhir.r4.model.Communication.CommunicationStatus;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/** Writes and reads the Communication that carries one emergency event, nothing lost either way. */
public final class EmergencyCallMapper {
  private static final String ORGANIZATION = "Organization/";
  private static final String TASK = "Task/";
  private static final TimeZone JAPAN = TimeZone.getTimeZone("Asia/Tokyo");

  private EmergencyCallMapper() {}

  /** The event as a Communication that is not stored yet. */
  public static FhirResource toCommunication(EmergencyEvent event) {
    Communication call = new Communication();
    call.getMeta().addProfile(Profiles.EMERGENCY_CALL);
    call.addIdentifier()
        .setSystem(Identifiers.EMERGENCY_EVENT)
        .setValue(event.centre() + "/" + event.eventId());
    call.setStatus(CommunicationStatus.COMPLETED);
    call.addCategory(concept(Systems.COMMUNICATION_CATEGORY, Codes.EMERGENCY_CALL));
    call.addReasonCode(concept(Systems.EMERGENCY_KIND, event.kind().code()));
    call.setSender(new Reference().setIdentifier(deviceIdentifier(event.deviceId())));
    call.setSentElement(
        new DateTimeType(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(event.occurredAt())));
    if (event.text() != null) {
      call.addPayload().setContent(new StringType(event.text()));
    }
    SourceCode code = event.code();
    if (code != null) {
      call.addExtension(Extensions.SOURCE_CODE, coding(code));
    }
    GeoPoint location = event.location();
    if (location != null) {
      Extension place = call.addExtension().setUrl(Extensions.PLACE);
      place.addExtension("latitude", new DecimalType(location.latitude()));
      place.addExtension("longitude", new DecimalType(location.longitude()));
    }
    if (event.exercise()) {
      call.addExtension(Extensions.EXERCISE, new BooleanType(true));
    }
    return FhirResource.of(call);
  }

  /**
   * Fills in what only the record knows, whichever door the call came through: the device, whom it
   * serves, when it came in, and the case.
   *
   * @param device relative reference of the Device; null when nobody has registered it
   */
  public static void complete(FhirResource resource, ReceivedCall call, @Nullable String device) {
    Communication communication = resource.as(Communication.class);
    communication.setStatus(CommunicationStatus.COMPLETED);
    communication.setPriority(
        call.event().kind().isAlarm() ? CommunicationPriority.STAT : CommunicationPriority.ROUTINE);
    communication.setReceivedElement(instant(call.receivedAt()));
    communication.setSender(
        new Reference()
            .setReference(device)
            .setIdentifier(deviceIdentifier(call.event().deviceId())));
    communication.setRecipient(List.of(new Reference(ORGANIZATION + call.centre())));
    communication.setSubject(null);
    communication
        .getExtension()
        .removeIf(extension -> Extensions.FURTHER_RESIDENT.equals(extension.getUrl()));
    CaseTaskMapper.residents(
        call.residents(), communication::setSubject, communication::addExtension);
    communication.setPartOf(task(call.caseId()));
    communication.setAbout(task(call.besideCase()));
  }

  private static @Nullable List<Reference> task(@Nullable String caseId) {
    return caseId == null ? null : List.of(new Reference(TASK + caseId));
  }

  /**
   * The event a Communication carries.
   *
   * @param violations what keeps it from being one, by FHIR path; the answer is empty when any is
   *     added
   */
  public static Optional<EmergencyEvent> readEvent(
      FhirResource resource, List<Violation> violations) {
    Communication call = resource.as(Communication.class);
    String key =
        call.getIdentifier().stream()
            .filter(identifier -> Identifiers.EMERGENCY_EVENT.equals(identifier.getSystem()))
            .map(Identifier::getValue)
            .findFirst()
            .orElse("");
    int slash = key.indexOf('/');
    if (slash < 1 || slash == key.length() - 1) {
      violations.add(Violation.of("Communication.identifier", "emergency-event-id"));
    }
    Identifier device = call.getSender().getIdentifier();
    String deviceId = device.getValue();
    if (deviceId == null || !Identifiers.EMERGENCY_DEVICE.equals(device.getSystem())) {
      violations.add(Violation.of("Communication.sender.identifier", "required"));
    }
    Optional<EmergencyKind> kind =
        code(call.getReasonCode(), Systems.EMERGENCY_KIND).flatMap(EmergencyKind::ofCode);
    if (kind.isEmpty()) {
      violations.add(Violation.of("Communication.reasonCode", "not-a-code", EmergencyKind.codes()));
    }
    Optional<OffsetDateTime> occurredAt = time(call.getSentElement());
    if (occurredAt.isEmpty()) {
      violations.add(Violation.of("Communication.sent", "not-a-time"));
    }
    Optional<GeoPoint> place = place(call, violations);
    if (!violations.isEmpty() || deviceId == null) {
      return Optional.empty();
    }
    return Optional.of(
        new EmergencyEvent(
            key.substring(0, slash),
            key.substring(slash + 1),
            deviceId,
            kind.orElseThrow(),
            sourceCode(call).orElse(null),
            occurredAt.orElseThrow(),
            text(call).orElse(null),
            place.orElse(null),
            isExercise(call)));
  }

  /** A stored call. */
  public static ReceivedCall readCall(FhirResource resource) {
    Communication call = resource.as(Communication.class);
    List<Violation> violations = new ArrayList<>();
    EmergencyEvent event =
        readEvent(resource, violations)
            .orElseThrow(
                () -> new IllegalStateException(resource.key() + " is no call: " + violations));
    return new ReceivedCall(
        resource.id(),
        event,
        call.getReceived().toInstant(),
        call.getSender().hasReference(),
        CaseTaskMapper.residents(call.getSubject(), call.getExtension()),
        OwnReference.of(call.getRecipientFirstRep()).map(ResourceKey::id).orElse(""),
        taskOf(call.getPartOf()),
        taskOf(call.getAbout()));
  }

  private static @Nullable String taskOf(List<Reference> references) {
    return references.stream()
        .flatMap(reference -> OwnReference.id(reference, "Task").stream())
        .findFirst()
        .orElse(null);
  }

  private static Identifier deviceIdentifier(String deviceId) {
    return new Identifier().setSystem(Identifiers.EMERGENCY_DEVICE).setValue(deviceId);
  }

  // The protocol's name becomes part of a URI, so that any name a centre uses stays a legal one.
  private static Coding coding(SourceCode code) {
    return new Coding()
        .setSystem(
            Systems.EMERGENCY_CODE_PREFIX
                + URLEncoder.encode(code.system(), StandardCharsets.UTF_8))
        .setCode(code.value());
  }

  private static Optional<SourceCode> sourceCode(Communication call) {
    Extension extension = call.getExtensionByUrl(Extensions.SOURCE_CODE);
    if (extension == null
        || !(extension.getValue() instanceof Coding coding)
        || !coding.hasSystem()
        || !coding.hasCode()) {
      return Optional.empty();
    }
    String system = coding.getSystem();
    return Optional.of(
        new SourceCode(
            system.startsWith(Systems.EMERGENCY_CODE_PREFIX)
                ? URLDecoder.decode(
                    system.substring(Systems.EMERGENCY_CODE_PREFIX.length()),
                    StandardCharsets.UTF_8)
                : system,
            coding.getCode()));
  }

  private static Optional<String> text(Communication call) {
    return call.getPayload().stream()
        .filter(Communication.CommunicationPayloadComponent::hasContentStringType)
        .map(payload -> payload.getContentStringType().getValue())
        .findFirst();
  }

  private static Optional<GeoPoint> place(Communication call, List<Violation> violations) {
    Extension place = call.getExtensionByUrl(Extensions.PLACE);
    if (place == null) {
      return Optional.empty();
    }
    String latitude = place.getExtensionString("latitude");
    String longitude = place.getExtensionString("longitude");
    if (latitude == null || longitude == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new GeoPoint(new BigDecimal(latitude), new BigDecimal(longitude)));
    } catch (IllegalArgumentException e) {
      violations.add(Violation.of("Communication.extension(place)", "out-of-range", -180, 180));
      return Optional.empty();
    }
  }

  static boolean isExercise(DomainResource resource) {
    Extension exercise = resource.getExtensionByUrl(Extensions.EXERCISE);
    return exercise != null
        && exercise.getValue() instanceof BooleanType value
        && value.booleanValue();
  }

  private static Optional<OffsetDateTime> time(DateTimeType time) {
    if (!time.hasValue()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(time.getValueAsString()));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  // To the millisecond: HAPI's own setters stop at the second.
  static DateTimeType instant(Instant at) {
    return new DateTimeType(Date.from(at), TemporalPrecisionEnum.MILLI, JAPAN);
  }

  static CodeableConcept concept(String system, String code) {
    return new CodeableConcept().addCoding(new Coding().setSystem(system).setCode(code));
  }

  static Optional<String> code(List<CodeableConcept> concepts, String system) {
    return concepts.stream()
        .flatMap(concept -> concept.getCoding().stream())
        .filter(coding -> system.equals(coding.getSystem()))
        .map(Coding::getCode)
        .findFirst();
  }
}
