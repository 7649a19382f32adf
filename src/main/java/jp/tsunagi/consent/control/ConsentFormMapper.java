package jp.tsunagi.consent.control;

import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jp.tsunagi.consent.boundary.ConsentView;
import jp.tsunagi.consent.entity.ConsentForm;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.Vocabulary;
import jp.tsunagi.kernel.Vocabulary.Profiles;
import jp.tsunagi.kernel.Vocabulary.Systems;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.OwnReference;
import jp.tsunagi.record.boundary.ResourceKey;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentDataMeaning;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;

/** 同意書 ↔ Consent with provisions, and its scanned paper ↔ DocumentReference. */
public final class ConsentFormMapper {
  private static final String PROXY = "proxy";
  private static final String PAPER = "同意書";
  private static final String POLICY = Vocabulary.BASE + "/policy/joso-notebook/1";
  private static final Coding PRIVACY_CONSENT =
      new Coding(Systems.LOINC, "59284-0", "Patient Consent");
  private static final Coding RECIPIENT =
      new Coding(Systems.PARTICIPATION_HL7, "IRCP", "information recipient");

  private ConsentFormMapper() {}

  /** A new Consent for the form. */
  public static FhirResource toConsent(String resident, ConsentForm form, Actor actor) {
    Consent consent = new Consent();
    consent.getMeta().addProfile(Profiles.SHARING_CONSENT);
    consent.setStatus(ConsentState.ACTIVE);
    consent.setScope(
        new CodeableConcept(
            new Coding(Systems.CONSENT_SCOPE_HL7, "patient-privacy", "Privacy Consent")));
    consent.addCategory(new CodeableConcept(PRIVACY_CONSENT.copy()));
    consent.setPatient(new Reference("Patient/" + resident));
    consent.setDateTimeElement(new DateTimeType(form.decidedOn().toString()));
    consent.addPerformer(performer(consent, resident, form));
    actor
        .organizationId()
        .map(OrganizationId::value)
        .ifPresent(keeper -> consent.addOrganization(new Reference("Organization/" + keeper)));
    consent.addPolicy().setUri(POLICY);
    if (form.onPaper()) {
      consent.setSource(new Attachment().setTitle(PAPER));
    }
    provision(consent.getProvision(), form);
    return FhirResource.of(consent);
  }

  private static Reference performer(Consent consent, String resident, ConsentForm form) {
    if (form.supporter() != null) {
      return new Reference("RelatedPerson/" + form.supporter());
    }
    if (form.proxyName() == null) {
      return new Reference("Patient/" + resident);
    }
    RelatedPerson proxy = new RelatedPerson();
    proxy.setId(PROXY);
    proxy.setPatient(new Reference("Patient/" + resident));
    proxy.addName(new HumanName().setText(form.proxyName()));
    proxy.addRelationship(new CodeableConcept().setText(form.proxyRelation()));
    consent.addContained(proxy);
    return new Reference("#" + PROXY);
  }

  private static void provision(ProvisionComponent provision, ConsentForm form) {
    provision.setType(form.given() ? ConsentProvisionType.PERMIT : ConsentProvisionType.DENY);
    provision.addPurpose(new Coding(Systems.CONSENT_PURPOSE, form.purpose().code(), null));
    Period period = new Period();
    period.setStartElement(new DateTimeType(form.validFrom().toString()));
    if (form.validUntil() != null) {
      period.setEndElement(new DateTimeType(form.validUntil().toString()));
    }
    provision.setPeriod(period);
    form.only().forEach(reader -> actor(provision, reader));
    if (form.supporter() != null) {
      provision
          .addData()
          .setMeaning(ConsentDataMeaning.RELATED)
          .setReference(new Reference("RelatedPerson/" + form.supporter()));
    }
    if (!form.except().isEmpty()) {
      ProvisionComponent exception = provision.addProvision();
      exception.setType(form.given() ? ConsentProvisionType.DENY : ConsentProvisionType.PERMIT);
      form.except().forEach(reader -> actor(exception, reader));
    }
  }

  private static void actor(ProvisionComponent provision, String reader) {
    provision
        .addActor()
        .setRole(new CodeableConcept(RECIPIENT.copy()))
        .setReference(new Reference(reader));
  }

  /** The Consent withdrawn. */
  public static FhirResource withdrawn(FhirResource stored) {
    Consent consent = stored.as(Consent.class).copy();
    consent.setStatus(ConsentState.INACTIVE);
    return FhirResource.of(consent);
  }

  public static boolean isWithdrawn(FhirResource resource) {
    return resource.as(Consent.class).getStatus() == ConsentState.INACTIVE;
  }

  /** Whether ending it would end something else, too. */
  public static boolean hasOtherPurposes(FhirResource resource) {
    return resource.as(Consent.class).getProvision().getPurpose().size() > 1;
  }

  /** Whose consent it is; empty when it is none to sharing. */
  public static Optional<String> residentOf(FhirResource resource) {
    Consent consent = resource.as(Consent.class);
    return isSharing(consent) ? OwnReference.id(consent.getPatient(), "Patient") : Optional.empty();
  }

  private static boolean isSharing(Consent consent) {
    return consent.getScope().hasCoding(Systems.CONSENT_SCOPE_HL7, "patient-privacy")
        && consent.getProvision().hasPurpose();
  }

  /** The scanned paper, signed with the hash of its content. */
  public static FhirResource toProof(
      String resident, byte[] content, String contentType, Clock clock) {
    DocumentReference proof = new DocumentReference();
    proof.setStatus(DocumentReferenceStatus.CURRENT);
    proof.setType(new CodeableConcept(PRIVACY_CONSENT.copy()).setText(PAPER));
    proof.setSubject(new Reference("Patient/" + resident));
    proof.setDate(Date.from(clock.instant()));
    proof
        .addContent()
        .setAttachment(
            new Attachment()
                .setContentType(contentType)
                .setTitle(PAPER)
                .setData(content)
                .setSize(content.length)
                .setHash(ContentHash.sha1(content))
                .setCreation(Date.from(clock.instant())));
    return FhirResource.of(proof);
  }

  /** The Consent with its paper attached. */
  public static FhirResource withProof(FhirResource stored, String document) {
    Consent consent = stored.as(Consent.class).copy();
    consent.setSource(new Reference("DocumentReference/" + document));
    return FhirResource.of(consent);
  }

  /** The id of the DocumentReference with the paper. */
  public static Optional<String> proofOf(FhirResource resource) {
    return resource.as(Consent.class).getSource() instanceof Reference reference
        ? OwnReference.id(reference, "DocumentReference")
        : Optional.empty();
  }

  /** A file as it was taken in. */
  public record Paper(String contentType, byte[] content) {}

  public static Optional<Paper> paper(FhirResource document) {
    Attachment attachment =
        document.as(DocumentReference.class).getContentFirstRep().getAttachment();
    return attachment.hasData()
        ? Optional.of(new Paper(attachment.getContentType(), attachment.getData()))
        : Optional.empty();
  }

  /** What a screen shows of a Consent. */
  public static ConsentView view(FhirResource resource) {
    Consent consent = resource.as(Consent.class);
    ProvisionComponent provision = consent.getProvision();
    Optional<RelatedPerson> proxy = proxy(consent);
    String supporter =
        provision.getData().stream()
            .flatMap(data -> OwnReference.of(data.getReference()).map(ResourceKey::id).stream())
            .findFirst()
            .orElse(null);
    String by = supporter != null ? "supporter" : proxy.isPresent() ? PROXY : "person";
    return new ConsentView(
        resource.id(),
        OwnReference.id(consent.getPatient(), "Patient").orElseThrow(),
        provision.getPurposeFirstRep().getCode(),
        state(consent),
        by,
        proxy.map(person -> person.getNameFirstRep().getText()).orElse(null),
        proxy.map(person -> person.getRelationshipFirstRep().getText()).orElse(null),
        supporter,
        consent.hasSource() ? "paper" : "screen",
        consent.getDateTimeElement().getValueAsString(),
        provision.getPeriod().getStartElement().getValueAsString(),
        provision.getPeriod().getEndElement().getValueAsString(),
        readers(provision, "Organization"),
        provision.getProvision().stream()
            .flatMap(one -> readers(one, "Organization").stream())
            .toList(),
        readers(provision, "RelatedPerson"),
        isWithdrawn(resource) ? resource.lastUpdated().orElse(null) : null,
        proofOf(resource).isPresent());
  }

  /** What a contact of the resident is called. */
  public static String nameOf(FhirResource contact) {
    HumanName name = contact.as(RelatedPerson.class).getNameFirstRep();
    return name.hasText() ? name.getText() : name.getNameAsSingleString();
  }

  /** Whether a contact is one of this resident's. */
  public static boolean isRelativeOf(FhirResource contact, String resident) {
    return OwnReference.id(contact.as(RelatedPerson.class).getPatient(), "Patient")
        .filter(resident::equals)
        .isPresent();
  }

  private static Optional<RelatedPerson> proxy(Consent consent) {
    Stream<Resource> contained = consent.getContained().stream();
    return contained
        .filter(RelatedPerson.class::isInstance)
        .map(RelatedPerson.class::cast)
        .findFirst();
  }

  private static String state(Consent consent) {
    if (consent.getStatus() == ConsentState.INACTIVE) {
      return "withdrawn";
    }
    boolean refused =
        consent.getStatus() == ConsentState.REJECTED
            || consent.getProvision().getType() == ConsentProvisionType.DENY;
    return refused ? "refused" : "given";
  }

  private static List<String> readers(ProvisionComponent provision, String type) {
    return provision.getActor().stream()
        .flatMap(actor -> OwnReference.id(actor.getReference(), type).stream())
        .toList();
  }
}
