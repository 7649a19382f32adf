package jp.tsunagi.disaster.control;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.tsunagi.disaster.entity.Disaster;
import jp.tsunagi.disaster.entity.EmergencyMode;
import jp.tsunagi.disaster.entity.Hazard;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.kernel.Vocabulary.Codes;
import jp.tsunagi.kernel.Vocabulary.Extensions;
import jp.tsunagi.kernel.Vocabulary.Identifiers;
import jp.tsunagi.kernel.Vocabulary.Profiles;
import jp.tsunagi.kernel.Vocabulary.Systems;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import jp.tsunagi.record.boundary.FhirResource;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanIntent;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Group.GroupType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/** Translates a disaster from and to its CarePlan, and the roster to its Group. */
public final class DisasterMapper {
  private static final String GROUND_IN_A_DISASTER = "49-11-3";
  private static final String DECLARED_BY = "declaredBy";
  private static final String CONFIRMED_BY = "confirmedBy";
  private static final String CONFIRMED_AT = "confirmedAt";

  private DisasterMapper() {}

  /** The id of the Group that describes a city's roster. */
  public static String rosterOf(String city) {
    return "roster-" + city;
  }

  /**
   * The disaster as a new CarePlan, or as the stored one brought up to date.
   *
   * @param stored the CarePlan as it stands; null for a new one
   * @param author who opened it, as a relative reference
   */
  public static FhirResource toCarePlan(
      Disaster disaster, @Nullable FhirResource stored, @Nullable String author) {
    CarePlan plan = stored == null ? new CarePlan() : stored.as(CarePlan.class).copy();
    plan.setId(disaster.id());
    if (stored == null) {
      plan.getMeta().addProfile(Profiles.DISASTER_RESPONSE);
      plan.addIdentifier().setSystem(Identifiers.DISASTER).setValue(disaster.id());
      plan.addCategory(
          FhirPartsMapper.concept(Systems.CARE_PLAN_CATEGORY, Codes.DISASTER_RESPONSE));
      plan.setIntent(CarePlanIntent.ORDER);
      plan.setSubject(new Reference("Group/" + rosterOf(disaster.areas().get(0).city())));
      if (author != null) {
        plan.setAuthor(new Reference(author));
      }
    }
    plan.setTitle(disaster.title());
    plan.setStatus(disaster.isOpen() ? CarePlanStatus.ACTIVE : CarePlanStatus.COMPLETED);
    plan.setPeriod(FhirPartsMapper.period(disaster.openedAt(), disaster.closedAt()));
    plan.getExtension()
        .removeIf(
            extension ->
                List.of(Extensions.HAZARD, Extensions.AREA, Extensions.EMERGENCY_MODE)
                    .contains(extension.getUrl()));
    plan.addExtension(Extensions.HAZARD, new CodeType(disaster.hazard().code()));
    for (AreaCode area : disaster.areas()) {
      plan.addExtension(Extensions.AREA, new CodeType(area.value()));
    }
    if (disaster.mode() != null) {
      plan.addExtension(mode(disaster.mode()));
    }
    FhirPartsMapper.exercise(plan, disaster.exercise());
    return FhirResource.of(plan);
  }

  private static Extension mode(EmergencyMode mode) {
    CodeableConcept ground = new CodeableConcept().setText(mode.legalGround());
    ground
        .addCoding()
        .setSystem(Systems.LEGAL_GROUND)
        .setCode(
            mode.legalGround().matches(".*49\\s*条の\\s*11.*3.*") ? GROUND_IN_A_DISASTER : "other");
    Extension extension = new Extension(Extensions.EMERGENCY_MODE);
    extension.addExtension(new Extension("reason", new StringType(mode.reason())));
    extension.addExtension(new Extension("legalGround", ground));
    extension.addExtension(
        new Extension("period", FhirPartsMapper.period(mode.from(), mode.until())));
    if (mode.declaredBy() != null) {
      extension.addExtension(new Extension(DECLARED_BY, new StringType(mode.declaredBy())));
    }
    if (mode.confirmedBy() != null && mode.confirmedAt() != null) {
      extension.addExtension(new Extension(CONFIRMED_BY, new StringType(mode.confirmedBy())));
      extension.addExtension(
          new Extension(
              CONFIRMED_AT, FhirPartsMapper.period(mode.confirmedAt(), null).getStartElement()));
    }
    return extension;
  }

  /** What keeps a CarePlan from being a disaster, whichever door it comes through. */
  public static List<Violation> check(FhirResource resource) {
    CarePlan plan = resource.as(CarePlan.class);
    List<Violation> violations = new ArrayList<>();
    if (!plan.hasTitle() || plan.getTitle().isBlank()) {
      violations.add(Violation.of("CarePlan.title", "required"));
    }
    if (hazard(plan).isEmpty()) {
      violations.add(Violation.of("CarePlan.extension(hazard)", "disaster.not-a-hazard"));
    }
    if (areas(plan).isEmpty()) {
      violations.add(Violation.of("CarePlan.extension(area)", "required"));
    }
    if (FhirPartsMapper.instant(plan.getPeriod().getStart()).isEmpty()) {
      violations.add(Violation.of("CarePlan.period.start", "required"));
    }
    Extension mode = plan.getExtensionByUrl(Extensions.EMERGENCY_MODE);
    if (mode != null && FhirPartsMapper.exercise(plan)) {
      violations.add(
          Violation.of("CarePlan.extension(emergency-mode)", "disaster.no-mode-in-a-drill"));
    } else if (mode != null && mode(plan).isEmpty()) {
      violations.add(
          Violation.of("CarePlan.extension(emergency-mode)", "disaster.incomplete-mode"));
    }
    return violations;
  }

  /** Fills in what a client that writes the CarePlan itself leaves to us. */
  public static void complete(FhirResource resource) {
    CarePlan plan = resource.as(CarePlan.class);
    if (plan.getIdentifier().stream()
        .noneMatch(identifier -> Identifiers.DISASTER.equals(identifier.getSystem()))) {
      plan.addIdentifier()
          .setSystem(Identifiers.DISASTER)
          .setValue(
              resource.hasId()
                  ? resource.id()
                  : com.fasterxml.uuid.Generators.timeBasedEpochGenerator().generate().toString());
    }
  }

  /** Writes down who declares the emergency mode of a CarePlan that comes in. */
  public static void sign(FhirResource resource, String user) {
    CarePlan plan = resource.as(CarePlan.class);
    Extension mode = plan.getExtensionByUrl(Extensions.EMERGENCY_MODE);
    if (mode != null) {
      mode.getExtension().removeIf(part -> part.getUrl().equals(DECLARED_BY));
      mode.addExtension(new Extension(DECLARED_BY, new StringType(user)));
    }
  }

  /** The disaster a checked CarePlan stands for. */
  public static Disaster disaster(FhirResource resource) {
    CarePlan plan = resource.as(CarePlan.class);
    boolean over =
        plan.getStatus() == CarePlanStatus.COMPLETED
            || plan.getStatus() == CarePlanStatus.REVOKED
            || plan.getStatus() == CarePlanStatus.ENTEREDINERROR;
    Instant opened =
        FhirPartsMapper.instant(plan.getPeriod().getStart())
            .orElseThrow(() -> new IllegalStateException("unchecked CarePlan " + resource));
    Instant closed =
        over
            ? FhirPartsMapper.instant(plan.getPeriod().getEnd())
                .or(resource::lastUpdated)
                .orElse(opened)
            : null;
    return new Disaster(
        resource.id(),
        plan.getTitle(),
        hazard(plan).orElse(Hazard.OTHER),
        areas(plan),
        FhirPartsMapper.exercise(plan),
        opened,
        closed,
        FhirPartsMapper.exercise(plan) ? null : mode(plan).orElse(null));
  }

  private static Optional<Hazard> hazard(CarePlan plan) {
    return FhirPartsMapper.text(plan, Extensions.HAZARD).flatMap(Hazard::ofCode);
  }

  private static List<AreaCode> areas(CarePlan plan) {
    return plan.getExtensionsByUrl(Extensions.AREA).stream()
        .flatMap(extension -> FhirPartsMapper.text(extension).stream())
        .filter(code -> code.matches("[0-9]{5}(-[a-z0-9]+)*"))
        .map(AreaCode::new)
        .toList();
  }

  private static Optional<EmergencyMode> mode(CarePlan plan) {
    Extension extension = plan.getExtensionByUrl(Extensions.EMERGENCY_MODE);
    if (extension == null
        || !(FhirPartsMapper.value(extension.getExtensionByUrl("period")) instanceof Period time)
        || !time.hasStart()
        || !time.hasEnd()) {
      return Optional.empty();
    }
    Optional<String> reason = FhirPartsMapper.text(extension.getExtensionByUrl("reason"));
    Extension ground = extension.getExtensionByUrl("legalGround");
    if (reason.isEmpty() || ground == null || !(ground.getValue() instanceof CodeableConcept law)) {
      return Optional.empty();
    }
    String text = law.hasText() ? law.getText() : law.getCodingFirstRep().getDisplay();
    return Optional.of(
        new EmergencyMode(
            text == null ? law.getCodingFirstRep().getCode() : text,
            reason.get(),
            time.getStart().toInstant(),
            time.getEnd().toInstant(),
            FhirPartsMapper.text(extension.getExtensionByUrl(DECLARED_BY)).orElse(null),
            FhirPartsMapper.text(extension.getExtensionByUrl(CONFIRMED_BY)).orElse(null),
            FhirPartsMapper.value(extension.getExtensionByUrl(CONFIRMED_AT))
                    instanceof DateTimeType at
                ? at.getValue().toInstant()
                : null));
  }

  /**
   * The Group that describes who is on a city's roster: those with an active flag of category
   * roster. It names nobody.
   *
   * @param organization id of the body that keeps the roster
   */
  public static FhirResource toRoster(String city, String name, String organization) {
    Group group = new Group();
    group.setId(rosterOf(city));
    group.getMeta().addProfile(Profiles.ROSTER);
    group.setActive(true);
    group.setType(GroupType.PERSON);
    group.setActual(false);
    group.setCode(FhirPartsMapper.concept(Systems.GROUP, Codes.ROSTER));
    group.setName(name);
    group.setManagingEntity(new Reference("Organization/" + organization));
    group
        .addCharacteristic()
        .setCode(FhirPartsMapper.concept(Systems.GROUP, "area"))
        .setValue(FhirPartsMapper.concept(Systems.AREA, city))
        .setExclude(false);
    group
        .addCharacteristic()
        .setCode(FhirPartsMapper.concept(Systems.GROUP, "support-reason"))
        .setValue(FhirPartsMapper.concept(Systems.FLAG_CATEGORY, Codes.ROSTER))
        .setExclude(false);
    return FhirResource.of(group);
  }
}
