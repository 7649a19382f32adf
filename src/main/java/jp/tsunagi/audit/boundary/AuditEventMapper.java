package jp.tsunagi.audit.boundary;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Map;
import jp.tsunagi.kernel.Vocabulary;
import jp.tsunagi.kernel.Vocabulary.Extensions;
import jp.tsunagi.kernel.Vocabulary.Identifiers;
import jp.tsunagi.kernel.Vocabulary.Systems;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentNetworkType;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;

/**
 * Shows a row of the trail as a FHIR AuditEvent after the patterns of IHE BALP: who, on whose
 * behalf, from where, what was touched, about whom, and as purpose the ground.
 */
public final class AuditEventMapper {
  private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
  private static final String TYPES = "http://terminology.hl7.org/CodeSystem/audit-event-type";
  private static final String INTERACTIONS = "http://hl7.org/fhir/restful-interaction";
  private static final String ENTITY_TYPES =
      "http://terminology.hl7.org/CodeSystem/audit-entity-type";
  private static final String OBJECT_ROLES = "http://terminology.hl7.org/CodeSystem/object-role";
  private static final String SOURCE_TYPES =
      "http://terminology.hl7.org/CodeSystem/security-source-type";

  /** {@code agent.policy}: an expired token that counted because its issuer was away. */
  private static final String EXPIRED_TOKEN = Vocabulary.BASE + "/policy/expired-token";

  private static final Map<String, AuditEventAction> ACTIONS =
      Map.of(
          "read", AuditEventAction.R,
          "search", AuditEventAction.E,
          "create", AuditEventAction.C,
          "update", AuditEventAction.U,
          "delete", AuditEventAction.D,
          "export", AuditEventAction.R);
  private static final Map<String, String> RESTFUL =
      Map.of(
          "read", "read",
          "search", "search",
          "create", "create",
          "update", "update",
          "delete", "delete",
          "export", "operation",
          "execute", "operation");

  private AuditEventMapper() {}

  /** Several rows as one Bundle, in FHIR's JSON. */
  public static String bundle(List<AuditLine> lines) {
    Bundle bundle = new Bundle().setType(BundleType.COLLECTION);
    lines.forEach(
        line ->
            bundle
                .addEntry()
                .setFullUrl(Vocabulary.BASE + "/AuditEvent/" + line.id())
                .setResource(event(line)));
    return FhirContext.forR4Cached().newJsonParser().encodeResourceToString(bundle);
  }

  public static AuditEvent event(AuditLine line) {
    AuditEvent event = new AuditEvent();
    event.setId(line.id());
    event.getMeta().setVersionId("1").setLastUpdated(Date.from(line.at()));
    type(event, line);
    event.setAction(ACTIONS.getOrDefault(line.action(), AuditEventAction.E));
    event.setRecorded(Date.from(line.at()));
    event.setOutcome(outcome(line.outcome()));
    if (line.problem() != null) {
      event.setOutcomeDesc(line.problem());
    }
    ground(event, line);
    event.addAgent(agent(line));
    event
        .getSource()
        .setSite(line.node())
        .setObserver(new Reference().setDisplay("Tsunagi"))
        .addType(new Coding(SOURCE_TYPES, "4", "Application Server"));
    entities(event, line);
    if (line.exercise()) {
      event.addExtension(
          new Extension(Extensions.EXERCISE, new org.hl7.fhir.r4.model.BooleanType(true)));
    }
    return event;
  }

  private static void type(AuditEvent event, AuditLine line) {
    switch (line.action()) {
      case "login" -> {
        event.setType(new Coding(DICOM, "110114", "User Authentication"));
        event.addSubtype(new Coding(DICOM, "110122", "Login"));
      }
      case "logout" -> {
        event.setType(new Coding(DICOM, "110114", "User Authentication"));
        event.addSubtype(new Coding(DICOM, "110123", "Logout"));
      }
      default -> {
        event.setType(new Coding(TYPES, "rest", "RESTful Operation"));
        String interaction = RESTFUL.getOrDefault(line.action(), "operation");
        event.addSubtype(new Coding(INTERACTIONS, interaction, interaction));
      }
    }
  }

  private static AuditEventOutcome outcome(String outcome) {
    return switch (outcome) {
      case "permitted" -> AuditEventOutcome._0;
      case "denied" -> AuditEventOutcome._4;
      default -> AuditEventOutcome._8;
    };
  }

  private static void ground(AuditEvent event, AuditLine line) {
    Coding ground = new Coding().setSystem(Systems.ACCESS_GROUND).setCode(line.ground().code());
    event.addExtension(new Extension(Extensions.ACCESS_GROUND, ground));
    event.addPurposeOfEvent(new CodeableConcept(ground.copy()).setText(line.ground().text()));
  }

  private static AuditEventAgentComponent agent(AuditLine line) {
    AuditLine.By by = line.actor();
    AuditEventAgentComponent agent = new AuditEventAgentComponent();
    agent.setRequestor(true).setName(by.name()).setAltId(by.user());
    agent.setType(new CodeableConcept(new Coding(DICOM, "110153", "Source Role ID")));
    agent
        .getWho()
        .setDisplay(by.name())
        .getIdentifier()
        .setSystem(Identifiers.STAFF_USER)
        .setValue(by.user());
    if (by.role() != null) {
      for (String role : by.role().split(",")) {
        agent.addRole(new CodeableConcept(new Coding(Systems.ROLE, role, null)));
      }
    }
    if (line.remoteAddress() != null) {
      agent.getNetwork().setAddress(line.remoteAddress()).setType(AuditEventAgentNetworkType._2);
    }
    if (Boolean.TRUE.equals(line.expiredToken())) {
      agent.addPolicy(EXPIRED_TOKEN);
    }
    return agent;
  }

  private static void entities(AuditEvent event, AuditLine line) {
    for (String resident : line.residentIds()) {
      AuditEventEntityComponent patient = event.addEntity();
      patient.setWhat(new Reference("Patient/" + resident));
      patient.setType(new Coding(ENTITY_TYPES, "1", "Person"));
      patient.setRole(new Coding(OBJECT_ROLES, "1", "Patient"));
    }
    touched(event, line);
    if (line.query() != null) {
      AuditEventEntityComponent query = event.addEntity();
      query.setType(new Coding(ENTITY_TYPES, "2", "System Object"));
      query.setRole(new Coding(OBJECT_ROLES, "24", "Query"));
      query.setQuery(line.query().getBytes(StandardCharsets.UTF_8));
    }
    for (String basis : line.basis()) {
      AuditEventEntityComponent rests = event.addEntity();
      rests.setType(new Coding(ENTITY_TYPES, "2", "System Object"));
      rests.setRole(new Coding(OBJECT_ROLES, "13", "Security Resource"));
      name(rests, basis);
    }
  }

  private static void touched(AuditEvent event, AuditLine line) {
    java.util.List<String> resources =
        line.resources().isEmpty() && line.resource() != null
            ? java.util.List.of(line.resource())
            : line.resources();
    for (String resource : resources) {
      AuditEventEntityComponent entity = event.addEntity();
      entity.setType(new Coding(ENTITY_TYPES, "2", "System Object"));
      entity.setRole(new Coding(OBJECT_ROLES, "4", "Domain Resource"));
      name(entity, resource);
      if (line.dataSet() != null) {
        entity
            .addDetail()
            .setType("data-set")
            .setValue(new org.hl7.fhir.r4.model.StringType(line.dataSet()));
      }
    }
  }

  private static void name(AuditEventEntityComponent entity, String reference) {
    if (reference.matches("[A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64}")) {
      entity.setWhat(new Reference(reference));
    } else {
      entity.setName(reference);
    }
  }
}
