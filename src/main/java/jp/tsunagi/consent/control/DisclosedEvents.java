package jp.tsunagi.consent.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.entity.ResidentStanding;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.LiveEvent;
import jp.tsunagi.platform.boundary.LiveEventFilter;
import jp.tsunagi.record.boundary.RecordChanged;
import org.jspecify.annotations.Nullable;

/**
 * 速報の開示判断. Decides who sees a live event, by the rules every request is decided by. An audience
 * names any of:
 *
 * <ul>
 *   <li>{@code residents} with {@code dataSet}: who sees all these residents with it; of an
 *       emergency case, any of them
 *   <li>{@code case}: who reads or lists the case
 *   <li>{@code area}: the fire service responsible there, except of an {@code exercise}
 *   <li>{@code organizations}, {@code users}: these
 *   <li>{@code everyStaff}: everybody with a role
 *   <li>{@code sealedTo}: narrows all of the above to members of these organizations
 *   <li>{@code roles}: narrows all of the above to these roles; alone, everybody with one of them
 * </ul>
 *
 * <p>Thousands of screens ask about the same event: what depends on the post alone is decided once
 * for all who hold a like post, and forgotten at the next change.
 */
@ApplicationScoped
public class DisclosedEvents implements LiveEventFilter {
  private static final Logger LOG = Logger.getLogger(DisclosedEvents.class.getName());

  /** Another node's change is seen this much later. */
  private static final Duration REMEMBERED = Duration.ofSeconds(1);

  /** Those who had a case learn that it closed. */
  private static final Duration FAREWELL = Duration.ofMinutes(1);

  private StandingRepository standings;
  private DisclosedCases cases;
  private ConsentConfig config;
  private Clock clock;
  private final AtomicLong revision = new AtomicLong();
  private final Cache<Question, Boolean> answers =
      Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(REMEMBERED).build();
  private final Cache<Question, Set<String>> named =
      Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(REMEMBERED).build();

  /** What an answer depends on. */
  private record Question(
      long revision,
      Set<Role> roles,
      Optional<OrganizationId> organization,
      Optional<String> city,
      List<AreaCode> areas,
      String user,
      Map<String, Object> audience) {}

  @SuppressWarnings("NullAway.Init")
  protected DisclosedEvents() {}

  @Inject
  DisclosedEvents(
      StandingRepository standings, DisclosedCases cases, ConsentConfig config, Clock clock) {
    this.standings = standings;
    this.cases = cases;
    this.config = config;
    this.clock = clock;
  }

  void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) RecordChanged change) {
    revision.incrementAndGet();
  }

  @Override
  public boolean maySee(Actor actor, LiveEvent event) {
    try {
      return Boolean.TRUE.equals(
          answers.get(question(actor, event.audience()), asked -> judge(actor, event.audience())));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "an event was withheld: nobody could decide on it", e);
      return false;
    }
  }

  @Override
  public LiveEvent shown(Actor actor, LiveEvent event) {
    Set<String> residents = texts(event.data().get("residentIds"));
    if (!(event.data().get("caseId") instanceof String caseId) || residents.isEmpty()) {
      return event;
    }
    Question asked =
        question(
            actor, Map.of("shown", caseId, "residents", List.copyOf(new TreeSet<>(residents))));
    Set<String> seen = Set.of();
    try {
      seen = named.get(asked, once -> residentsNamed(actor, caseId, residents));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "an event names nobody: nobody could decide on it", e);
    }
    if (seen.containsAll(residents)) {
      return event;
    }
    Map<String, Object> data = new LinkedHashMap<>(event.data());
    data.put("residentIds", residents.stream().filter(seen::contains).sorted().toList());
    return new LiveEvent(event.name(), data, event.audience());
  }

  /** Whoever has the case knows whom it is about; a team learns of its own residents. */
  private Set<String> residentsNamed(Actor actor, String caseId, Set<String> residents) {
    Asking asking = farewell(actor);
    boolean hasIt =
        standings
            .ofCase(caseId)
            .filter(
                call ->
                    AccessRules.caseItself(asking, call).isPresent()
                        || AccessRules.isListedFor(asking, call))
            .isPresent();
    if (hasIt) {
      return residents;
    }
    return standings.standings(residents, asking).values().stream()
        .filter(standing -> AccessRules.decide(asking, standing, DataSet.EMERGENCY_CASE).allowed())
        .map(ResidentStanding::id)
        .collect(Collectors.toSet());
  }

  private Asking farewell(Actor actor) {
    return new Asking(actor, clock.millis() - FAREWELL.toMillis(), config.byLaws());
  }

  // The user counts only for those who may have broken the glass, see by their account, or are
  // named.
  private Question question(Actor actor, Map<String, Object> audience) {
    boolean personal =
        audience.containsKey("users")
            || actor.hasAny(AccessRules.GLASS_BREAKERS)
            || actor.hasAny(Role.OWN);
    return new Question(
        revision.get(),
        actor.roles(),
        actor.organizationId(),
        Optional.ofNullable(actor.city()),
        actor.areas(),
        personal ? actor.user() : "",
        audience);
  }

  private boolean judge(Actor actor, Map<String, Object> audience) {
    Collection<String> roles = texts(audience.get("roles"));
    if (actor.roles().isEmpty()
        || (!roles.isEmpty()
            && actor.roles().stream().map(Role::code).noneMatch(roles::contains))) {
      return false;
    }
    if (audience.containsKey("sealedTo") && !isAmong(actor, texts(audience.get("sealedTo")))) {
      return false;
    }
    boolean rolesAlone = !roles.isEmpty() && audience.size() == 1;
    return rolesAlone
        || (Boolean.TRUE.equals(audience.get("everyStaff")) && !actor.isOnlyForHerOwn())
        || texts(audience.get("users")).contains(actor.user())
        || isAmong(actor, texts(audience.get("organizations")))
        || isResponsible(actor, audience)
        || hasCase(actor, audience.get("case"))
        || seesAll(actor, texts(audience.get("residents")), audience.get("dataSet"));
  }

  private static boolean isAmong(Actor actor, Collection<String> organizations) {
    return actor
        .organizationId()
        .map(OrganizationId::value)
        .filter(organizations::contains)
        .isPresent();
  }

  private static boolean isResponsible(Actor actor, Map<String, Object> audience) {
    return audience.get("area") instanceof String code
        && AreaCode.isValid(code)
        && !Boolean.TRUE.equals(audience.get("exercise"))
        && actor.hasAny(Role.FIRE)
        && actor.isResponsibleFor(new AreaCode(code));
  }

  private boolean hasCase(Actor actor, @Nullable Object caseId) {
    if (!(caseId instanceof String id)) {
      return false;
    }
    Asking asking = farewell(actor);
    return standings.ofCase(id).map(call -> cases.judge(asking, call).reachable()).orElse(false);
  }

  private boolean seesAll(Actor actor, Collection<String> residents, @Nullable Object dataSet) {
    if (residents.isEmpty()) {
      return false;
    }
    DataSet wanted = dataSet(dataSet);
    Asking asking = new Asking(actor, clock.millis(), config.byLaws());
    Map<String, ResidentStanding> known = standings.standings(residents, asking);
    Predicate<String> sees =
        resident ->
            Optional.ofNullable(known.get(resident))
                .map(standing -> AccessRules.decide(asking, standing, wanted).allowed())
                .orElse(false);
    return wanted == DataSet.EMERGENCY_CASE
        ? residents.stream().anyMatch(sees)
        : residents.stream().allMatch(sees);
  }

  // A data set nobody knows is the narrowest audience, not the widest.
  private static DataSet dataSet(@Nullable Object code) {
    for (DataSet dataSet : DataSet.values()) {
      if (dataSet.code().equals(code)) {
        return dataSet;
      }
    }
    return DataSet.CARE_RECORD;
  }

  private static Set<String> texts(@Nullable Object value) {
    return value instanceof Collection<?> many
        ? many.stream().filter(Objects::nonNull).map(String::valueOf).collect(Collectors.toSet())
        : Set.of();
  }
}
