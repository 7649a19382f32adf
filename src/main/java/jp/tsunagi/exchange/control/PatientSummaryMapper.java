package jp.tsunagi.exchange.control;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.ResourceReferenceInfo;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Date;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.OwnReference;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Composition.CompositionStatus;
import org.hl7.fhir.r4.model.Composition.SectionComponent;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DeviceUseStatement;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;

/**
 * 患者サマリー. The International Patient Summary: a document with the sections the IPS requires and
 * recommends, told in Japanese.
 */
public final class PatientSummaryMapper {
  /** What a summary is made of. */
  public static final List<String> TYPES =
      List.of(
          "Patient",
          "Condition",
          "AllergyIntolerance",
          "MedicationStatement",
          "MedicationRequest",
          "Immunization",
          "Procedure",
          "Device",
          "DeviceUseStatement",
          "Observation",
          "Flag",
          "Consent");

  private static final String IPS = "http://hl7.org/fhir/uv/ips/StructureDefinition/";
  private static final String REPRESENTATION =
      "http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation";
  private static final String LOINC = "http://loinc.org";
  private static final String EMPTY = "http://terminology.hl7.org/CodeSystem/list-empty-reason";
  private static final Set<String> OVER =
      Set.of("inactive", "resolved", "remission", "entered-in-error", "refuted");
  private static final Set<String> TAKEN = Set.of("active", "intended", "unknown", "on-hold");
  private static final int MOST_OBSERVATIONS = 30;

  /** One section; those the IPS requires appear also when they are empty. */
  private record Plan(
      String code, String display, String title, boolean required, Predicate<Resource> holds) {}

  private static final List<Plan> PLANS =
      List.of(
          new Plan(
              "11450-4", "Problem list - Reported", "病名・問題", true, PatientSummaryMapper::isProblem),
          new Plan(
              "48765-2",
              "Allergies and adverse reactions Document",
              "アレルギー・副作用",
              true,
              PatientSummaryMapper::isAllergy),
          new Plan(
              "10160-0",
              "History of Medication use Narrative",
              "薬",
              true,
              PatientSummaryMapper::isMedicine),
          new Plan(
              "11369-6",
              "History of Immunization Narrative",
              "予防接種",
              false,
              PatientSummaryMapper::isImmunization),
          new Plan(
              "47519-4",
              "History of Procedures Document",
              "処置・手術",
              false,
              PatientSummaryMapper::isProcedure),
          new Plan(
              "46264-8",
              "History of medical device use",
              "機器",
              false,
              PatientSummaryMapper::isDevice),
          new Plan("8716-3", "Vital signs", "測定値", false, one -> isObservation(one, "vital-signs")),
          new Plan(
              "30954-2",
              "Relevant diagnostic tests/laboratory data Narrative",
              "検査結果",
              false,
              one -> isObservation(one, "laboratory")),
          new Plan(
              "47420-5",
              "Functional status assessment note",
              "要介護度・自立度",
              false,
              PatientSummaryMapper::isFunction),
          new Plan(
              "75310-3", "Health concerns Document", "注意", false, PatientSummaryMapper::isFlag),
          new Plan("42348-3", "Advance directives", "本人の意思", false, PatientSummaryMapper::isWish));

  private PatientSummaryMapper() {}

  /**
   * What the caller sees.
   *
   * @param author the organization on whose behalf the summary is made; empty when there is none
   * @param wholeRecord whether the caller's view reaches the whole record
   * @param crewCard whether it reaches what a crew card shows
   */
  public record Material(
      List<FhirResource> resources,
      List<FhirResource> referred,
      List<FhirResource> author,
      boolean wholeRecord,
      boolean crewCard) {}

  public static FhirResource toDocument(Material material, String id, Instant made, String base) {
    List<Resource> models = material.resources().stream().map(FhirResource::model).toList();
    Patient patient =
        models.stream()
            .filter(Patient.class::isInstance)
            .map(Patient.class::cast)
            .findFirst()
            .orElseThrow();
    Composition composition = composition(patient, material, id, made);
    Set<Resource> told = new LinkedHashSet<>();
    told.add(patient);
    for (Plan plan : PLANS) {
      List<Resource> part = newestFirst(models.stream().filter(plan.holds()).toList());
      if (!part.isEmpty() || plan.required()) {
        composition.addSection(section(plan, part, material));
        told.addAll(part);
      }
    }
    composition.setText(SummaryLineMapper.narrative(List.of(title(patient, made))));
    Bundle document = new Bundle().setType(BundleType.DOCUMENT).setTimestamp(Date.from(made));
    document.setId(id);
    document.setLanguage("ja");
    document.getMeta().addProfile(IPS + "Bundle-uv-ips");
    document.getIdentifier().setSystem("urn:ietf:rfc:3986").setValue("urn:uuid:" + id);
    add(document, composition, base);
    told.forEach(resource -> add(document, resource, base));
    if (material.author().isEmpty()) {
      add(document, ourselves(id), base);
    }
    told.add(composition);
    Stream.concat(
            material.author().stream().map(FhirResource::model),
            referredBy(told, material.referred()).stream())
        .forEach(resource -> add(document, resource, base));
    return FhirResource.of(document);
  }

  /** Of what the record refers to only what the document leads to, from one to the next. */
  private static Set<Resource> referredBy(Set<Resource> told, List<FhirResource> referred) {
    Map<String, Resource> open = new LinkedHashMap<>();
    referred.forEach(resource -> open.put(resource.key().toString(), resource.model()));
    Set<Resource> found = new LinkedHashSet<>();
    Deque<Resource> ahead = new ArrayDeque<>(told);
    while (!ahead.isEmpty()) {
      for (ResourceReferenceInfo link :
          FhirContext.forR4Cached().newTerser().getAllResourceReferences(ahead.remove())) {
        Resource next =
            OwnReference.of((Reference) link.getResourceReference())
                .map(target -> open.remove(target.toString()))
                .orElse(null);
        if (next != null) {
          found.add(next);
          ahead.add(next);
        }
      }
    }
    return found;
  }

  private static Composition composition(
      Patient patient, Material material, String id, Instant made) {
    Composition composition = new Composition();
    composition.setId(id);
    composition.setLanguage("ja");
    composition.getMeta().addProfile(IPS + "Composition-uv-ips");
    composition.setStatus(CompositionStatus.FINAL);
    composition.setType(concept(LOINC, "60591-5", "Patient summary Document"));
    composition.setSubject(to(patient));
    composition.setDate(Date.from(made));
    composition.addAuthor(
        material.author().isEmpty()
            ? new Reference("Device/" + id)
            : new Reference(material.author().get(0).key().toString()));
    composition.setTitle("患者サマリー");
    if (patient.getManagingOrganization().hasReference()) {
      composition.setCustodian(patient.getManagingOrganization().copy());
    }
    return composition;
  }

  /** The author when nobody's organization is. */
  private static Device ourselves(String id) {
    Device system = new Device();
    system.setId(id);
    system.addDeviceName().setName("つなぎ").setType(Device.DeviceNameType.USERFRIENDLYNAME);
    return system;
  }

  private static SectionComponent section(Plan plan, List<Resource> part, Material material) {
    SectionComponent section =
        new SectionComponent()
            .setTitle(plan.title())
            .setCode(concept(LOINC, plan.code(), plan.display()));
    if (!part.isEmpty()) {
      part.forEach(resource -> section.addEntry(to(resource)));
      return section.setText(
          SummaryLineMapper.narrative(part.stream().map(SummaryLineMapper::line).toList()));
    }
    boolean reached = material.wholeRecord() || material.crewCard();
    return section
        .setText(SummaryLineMapper.narrative(List.of(reached ? "記録がありません。" : "閲覧の範囲に含まれません。")))
        .setEmptyReason(
            reached
                ? concept(EMPTY, "unavailable", "Unavailable")
                : concept(EMPTY, "withheld", "Information Withheld"));
  }

  private static void add(Bundle document, Resource resource, String base) {
    String url = base + "/" + resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    boolean there = document.getEntry().stream().anyMatch(entry -> url.equals(entry.getFullUrl()));
    if (!there) {
      document.addEntry().setFullUrl(url).setResource(resource);
    }
  }

  private static boolean isProblem(Resource resource) {
    return resource instanceof Condition condition
        && !isOver(condition.getClinicalStatus())
        && !isOver(condition.getVerificationStatus());
  }

  private static boolean isAllergy(Resource resource) {
    return resource instanceof AllergyIntolerance allergy
        && !isOver(allergy.getClinicalStatus())
        && !isOver(allergy.getVerificationStatus());
  }

  private static boolean isMedicine(Resource resource) {
    if (resource instanceof MedicationStatement statement) {
      return statement.getStatus() == null || TAKEN.contains(statement.getStatus().toCode());
    }
    return resource instanceof MedicationRequest request
        && (request.getStatus() == null || TAKEN.contains(request.getStatus().toCode()));
  }

  private static boolean isImmunization(Resource resource) {
    return resource instanceof Immunization given
        && given.getStatus() == Immunization.ImmunizationStatus.COMPLETED;
  }

  private static boolean isProcedure(Resource resource) {
    return resource instanceof Procedure procedure
        && procedure.getStatus() != Procedure.ProcedureStatus.ENTEREDINERROR
        && procedure.getStatus() != Procedure.ProcedureStatus.NOTDONE;
  }

  private static boolean isDevice(Resource resource) {
    if (resource instanceof DeviceUseStatement use) {
      return use.getStatus() == DeviceUseStatement.DeviceUseStatementStatus.ACTIVE;
    }
    return resource instanceof Device device
        && (!device.hasStatus() || device.getStatus() == Device.FHIRDeviceStatus.ACTIVE);
  }

  private static boolean isObservation(Resource resource, String category) {
    return resource instanceof Observation observation
        && isValid(observation)
        && observation.getCategory().stream()
            .flatMap(concept -> concept.getCoding().stream())
            .anyMatch(coding -> category.equals(coding.getCode()));
  }

  private static boolean isFunction(Resource resource) {
    return isObservation(resource, "care-insurance")
        || isObservation(resource, "functional-status");
  }

  private static boolean isValid(Observation observation) {
    return observation.getStatus() != Observation.ObservationStatus.ENTEREDINERROR
        && observation.getStatus() != Observation.ObservationStatus.CANCELLED;
  }

  private static boolean isFlag(Resource resource) {
    return resource instanceof Flag flag && flag.getStatus() == Flag.FlagStatus.ACTIVE;
  }

  private static boolean isWish(Resource resource) {
    return resource instanceof Consent consent
        && consent.getStatus() == Consent.ConsentState.ACTIVE
        && consent.getScope().getCoding().stream()
            .anyMatch(coding -> "adr".equals(coding.getCode()));
  }

  private static boolean isOver(CodeableConcept status) {
    return status.getCoding().stream().map(Coding::getCode).anyMatch(OVER::contains);
  }

  private static List<Resource> newestFirst(List<Resource> part) {
    if (part.isEmpty() || !(part.get(0) instanceof Observation)) {
      return part;
    }
    return part.stream()
        .sorted(
            Comparator.comparing(
                (Resource one) ->
                    SummaryLineMapper.time(((Observation) one).getEffective()).orElse(new Date(0)),
                Comparator.reverseOrder()))
        .limit(MOST_OBSERVATIONS)
        .toList();
  }

  private static String title(Patient patient, Instant made) {
    return name(patient) + "さんの患者サマリー (" + SummaryLineMapper.day(made) + "作成)";
  }

  /** The name in its usual script, the family first. */
  private static String name(Patient patient) {
    return patient.getName().stream()
        .filter(name -> !"SYL".equals(name.getExtensionString(REPRESENTATION)))
        .findFirst()
        .or(() -> patient.getName().stream().findFirst())
        .map(
            name ->
                name.hasText()
                    ? name.getText()
                    : Stream.concat(
                            Stream.ofNullable(name.getFamily()),
                            name.getGiven().stream().map(StringType::getValue))
                        .collect(Collectors.joining(" ")))
        .orElse("");
  }

  private static CodeableConcept concept(String system, String code, String display) {
    return new CodeableConcept()
        .addCoding(new Coding().setSystem(system).setCode(code).setDisplay(display));
  }

  private static Reference to(Resource resource) {
    return new Reference(resource.fhirType() + "/" + resource.getIdElement().getIdPart());
  }
}
