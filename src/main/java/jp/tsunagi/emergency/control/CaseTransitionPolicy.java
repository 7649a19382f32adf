package jp.tsunagi.emergency.control;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import jp.tsunagi.emergency.entity.CaseState;
import jp.tsunagi.emergency.entity.CaseStep;
import jp.tsunagi.emergency.entity.EmergencyCase;
import jp.tsunagi.emergency.entity.TakenStep;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.kernel.Role;
import org.jspecify.annotations.Nullable;

/**
 * 対応の規則. Who may take which step of which case, and in which order. Pure: the same case, actor and
 * step give the same verdict.
 */
public final class CaseTransitionPolicy {
  private static final Set<CaseStep> AT_THE_SCENE = EnumSet.of(CaseStep.ARRIVE, CaseStep.OUTCOME);

  private CaseTransitionPolicy() {}

  /** What is to be done with a step. */
  public enum Verdict {
    /** It is new and allowed. */
    TAKE,
    /** The same person said the same before: nothing to do, no error. */
    REPEATED,
    /** The caller's role or place never allows this step of this case. */
    FORBIDDEN,
    /** Somebody has taken this very step. */
    ALREADY_TAKEN,
    /** Nobody has accepted the case yet. */
    NOT_ACCEPTED,
    /** The case has come further than this step leads. */
    OVERTAKEN
  }

  /**
   * @param earlier the step that stands in the way, if one does
   */
  public record Judgement(Verdict verdict, @Nullable TakenStep earlier) {
    static Judgement of(Verdict verdict) {
      return new Judgement(verdict, null);
    }
  }

  public static Judgement judge(EmergencyCase emergency, TakenStep wanted, Actor actor) {
    Optional<TakenStep> same = emergency.taken(wanted.step());
    if (!mayTake(emergency, wanted.step(), actor)) {
      return wasOfferedToAll(emergency, wanted.step(), actor)
          ? new Judgement(Verdict.ALREADY_TAKEN, same.orElse(null))
          : Judgement.of(Verdict.FORBIDDEN);
    }
    if (same.isPresent()) {
      return new Judgement(
          wanted.repeats(same.get()) ? Verdict.REPEATED : Verdict.ALREADY_TAKEN, same.get());
    }
    if (wanted.step() != CaseStep.ACCEPT && emergency.acceptance().isEmpty()) {
      return Judgement.of(Verdict.NOT_ACCEPTED);
    }
    CaseState state = emergency.state();
    if (wanted.step().leadsTo().compareTo(state) <= 0) {
      return new Judgement(
          Verdict.OVERTAKEN, CaseStep.leadingTo(state).flatMap(emergency::taken).orElse(null));
    }
    return Judgement.of(Verdict.TAKE);
  }

  /** Whether the actor's role and place allow the step at all, whatever has happened so far. */
  public static boolean mayTake(EmergencyCase emergency, CaseStep step, Actor actor) {
    if (actor.isSystem()) {
      return true;
    }
    if (actor.has(Role.FIRE_DISPATCH) && isOnDuty(emergency, actor)) {
      return true;
    }
    if (actor.has(Role.FIRE_CREW) && AT_THE_SCENE.contains(step) && isOnDuty(emergency, actor)) {
      return true;
    }
    // The city may take over what nobody knows the place of, and then sees it through.
    return actor.has(Role.CITY_DISASTER)
        && (emergency.isOpenToAll() || acceptedByOwn(emergency, actor));
  }

  /** Whether the step is the actor's to take now. */
  public static boolean mayTakeNext(EmergencyCase emergency, CaseStep step, Actor actor) {
    boolean accepted = emergency.acceptance().isPresent();
    return mayTake(emergency, step, actor)
        && (step == CaseStep.ACCEPT || accepted)
        && step.leadsTo().compareTo(emergency.state()) > 0;
  }

  /**
   * Two headquarters and the city reach for the same case: the one who came second learns who was
   * faster.
   */
  public static boolean wasOfferedToAll(EmergencyCase emergency, CaseStep step, Actor actor) {
    return step == CaseStep.ACCEPT
        && emergency.jurisdiction() == null
        && emergency.acceptance().isPresent()
        && (actor.has(Role.FIRE_DISPATCH) || actor.has(Role.CITY_DISASTER));
  }

  /** 管轄. The case is the fire service's own, or anybody's, or the one it accepted. */
  public static boolean isOnDuty(EmergencyCase emergency, Actor actor) {
    String jurisdiction = emergency.jurisdiction();
    if (jurisdiction != null) {
      return actor.isResponsibleFor(new AreaCode(jurisdiction));
    }
    return emergency.isOpenToAll() || acceptedByOwn(emergency, actor);
  }

  private static boolean acceptedByOwn(EmergencyCase emergency, Actor actor) {
    return emergency
        .acceptance()
        .map(TakenStep::organization)
        .filter(organization -> actor.organizationId().isPresent())
        .filter(organization -> organization.equals(actor.organizationId().get().value()))
        .isPresent();
  }
}
