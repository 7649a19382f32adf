package jp.tsunagi.consent.boundary;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.audit.boundary.Audited;
import jp.tsunagi.consent.control.BreakGlassRepository;
import jp.tsunagi.consent.control.NamedPerson;
import jp.tsunagi.consent.control.TryLimit;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.LiveEvent;
import jp.tsunagi.platform.boundary.LiveEvents;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * 緊急閲覧. Opens one resident's crew card to a hospital or fire crew for sixty minutes, on a reason
 * and without consent. The resident's care manager and the auditor are told at once; every try is
 * in the trail.
 */
@ApplicationScoped
public class BreakGlassService {
  /** How long a grant lasts. */
  public static final Duration LASTS = Duration.ofMinutes(60);

  private static final Set<Role> ALLOWED =
      EnumSet.of(Role.HOSPITAL, Role.FIRE_DISPATCH, Role.FIRE_CREW);
  private static final int MOST_REASON = 200;
  private static final int MOST_TEXT = 2_000;

  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
  private CurrentActor current;
  private NamedPerson named;
  private BreakGlassRepository grants;
  private TryLimit limit;
  private BreakGlassCard cards;
  private LiveEvents liveEvents;
  private Event<GlassBroken> broken;
  private AuditScope audit;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected BreakGlassService() {}

  @Inject
  BreakGlassService(
      CurrentActor current,
      NamedPerson named,
      BreakGlassRepository grants,
      TryLimit limit,
      BreakGlassCard cards,
      LiveEvents liveEvents,
      Event<GlassBroken> broken,
      AuditScope audit,
      Clock clock) {
    this.current = current;
    this.named = named;
    this.grants = grants;
    this.limit = limit;
    this.cards = cards;
    this.liveEvents = liveEvents;
    this.broken = broken;
    this.audit = audit;
    this.clock = clock;
  }

  /** Breaks the glass over the person named; {@code not-found} when the words lead to nobody. */
  @Audited(AuditAction.EXECUTE)
  @Transactional
  public BrokenGlass open(BreakGlass command, String language) {
    Actor actor = current.get();
    audit.resource("break-glass").dataSet(DataSet.CREW_CARD.code());
    if (!actor.hasAny(ALLOWED)) {
      throw new ProblemException(ProblemCode.FORBIDDEN);
    }
    limit.count(actor.user());
    String reason = reason(command);
    List<String> residents = find(command);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<BrokenGlass.Grant> given = new ArrayList<>();
    for (String resident : residents) {
      given.add(grant(actor, new ResidentId(resident), reason, command.text(), now));
    }
    List<Object> shown =
        given.stream()
            .map(grant -> cards.of(actor, new ResidentId(grant.residentId()), language))
            .toList();
    boolean several = given.size() > 1;
    return new BrokenGlass(
        given.get(0), shown.get(0), several ? given : List.of(), several ? shown : List.of());
  }

  private BrokenGlass.Grant grant(
      Actor actor, ResidentId resident, String reason, @Nullable String text, Instant now) {
    String id = ids.generate().toString();
    Instant until = now.plus(LASTS);
    String role =
        actor.roles().stream()
            .filter(ALLOWED::contains)
            .map(Role::code)
            .sorted()
            .collect(Collectors.joining(","));
    grants.add(
        id, resident.value(), actor, new BreakGlassRepository.Why(role, reason, text), now, until);
    audit.permitted(resident, Ground.BREAK_GLASS.code(), "break-glass/" + id);
    broken.fire(new GlassBroken(id, resident, actor, reason, now, until));
    tell(resident, id);
    return new BrokenGlass.Grant(id, resident.value(), until);
  }

  // To the resident's care manager and to the auditors, at once.
  private void tell(ResidentId resident, String grant) {
    Map<String, Object> shown =
        Map.of("kind", "break-glass", "residentId", resident.value(), "grantId", grant);
    liveEvents.publish(
        new LiveEvent(
            "notification",
            shown,
            Map.of(
                "residents",
                List.of(resident.value()),
                "dataSet",
                DataSet.CARE_RECORD.code(),
                "roles",
                List.of(Role.CARE_MANAGER.code()))));
    liveEvents.publish(
        new LiveEvent("notification", shown, Map.of("roles", List.of(Role.AUDITOR.code()))));
  }

  private static String reason(BreakGlass command) {
    String reason = given(command.reason());
    if (reason == null) {
      throw ProblemException.invalid("reason", "required");
    }
    if (reason.length() > MOST_REASON) {
      throw ProblemException.invalid("reason", "too-long", MOST_REASON);
    }
    String text = command.text();
    if (text != null && text.length() > MOST_TEXT) {
      throw ProblemException.invalid("text", "too-long", MOST_TEXT);
    }
    return reason;
  }

  private List<String> find(BreakGlass command) {
    Set<String> found = named(command);
    // Two people of one name and birth date: nobody can say which, and a guess opens a stranger's.
    boolean oneOrHousehold = found.size() == 1 || given(command.deviceId()) != null;
    if (found.isEmpty() || !oneOrHousehold) {
      throw ProblemException.notFound();
    }
    return found.stream().sorted().toList();
  }

  private Set<String> named(BreakGlass command) {
    String id = given(command.residentId());
    if (id != null) {
      if (id.matches("[A-Za-z0-9.-]{1,64}")) {
        audit.resident(new ResidentId(id));
      }
      return grants.exists(id) ? Set.of(id) : Set.of();
    }
    String device = given(command.deviceId());
    if (device != null) {
      return named.using(device).stream().filter(grants::exists).collect(Collectors.toSet());
    }
    String name = given(command.name()) != null ? given(command.name()) : given(command.kana());
    if (name == null) {
      throw ProblemException.invalid("residentId", "required");
    }
    return named.called(name, birthDate(command)).stream()
        .filter(grants::exists)
        .collect(Collectors.toSet());
  }

  private static LocalDate birthDate(BreakGlass command) {
    String date = given(command.birthDate());
    if (date == null) {
      throw ProblemException.invalid("birthDate", "required");
    }
    try {
      return LocalDate.parse(date);
    } catch (DateTimeParseException e) {
      throw ProblemException.invalid("birthDate", "not-a-date");
    }
  }

  private static @Nullable String given(@Nullable String value) {
    return value == null || value.isBlank() ? null : value.trim();
  }
}
