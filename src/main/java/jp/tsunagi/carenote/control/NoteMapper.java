package jp.tsunagi.carenote.control;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import jp.tsunagi.carenote.entity.Note;
import jp.tsunagi.carenote.entity.NoteTopic;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.kernel.Vocabulary;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.OwnReference;
import jp.tsunagi.record.boundary.ResourceKey;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationPayloadComponent;
import org.hl7.fhir.r4.model.Communication.CommunicationPriority;
import org.hl7.fhir.r4.model.Communication.CommunicationStatus;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/** Communication(note) ↔ 連絡. */
public final class NoteMapper {
  private static final String ORGANIZATION = "Organization/";
  private static final String COMMUNICATION = "Communication/";

  private NoteMapper() {}

  /** Whether the resource is a note at all, and not a call or a notification. */
  public static boolean isNote(FhirResource resource) {
    return resource.model() instanceof Communication communication
        && communication.getCategory().stream()
            .anyMatch(
                category ->
                    category.hasCoding(
                        Vocabulary.Systems.COMMUNICATION_CATEGORY, Vocabulary.Codes.NOTE));
  }

  /** The note; empty when it is none, or is about nobody. */
  public static Optional<Note> toNote(FhirResource resource) {
    if (!isNote(resource)) {
      return Optional.empty();
    }
    Communication communication = resource.as(Communication.class);
    return id(communication.getSubject(), "Patient/")
        .filter(id -> id.matches("[A-Za-z0-9\\-.]{1,64}"))
        .map(
            resident ->
                new Note(
                    resource.hasId() ? resource.id() : "",
                    new ResidentId(resident),
                    text(communication),
                    topic(communication),
                    urgent(communication),
                    sentAt(communication),
                    reference(communication.getSender()).orElse(""),
                    communication.getInResponseTo().stream()
                        .flatMap(parent -> id(parent, COMMUNICATION).stream())
                        .findFirst()
                        .orElse(null),
                    communication.getPartOf().stream()
                        .flatMap(root -> id(root, COMMUNICATION).stream())
                        .findFirst()
                        .orElse(resource.hasId() ? resource.id() : ""),
                    resource.isSealed(),
                    resource.isSealed() ? sealedTo(communication) : List.of(),
                    communication.getStatus() != CommunicationStatus.ENTEREDINERROR));
  }

  private static String text(Communication communication) {
    return String.join(
        "\n",
        communication.getPayload().stream()
            .map(CommunicationPayloadComponent::getContent)
            .filter(StringType.class::isInstance)
            .map(content -> ((StringType) content).getValue())
            .toList());
  }

  private static @Nullable NoteTopic topic(Communication communication) {
    return communication.getTopic().getCoding().stream()
        .filter(coding -> Vocabulary.Systems.NOTE_CATEGORY.equals(coding.getSystem()))
        .flatMap(coding -> NoteTopic.ofCode(coding.getCode()).stream())
        .findFirst()
        .orElse(null);
  }

  private static boolean urgent(Communication communication) {
    CommunicationPriority priority = communication.getPriority();
    return priority == CommunicationPriority.URGENT
        || priority == CommunicationPriority.ASAP
        || priority == CommunicationPriority.STAT;
  }

  private static Instant sentAt(Communication communication) {
    Date sent =
        communication.hasSent()
            ? communication.getSent()
            : communication.getMeta().getLastUpdated();
    return sent == null ? Instant.EPOCH : sent.toInstant();
  }

  private static List<OrganizationId> sealedTo(Communication communication) {
    return communication.getRecipient().stream()
        .flatMap(recipient -> id(recipient, ORGANIZATION).stream())
        .map(OrganizationId::new)
        .toList();
  }

  private static Optional<String> id(Reference reference, String type) {
    return reference(reference)
        .filter(text -> text.startsWith(type))
        .map(text -> text.substring(type.length()));
  }

  private static Optional<String> reference(Reference reference) {
    return OwnReference.of(reference).map(ResourceKey::toString);
  }

  /**
   * A note to be stored.
   *
   * @param clientId the UUID the writer's device gave it, or null
   * @param senderName how the sender is called, for readers of the plain resource
   */
  public static FhirResource toCommunication(
      Note note, @Nullable String clientId, String senderName) {
    Communication communication = new Communication();
    communication.getMeta().addProfile(Vocabulary.Profiles.NOTE);
    if (clientId != null) {
      communication.addIdentifier(
          new Identifier().setSystem(Vocabulary.Identifiers.NOTE).setValue(clientId));
    }
    communication.setStatus(CommunicationStatus.COMPLETED);
    communication
        .addCategory()
        .addCoding(
            new Coding(Vocabulary.Systems.COMMUNICATION_CATEGORY, Vocabulary.Codes.NOTE, "連絡帳"));
    communication.setPriority(
        note.urgent() ? CommunicationPriority.URGENT : CommunicationPriority.ROUTINE);
    communication.setSubject(new Reference("Patient/" + note.resident()));
    NoteTopic topic = note.topic();
    if (topic != null) {
      communication
          .getTopic()
          .addCoding(new Coding(Vocabulary.Systems.NOTE_CATEGORY, topic.code(), topic.display()));
    }
    communication.setSentElement(sent(note.sentAt()));
    communication.setSender(new Reference(note.sender()).setDisplay(senderName));
    communication.addPayload().setContent(new StringType(note.text()));
    if (note.inResponseTo() != null) {
      communication.addInResponseTo(new Reference(COMMUNICATION + note.inResponseTo()));
      communication.addPartOf(new Reference(COMMUNICATION + note.thread()));
    }
    seal(communication, note);
    return FhirResource.of(communication);
  }

  private static DateTimeType sent(Instant at) {
    DateTimeType sent = new DateTimeType(Date.from(at));
    sent.setTimeZone(java.util.TimeZone.getTimeZone("Asia/Tokyo"));
    sent.setPrecision(ca.uhn.fhir.model.api.TemporalPrecisionEnum.MILLI);
    return sent;
  }

  private static void seal(Communication communication, Note note) {
    if (!note.sealed()) {
      return;
    }
    communication
        .getMeta()
        .addSecurity(
            new Coding(Vocabulary.Systems.SECURITY_LABEL, Vocabulary.Codes.SEALED, "閲覧先を限った記録"));
    note.sealedTo()
        .forEach(
            organization -> communication.addRecipient(new Reference(ORGANIZATION + organization)));
  }

  /** The note marked as a mistake; its words stay. */
  public static FhirResource takenBack(FhirResource resource, String reason) {
    Communication communication = resource.as(Communication.class).copy();
    communication.setStatus(CommunicationStatus.ENTEREDINERROR);
    communication.addNote(new Annotation().setText(reason));
    return FhirResource.of(communication);
  }
}
