package jp.tsunagi.disaster.control;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jp.tsunagi.disaster.entity.HowObserved;
import jp.tsunagi.disaster.entity.ObservedTime;
import jp.tsunagi.disaster.entity.ReportedFact;
import jp.tsunagi.disaster.entity.Safety;
import jp.tsunagi.disaster.entity.SafetyFact;
import jp.tsunagi.disaster.entity.SupportNeed;
import jp.tsunagi.disaster.entity.Whereabouts;
import jp.tsunagi.kernel.Vocabulary.Codes;
import jp.tsunagi.kernel.Vocabulary.Extensions;
import jp.tsunagi.kernel.Vocabulary.Identifiers;
import jp.tsunagi.kernel.Vocabulary.Profiles;
import jp.tsunagi.kernel.Vocabulary.Systems;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import jp.tsunagi.record.boundary.FhirResource;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/** Translates a report on a resident's safety from and to its Observation. */
public final class SafetyFactMapper {
  private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final String ABSENT_REASON =
      "http://terminology.hl7.org/CodeSystem/data-absent-reason";

  private SafetyFactMapper() {}

  public static boolean isFact(@Nullable FhirResource resource) {
    return resource != null
        && resource.model() instanceof Observation observation
        && observation.getCode().hasCoding(Systems.OBSERVATION, Codes.SAFETY_STATUS);
  }

  /** A fact as an Observation that is not stored yet. */
  public static FhirResource toObservation(ReportedFact reported) {
    SafetyFact fact = reported.fact();
    Observation observation = new Observation();
    observation.getMeta().addProfile(Profiles.SAFETY_STATUS);
    observation.addIdentifier().setSystem(Identifiers.SAFETY_FACT).setValue(fact.id());
    observation.addBasedOn(new Reference("CarePlan/" + reported.disaster()));
    observation.setStatus(ObservationStatus.FINAL);
    observation.addCategory(
        FhirPartsMapper.concept(Systems.OBSERVATION_CATEGORY, Codes.SAFETY_REPORT));
    observation.setCode(FhirPartsMapper.concept(Systems.OBSERVATION, Codes.SAFETY_STATUS));
    observation.setSubject(new Reference("Patient/" + reported.resident()));
    observation.setEffective(FhirPartsMapper.dateTime(fact.time().estimate()));
    observation.setIssuedElement(issued(reported.receivedAt()));
    observation.setMethod(FhirPartsMapper.concept(Systems.HOW_OBSERVED, fact.how().code()));
    addStatement(observation, fact);
    addOrigin(observation, reported);
    return FhirResource.of(observation);
  }

  private static InstantType issued(Instant at) {
    return new InstantType(FhirPartsMapper.dateTime(at).getValueAsString());
  }

  private static void addStatement(Observation observation, SafetyFact fact) {
    if (fact.safety() != null) {
      observation.setValue(FhirPartsMapper.concept(Systems.SAFETY_STATUS, fact.safety().code()));
    }
    if (fact.whereabouts() != null) {
      addComponent(observation, Codes.WHEREABOUTS)
          .setValue(FhirPartsMapper.concept(Systems.WHEREABOUTS, fact.whereabouts().code()));
    }
    Set<SupportNeed> support = fact.support();
    if (support != null && support.isEmpty()) {
      addComponent(observation, Codes.SUPPORT_NEED)
          .setDataAbsentReason(FhirPartsMapper.concept(ABSENT_REASON, "not-applicable"));
    } else if (support != null) {
      support.stream()
          .sorted()
          .forEach(
              need ->
                  addComponent(observation, Codes.SUPPORT_NEED)
                      .setValue(FhirPartsMapper.concept(Systems.SUPPORT_NEED, need.code())));
    }
  }

  private static ObservationComponentComponent addComponent(Observation observation, String code) {
    return observation.addComponent().setCode(FhirPartsMapper.concept(Systems.OBSERVATION, code));
  }

  private static void addOrigin(Observation observation, ReportedFact reported) {
    SafetyFact fact = reported.fact();
    observation.addExtension(Extensions.REPORTING_DEVICE, new StringType(fact.device()));
    observation.addExtension(
        Extensions.SEQUENCE,
        fact.sequence() <= Integer.MAX_VALUE
            ? new IntegerType((int) fact.sequence())
            : new DecimalType(fact.sequence()));
    observation.addExtension(
        Extensions.DEVICE_TIME, FhirPartsMapper.dateTime(reported.deviceTime()));
    ObservedTime time = fact.time();
    if (!time.earliest().equals(time.latest())) {
      observation.addExtension(
          Extensions.OBSERVED_INTERVAL, FhirPartsMapper.period(time.earliest(), time.latest()));
    }
    fact.supersedes().stream()
        .sorted()
        .forEach(id -> observation.addExtension(Extensions.SUPERSEDES, new StringType(id)));
    if (fact.withdraws() != null) {
      observation.addExtension(Extensions.WITHDRAWS, new StringType(fact.withdraws()));
    }
    if (reported.place() != null) {
      observation.addExtension(FhirPartsMapper.place(reported.place()));
    }
    if (reported.performer() != null) {
      observation.addPerformer(performer(reported.performer(), reported.user()));
    }
    if (reported.machine() != null) {
      observation.setDevice(new Reference(reported.machine()));
    }
    if (reported.source() != null) {
      observation.addFocus(new Reference(reported.source()));
    }
    if (reported.note() != null) {
      observation.addNote().setText(reported.note());
    }
    FhirPartsMapper.exercise(observation, reported.exercise());
  }

  private static Reference performer(String reference, @Nullable String user) {
    Reference performer = new Reference(reference);
    if (user != null) {
      performer.setIdentifier(new Identifier().setSystem(Identifiers.STAFF_USER).setValue(user));
    }
    return performer;
  }

  /**
   * Fills in what a client that writes the Observation itself leaves to us.
   *
   * @param identity used when it brings no fact id
   * @param disaster used when it names none
   * @param performer used when it names nobody
   * @param user the performer's account
   * @param received when it arrived; replaces what the client says
   */
  public static void complete(
      FhirResource resource,
      String identity,
      @Nullable String disaster,
      @Nullable String performer,
      @Nullable String user,
      boolean exercise,
      @Nullable Instant received) {
    Observation observation = resource.as(Observation.class);
    if (factId(observation).isEmpty()) {
      observation.addIdentifier().setSystem(Identifiers.SAFETY_FACT).setValue(identity);
    }
    if (!observation.hasBasedOn() && disaster != null) {
      observation.addBasedOn(new Reference("CarePlan/" + disaster));
    }
    if (!observation.hasPerformer() && performer != null) {
      observation.addPerformer(performer(performer, user));
    }
    if (!FhirPartsMapper.has(
        observation.getCategory(), Systems.OBSERVATION_CATEGORY, Codes.SAFETY_REPORT)) {
      observation.addCategory(
          FhirPartsMapper.concept(Systems.OBSERVATION_CATEGORY, Codes.SAFETY_REPORT));
    }
    if (received != null) {
      observation.setIssuedElement(issued(received));
      if (!observation.hasEffective()) {
        observation.setEffective(FhirPartsMapper.dateTime(received));
      }
    }
    FhirPartsMapper.exercise(observation, exercise);
  }

  public static void name(FhirResource resource, String profile) {
    Observation observation = resource.as(Observation.class);
    if (observation.getMeta().getProfile().stream()
        .map(CanonicalType::getValue)
        .noneMatch(profile::equals)) {
      observation.getMeta().addProfile(profile);
    }
  }

  /** What keeps an Observation from being a report on somebody's safety. */
  public static List<Violation> check(FhirResource resource) {
    Observation observation = resource.as(Observation.class);
    List<Violation> violations = new ArrayList<>();
    if (FhirPartsMapper.idOf(observation.getSubject(), "Patient").isEmpty()) {
      violations.add(Violation.of("Observation.subject", "required"));
    }
    if (observation.getStatus() != ObservationStatus.FINAL) {
      violations.add(Violation.of("Observation.status", "not-a-code", "final"));
    }
    factId(observation)
        .filter(id -> !id.toLowerCase(Locale.ROOT).matches(UUID))
        .ifPresent(
            id -> violations.add(Violation.of("Observation.identifier", "disaster.not-a-uuid")));
    if (observation.hasEffective()
        && FhirPartsMapper.instant(observation.getEffective()).isEmpty()) {
      violations.add(Violation.of("Observation.effective", "not-a-time"));
    }
    if (how(observation).isEmpty()) {
      violations.add(Violation.of("Observation.method", "not-a-code", codes(HowObserved.values())));
    }
    if (observation.hasValue() && safety(observation).isEmpty()) {
      violations.add(Violation.of("Observation.value", "disaster.not-a-safety"));
    }
    if (components(observation, Codes.WHEREABOUTS).size() > 1) {
      violations.add(Violation.of("Observation.component", "cardinality", 0, 1));
    }
    boolean unreadable =
        components(observation, Codes.WHEREABOUTS).stream()
                .anyMatch(component -> whereabouts(component).isEmpty())
            || components(observation, Codes.SUPPORT_NEED).stream()
                .anyMatch(component -> component.hasValue() && support(component).isEmpty());
    if (unreadable) {
      violations.add(Violation.of("Observation.component.value", "disaster.not-a-code"));
    }
    boolean says =
        observation.hasValue()
            || !components(observation, Codes.WHEREABOUTS).isEmpty()
            || !components(observation, Codes.SUPPORT_NEED).isEmpty()
            || observation.getExtensionByUrl(Extensions.WITHDRAWS) != null;
    if (!says) {
      violations.add(Violation.of("Observation.value", "disaster.says-nothing"));
    }
    return violations;
  }

  /** The fact's id; a checked and completed Observation has one. */
  public static String idOf(FhirResource resource) {
    return factId(resource.as(Observation.class))
        .map(id -> id.toLowerCase(Locale.ROOT))
        .orElse(resource.id());
  }

  /** The disaster a fact belongs to; empty when the client names none. */
  public static Optional<String> disasterOf(FhirResource resource) {
    return resource.as(Observation.class).getBasedOn().stream()
        .flatMap(reference -> FhirPartsMapper.idOf(reference, "CarePlan").stream())
        .findFirst();
  }

  public static Optional<String> residentOf(FhirResource resource) {
    return FhirPartsMapper.idOf(resource.as(Observation.class).getSubject(), "Patient");
  }

  public static Optional<String> performerOf(FhirResource resource) {
    Observation observation = resource.as(Observation.class);
    return observation.hasPerformer()
        ? FhirPartsMapper.relative(observation.getPerformerFirstRep())
        : Optional.empty();
  }

  public static Optional<Boolean> exerciseOf(FhirResource resource) {
    return FhirPartsMapper.text(resource.as(Observation.class), Extensions.EXERCISE)
        .map(Boolean::valueOf);
  }

  /** The person behind a PractitionerRole, as a relative reference. */
  public static Optional<String> personOf(FhirResource post) {
    return post.model() instanceof org.hl7.fhir.r4.model.PractitionerRole role
        ? FhirPartsMapper.relative(role.getPractitioner())
        : Optional.empty();
  }

  /**
   * The fact of a stored and checked Observation.
   *
   * @param observer who stands behind it
   */
  public static ReportedFact fact(FhirResource resource, String observer) {
    Observation observation = resource.as(Observation.class);
    Instant received =
        FhirPartsMapper.instant(observation.getIssued())
            .or(resource::lastUpdated)
            .orElseThrow(() -> new IllegalStateException("no time of receipt: " + resource));
    Instant effective = FhirPartsMapper.instant(observation.getEffective()).orElse(received);
    Instant estimate = effective.isAfter(received) ? received : effective;
    SafetyFact fact =
        new SafetyFact(
            factId(observation).map(id -> id.toLowerCase(Locale.ROOT)).orElse(resource.id()),
            observer,
            safety(observation).orElse(null),
            components(observation, Codes.WHEREABOUTS).stream()
                .flatMap(component -> whereabouts(component).stream())
                .findFirst()
                .orElse(null),
            needs(observation),
            how(observation).orElse(HowObserved.SEEN),
            time(observation, estimate),
            FhirPartsMapper.text(observation, Extensions.REPORTING_DEVICE)
                .orElse("Observation/" + resource.id()),
            FhirPartsMapper.text(observation, Extensions.SEQUENCE)
                .map(number -> new BigDecimal(number).longValue())
                .orElse(0L),
            observation.getExtensionsByUrl(Extensions.SUPERSEDES).stream()
                .flatMap(extension -> FhirPartsMapper.text(extension).stream())
                .map(id -> id.toLowerCase(Locale.ROOT))
                .filter(id -> id.matches(UUID))
                .collect(Collectors.toSet()),
            FhirPartsMapper.text(observation, Extensions.WITHDRAWS)
                .map(id -> id.toLowerCase(Locale.ROOT))
                .filter(id -> id.matches(UUID))
                .orElse(null));
    return new ReportedFact(
        resource.id(),
        disasterOf(resource).orElse(""),
        residentOf(resource).orElse(""),
        fact,
        FhirPartsMapper.text(observation, Extensions.DEVICE_TIME)
            .flatMap(text -> FhirPartsMapper.instant(new org.hl7.fhir.r4.model.DateTimeType(text)))
            .orElse(effective),
        received,
        performerOf(resource).orElse(null),
        user(observation),
        FhirPartsMapper.relative(observation.getDevice()).orElse(null),
        observation.hasFocus()
            ? FhirPartsMapper.relative(observation.getFocusFirstRep()).orElse(null)
            : null,
        FhirPartsMapper.place(observation).orElse(null),
        observation.hasNote() ? observation.getNoteFirstRep().getText() : null,
        FhirPartsMapper.exercise(observation));
  }

  private static @Nullable String user(Observation observation) {
    if (!observation.hasPerformer()) {
      return null;
    }
    Identifier identifier = observation.getPerformerFirstRep().getIdentifier();
    return Identifiers.STAFF_USER.equals(identifier.getSystem()) ? identifier.getValue() : null;
  }

  private static ObservedTime time(Observation observation, Instant estimate) {
    if (FhirPartsMapper.value(observation.getExtensionByUrl(Extensions.OBSERVED_INTERVAL))
            instanceof Period period
        && period.hasStart()
        && period.hasEnd()) {
      Instant earliest = period.getStart().toInstant();
      Instant latest = period.getEnd().toInstant();
      return new ObservedTime(
          earliest.isAfter(estimate) ? estimate : earliest,
          estimate,
          latest.isBefore(estimate) ? estimate : latest);
    }
    return ObservedTime.exactly(estimate);
  }

  private static Optional<String> factId(Observation observation) {
    return observation.getIdentifier().stream()
        .filter(identifier -> Identifiers.SAFETY_FACT.equals(identifier.getSystem()))
        .map(Identifier::getValue)
        .findFirst();
  }

  private static Optional<HowObserved> how(Observation observation) {
    return FhirPartsMapper.code(observation.getMethod(), Systems.HOW_OBSERVED)
        .flatMap(HowObserved::ofCode);
  }

  private static Optional<Safety> safety(Observation observation) {
    return FhirPartsMapper.code(observation.getValue(), Systems.SAFETY_STATUS)
        .flatMap(Safety::ofCode)
        .filter(Safety::reportable);
  }

  private static List<ObservationComponentComponent> components(
      Observation observation, String code) {
    return observation.getComponent().stream()
        .filter(component -> component.getCode().hasCoding(Systems.OBSERVATION, code))
        .toList();
  }

  private static Optional<Whereabouts> whereabouts(ObservationComponentComponent component) {
    return FhirPartsMapper.code(component.getValue(), Systems.WHEREABOUTS)
        .flatMap(Whereabouts::ofCode);
  }

  private static Optional<SupportNeed> support(ObservationComponentComponent component) {
    return FhirPartsMapper.code(component.getValue(), Systems.SUPPORT_NEED)
        .flatMap(SupportNeed::ofCode);
  }

  private static @Nullable Set<SupportNeed> needs(Observation observation) {
    List<ObservationComponentComponent> components = components(observation, Codes.SUPPORT_NEED);
    if (components.isEmpty()) {
      return null;
    }
    Set<SupportNeed> needs = EnumSet.noneOf(SupportNeed.class);
    components.forEach(component -> support(component).ifPresent(needs::add));
    return needs;
  }

  private static String codes(HowObserved[] values) {
    return java.util.Arrays.stream(values).map(HowObserved::code).collect(Collectors.joining(", "));
  }
}
