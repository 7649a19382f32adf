package jp.tsunagi.consent.control;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.tsunagi.consent.entity.ConsentDecision.State;
import jp.tsunagi.consent.entity.ConsentPurpose;
import jp.tsunagi.consent.entity.Span;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.kernel.Vocabulary.Codes;
import jp.tsunagi.kernel.Vocabulary.Extensions;
import jp.tsunagi.kernel.Vocabulary.Identifiers;
import jp.tsunagi.kernel.Vocabulary.Systems;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.OwnReference;
import jp.tsunagi.record.boundary.PeriodBounds;
import jp.tsunagi.record.boundary.ResourceKey;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CareTeam.CareTeamParticipantComponent;
import org.hl7.fhir.r4.model.CareTeam.CareTeamStatus;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.jspecify.annotations.Nullable;

/** Reads from resources what access decisions rest on. */
final class StandingMapper {
  private static final String SEEN = "seen";
  private static final String RESCUE_NEEDED = "rescue-needed";
  private static final String CLOSED = "closed";
  private static final String RECEIVED = "received";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");
  private static final Set<TaskStatus> ENDED =
      Set.of(
          TaskStatus.COMPLETED,
          TaskStatus.CANCELLED,
          TaskStatus.FAILED,
          TaskStatus.REJECTED,
          TaskStatus.ENTEREDINERROR);

  /** 居所. Whose resident it is, and where. */
  record Home(@Nullable String keeper, @Nullable String area, Optional<String> addressText) {}

  /** 支援チームの参加者. */
  record Participant(String reference, Span span) {}

  /** 支援チーム. */
  record Team(String resident, List<Participant> participants) {}

  /** 同意の条項. {@code reference} is empty for all. */
  record Clause(
      String resident,
      ConsentPurpose purpose,
      State state,
      String reference,
      long decidedAt,
      Span span) {}

  /** 通報事案. */
  record Case(
      String caseId,
      @Nullable String area,
      @Nullable String centre,
      @Nullable String owner,
      boolean accepted,
      boolean exercise,
      boolean closed,
      Set<String> residents) {}

  /** What ties a resource to its case. */
  record CaseTie(@Nullable String caseId, @Nullable String task, @Nullable String centre) {
    static final CaseTie NONE = new CaseTie(null, null, null);
  }

  /** 緊急モード. */
  record DeclaredMode(List<AreaCode> areas, Span span) {}

  /** 安否の事実. */
  record Fact(
      String id,
      String resident,
      String plan,
      boolean rescue,
      long observedAt,
      Set<String> replaces) {}

  private StandingMapper() {}

  /** The city's numbers of a Patient. */
  static Set<String> residentNumbers(FhirResource patient) {
    return patient.as(Patient.class).getIdentifier().stream()
        .filter(one -> Identifiers.RESIDENT_NUMBER.equals(one.getSystem()))
        .map(one -> String.valueOf(one.getValue()))
        .collect(Collectors.toSet());
  }

  static Home home(FhirResource resource) {
    Patient patient = resource.as(Patient.class);
    String keeper = id(patient.getManagingOrganization(), "Organization");
    List<Address> addresses =
        patient.getAddress().stream()
            .filter(address -> address.getUse() != Address.AddressUse.OLD)
            .toList();
    String area =
        addresses.stream()
            .flatMap(address -> codes(address.getExtensionsByUrl(Extensions.AREA)))
            .filter(AreaCode::isValid)
            .findFirst()
            .orElse(null);
    return new Home(keeper, area, addresses.stream().findFirst().map(StandingMapper::text));
  }

  private static String text(Address address) {
    return address.hasText()
        ? address.getText()
        : Stream.concat(
                Stream.of(address.getState(), address.getCity(), address.getDistrict()),
                address.getLine().stream().map(PrimitiveType::getValue))
            .filter(Objects::nonNull)
            .collect(Collectors.joining());
  }

  static Optional<Team> team(FhirResource resource) {
    CareTeam team = resource.as(CareTeam.class);
    String resident = id(team.getSubject(), "Patient");
    boolean active = !team.hasStatus() || team.getStatus() == CareTeamStatus.ACTIVE;
    if (resident == null || !active) {
      return Optional.empty();
    }
    Span whole = span(team.getPeriod());
    List<Participant> participants = new ArrayList<>();
    for (CareTeamParticipantComponent participant : team.getParticipant()) {
      Span span = whole.within(span(participant.getPeriod()));
      reference(participant.hasOnBehalfOf() ? participant.getOnBehalfOf() : participant.getMember())
          .ifPresent(reference -> participants.add(new Participant(reference, span)));
    }
    return Optional.of(new Team(resident, participants));
  }

  static List<Clause> clauses(FhirResource resource) {
    Consent consent = resource.as(Consent.class);
    String resident = id(consent.getPatient(), "Patient");
    if (resident == null
        || !isOnSharing(consent)
        || !PlanSupporterMapper.decidedBy(consent).isEmpty()) {
      return List.of();
    }
    long decidedAt = decidedAt(consent);
    List<Clause> clauses = new ArrayList<>();
    provision(consent, consent.getProvision(), null, decidedAt, resident, clauses);
    return clauses;
  }

  static boolean isOnSharing(Consent consent) {
    return !consent.getScope().hasCoding()
        || consent.getScope().hasCoding(Systems.CONSENT_SCOPE_HL7, "patient-privacy");
  }

  static long decidedAt(Consent consent) {
    Instant decided = PeriodBounds.first(consent.getDateTimeElement());
    return decided == null ? Span.EVER : decided.toEpochMilli();
  }

  private static void provision(
      Consent consent,
      ProvisionComponent provision,
      @Nullable ProvisionComponent base,
      long decidedAt,
      String resident,
      List<Clause> clauses) {
    Optional<State> state = state(consent, provision, base);
    if (state.isPresent()) {
      Span span =
          base == null
              ? span(provision.getPeriod())
              : span(provision.getPeriod()).within(span(base.getPeriod()));
      for (ConsentPurpose purpose : purposes(consent, provision, base)) {
        for (String reference : actors(provision)) {
          clauses.add(new Clause(resident, purpose, state.get(), reference, decidedAt, span));
        }
      }
    }
    // PCF: one level of exceptions to the base provision.
    if (base == null) {
      for (ProvisionComponent exception : provision.getProvision()) {
        provision(consent, exception, provision, decidedAt, resident, clauses);
      }
    }
  }

  static Optional<State> state(
      Consent consent, ProvisionComponent provision, @Nullable ProvisionComponent base) {
    boolean denied =
        provision.hasType()
            ? provision.getType() == ConsentProvisionType.DENY
            : base != null && base.getType() != ConsentProvisionType.DENY;
    ConsentState status = consent.getStatus();
    if (status == ConsentState.ACTIVE) {
      return Optional.of(denied ? State.REFUSED : State.GIVEN);
    }
    if (status == ConsentState.INACTIVE) {
      return denied ? Optional.empty() : Optional.of(State.WITHDRAWN);
    }
    return status == ConsentState.REJECTED ? Optional.of(State.REFUSED) : Optional.empty();
  }

  private static Set<ConsentPurpose> purposes(
      Consent consent, ProvisionComponent provision, @Nullable ProvisionComponent base) {
    Set<ConsentPurpose> own = purposes(provision.getPurpose().stream());
    if (!own.isEmpty()) {
      return own;
    }
    Set<ConsentPurpose> inherited = base == null ? Set.of() : purposes(base.getPurpose().stream());
    return inherited.isEmpty()
        ? purposes(
            consent.getCategory().stream().map(CodeableConcept::getCoding).flatMap(List::stream))
        : inherited;
  }

  private static Set<ConsentPurpose> purposes(Stream<Coding> codings) {
    return codings
        .filter(coding -> Systems.CONSENT_PURPOSE.equals(coding.getSystem()))
        .flatMap(coding -> ConsentPurpose.ofCode(String.valueOf(coding.getCode())).stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  // Whoever is not named as an actor is meant only where nobody is named.
  private static List<String> actors(ProvisionComponent provision) {
    if (!provision.hasActor()) {
      return List.of("");
    }
    return provision.getActor().stream()
        .map(actor -> reference(actor.getReference()).orElse("?"))
        .distinct()
        .toList();
  }

  static Case emergencyCase(FhirResource resource) {
    Task task = resource.as(Task.class);
    Set<String> residents = new LinkedHashSet<>();
    addPatient(task.getFor(), residents);
    for (Extension further : task.getExtensionsByUrl(Extensions.FURTHER_RESIDENT)) {
      if (further.getValue() instanceof Reference reference) {
        addPatient(reference, residents);
      }
    }
    String state = code(task.getBusinessStatus(), Systems.EMERGENCY_CASE_STATE);
    boolean accepted = !RECEIVED.equals(state) && !state.isEmpty();
    return new Case(
        caseNumber(task.getIdentifier()).orElse(resource.id()),
        residents.isEmpty() ? null : area(task),
        id(task.getRequester(), "Organization"),
        accepted ? reference(task.getOwner()).orElse(null) : null,
        accepted,
        isExercise(task),
        CLOSED.equals(state) || ENDED.contains(task.getStatus()),
        residents);
  }

  private static @Nullable String area(Task task) {
    return codes(task.getExtensionsByUrl(Extensions.AREA))
        .filter(AreaCode::isValid)
        .findFirst()
        .orElse(null);
  }

  private static void addPatient(Reference reference, Set<String> residents) {
    String patient = id(reference, "Patient");
    if (patient != null) {
      residents.add(patient);
    }
  }

  static CaseTie caseTie(FhirResource resource) {
    Resource model = resource.model();
    if (model instanceof Task task) {
      String partOf =
          task.getPartOf().stream()
              .map(part -> id(part, "Task"))
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
      String group =
          caseNumber(List.of(task.getGroupIdentifier()))
              .or(() -> caseNumber(task.getIdentifier()))
              .orElse(null);
      boolean isCase = task.getCode().hasCoding(Systems.TASK, Codes.EMERGENCY_CASE);
      return new CaseTie(
          group == null && isCase ? resource.id() : group,
          partOf,
          isCase ? id(task.getRequester(), "Organization") : null);
    }
    if (model instanceof Communication call) {
      String task =
          Stream.concat(call.getPartOf().stream(), call.getAbout().stream())
              .map(part -> id(part, "Task"))
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
      String centre =
          call.getRecipient().stream()
              .map(recipient -> id(recipient, "Organization"))
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
      return new CaseTie(null, task, centre);
    }
    if (model instanceof ServiceRequest request) {
      return new CaseTie(caseNumber(request.getIdentifier()).orElse(null), null, null);
    }
    if (model instanceof Encounter encounter) {
      return new CaseTie(caseNumber(encounter.getIdentifier()).orElse(null), null, null);
    }
    return CaseTie.NONE;
  }

  /** The step or state a Task of a case stands for. */
  static String caseState(FhirResource resource) {
    return code(resource.as(Task.class).getBusinessStatus(), Systems.EMERGENCY_CASE_STATE);
  }

  private static Optional<String> caseNumber(List<Identifier> identifiers) {
    return identifiers.stream()
        .filter(identifier -> Identifiers.EMERGENCY_CASE.equals(identifier.getSystem()))
        .map(Identifier::getValue)
        .filter(value -> value != null && ID.matcher(value).matches())
        .findFirst();
  }

  static Optional<DeclaredMode> emergencyMode(FhirResource resource) {
    CarePlan plan = resource.as(CarePlan.class);
    Extension mode = plan.getExtensionByUrl(Extensions.EMERGENCY_MODE);
    boolean running = plan.getStatus() == CarePlan.CarePlanStatus.ACTIVE;
    if (mode == null || !running || isExercise(plan)) {
      return Optional.empty();
    }
    Extension period = mode.getExtensionByUrl("period");
    if (period == null || !(period.getValue() instanceof Period declared) || !declared.hasEnd()) {
      return Optional.empty();
    }
    Instant from =
        declared.hasStart() ? PeriodBounds.from(declared) : PeriodBounds.from(plan.getPeriod());
    return Optional.of(
        new DeclaredMode(areas(resource), Span.of(from, PeriodBounds.until(declared))));
  }

  /** The areas a disaster is declared for. */
  static List<AreaCode> areas(FhirResource resource) {
    return codes(resource.as(CarePlan.class).getExtensionsByUrl(Extensions.AREA))
        .filter(AreaCode::isValid)
        .map(AreaCode::new)
        .distinct()
        .toList();
  }

  /** What a safety report says of rescue; empty when it says nothing of it. */
  static Optional<Fact> fact(FhirResource resource) {
    Observation observation = resource.as(Observation.class);
    String resident = id(observation.getSubject(), "Patient");
    String plan =
        observation.getBasedOn().stream()
            .map(basis -> id(basis, "CarePlan"))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    if (resident == null || plan == null) {
      return Optional.empty();
    }
    String safety =
        observation.hasValueCodeableConcept()
            ? code(observation.getValueCodeableConcept(), Systems.SAFETY_STATUS)
            : "";
    boolean rescue = RESCUE_NEEDED.equals(safety);
    boolean seenOtherwise =
        !safety.isEmpty()
            && !rescue
            && SEEN.equals(code(observation.getMethod(), Systems.HOW_OBSERVED));
    Set<String> replaces =
        Stream.concat(
                observation.getExtensionsByUrl(Extensions.SUPERSEDES).stream(),
                observation.getExtensionsByUrl(Extensions.WITHDRAWS).stream())
            .map(extension -> extension.getValueAsPrimitive().getValueAsString())
            .filter(id -> id != null && ID.matcher(id).matches())
            .collect(Collectors.toSet());
    if (!rescue && !seenOtherwise && replaces.isEmpty()) {
      return Optional.empty();
    }
    boolean withdraws = observation.hasExtension(Extensions.WITHDRAWS);
    return Optional.of(
        new Fact(
            factId(observation).orElse(resource.id()),
            resident,
            rescue || (seenOtherwise && !withdraws) ? plan : "",
            rescue,
            observedAt(observation),
            replaces));
  }

  private static Optional<String> factId(Observation observation) {
    return observation.getIdentifier().stream()
        .filter(identifier -> Identifiers.SAFETY_FACT.equals(identifier.getSystem()))
        .map(Identifier::getValue)
        .filter(value -> value != null && ID.matcher(value).matches())
        .findFirst();
  }

  private static long observedAt(Observation observation) {
    Instant at =
        observation.hasEffectiveDateTimeType()
            ? PeriodBounds.first(observation.getEffectiveDateTimeType())
            : null;
    if (at == null && observation.hasIssued()) {
      at = observation.getIssued().toInstant();
    }
    return at == null ? Span.EVER : at.toEpochMilli();
  }

  static Optional<String> deviceOwner(FhirResource resource) {
    return Optional.ofNullable(id(resource.as(Device.class).getOwner(), "Organization"));
  }

  /** Whom the author of a sealed note named as readers. */
  static Set<String> readersOfSealed(FhirResource resource) {
    return resource.model() instanceof Communication note
        ? note.getRecipient().stream()
            .flatMap(recipient -> reference(recipient).stream())
            .collect(Collectors.toSet())
        : Set.of();
  }

  /** The body a PractitionerRole is a post of. */
  static Optional<String> employer(FhirResource resource) {
    return Optional.ofNullable(
        id(
            resource.as(org.hl7.fhir.r4.model.PractitionerRole.class).getOrganization(),
            "Organization"));
  }

  /** The body an Organization belongs to. */
  static Optional<String> parent(FhirResource resource) {
    return Optional.ofNullable(
        id(resource.as(org.hl7.fhir.r4.model.Organization.class).getPartOf(), "Organization"));
  }

  private static boolean isExercise(DomainResource resource) {
    Extension exercise = resource.getExtensionByUrl(Extensions.EXERCISE);
    return exercise != null
        && exercise.hasValue()
        && "true".equals(exercise.getValueAsPrimitive().getValueAsString());
  }

  private static Stream<String> codes(List<Extension> extensions) {
    return extensions.stream()
        .filter(Extension::hasValue)
        .map(extension -> extension.getValueAsPrimitive().getValueAsString())
        .filter(Objects::nonNull);
  }

  private static String code(CodeableConcept concept, String system) {
    return concept.getCoding().stream()
        .filter(coding -> system.equals(coding.getSystem()))
        .map(Coding::getCode)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }

  static Span span(Period period) {
    return Span.of(PeriodBounds.from(period), PeriodBounds.until(period));
  }

  static @Nullable String id(Reference reference, String type) {
    return OwnReference.id(reference, type).orElse(null);
  }

  private static Optional<String> reference(Reference reference) {
    return OwnReference.of(reference).map(ResourceKey::toString);
  }
}
