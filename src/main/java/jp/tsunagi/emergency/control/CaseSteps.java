package jp.tsunagi.emergency.control;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import jp.tsunagi.emergency.control.CaseTransitionPolicy.Judgement;
import jp.tsunagi.emergency.control.CaseTransitionPolicy.Verdict;
import jp.tsunagi.emergency.entity.CaseStep;
import jp.tsunagi.emergency.entity.EmergencyCase;
import jp.tsunagi.emergency.entity.Outcome;
import jp.tsunagi.emergency.entity.TakenStep;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import org.jspecify.annotations.Nullable;

/** 段階の受付. Tells a caller whose step cannot be taken why, and who was there before. */
public final class CaseSteps {
  private CaseSteps() {}

  /** The step as the actor takes it. */
  public static TakenStep taken(CaseStep step, @Nullable Outcome outcome, Actor actor, Instant at) {
    return new TakenStep(
        step,
        at.truncatedTo(ChronoUnit.MILLIS),
        actor.user(),
        actor.name(),
        actor.organizationId().map(OrganizationId::value).orElse(null),
        actor.organizationName(),
        outcome);
  }

  /**
   * Whether the step is to be taken; false when the same person took it before and said the same.
   */
  public static boolean isNew(EmergencyCase emergency, TakenStep wanted, Actor actor) {
    Judgement judgement = CaseTransitionPolicy.judge(emergency, wanted, actor);
    if (judgement.verdict() == Verdict.TAKE) {
      return true;
    }
    if (judgement.verdict() == Verdict.REPEATED) {
      return false;
    }
    throw problem(emergency, judgement);
  }

  private static ProblemException problem(EmergencyCase emergency, Judgement judgement) {
    TakenStep earlier = judgement.earlier();
    return switch (judgement.verdict()) {
      case FORBIDDEN -> new ProblemException(ProblemCode.FORBIDDEN);
      case ALREADY_TAKEN -> told(stepTaken(earlier), emergency, earlier);
      default -> told(new ProblemException(ProblemCode.CONFLICT), emergency, earlier);
    };
  }

  private static ProblemException stepTaken(@Nullable TakenStep earlier) {
    return new ProblemException(
        ProblemCode.STEP_ALREADY_TAKEN, earlier == null ? "" : earlier.name());
  }

  private static ProblemException told(
      ProblemException problem, EmergencyCase emergency, @Nullable TakenStep earlier) {
    problem.with("caseId", emergency.id()).with("state", emergency.state().code());
    if (earlier != null) {
      problem
          .with("step", earlier.step().code())
          .with("takenBy", person(earlier))
          .with("takenAt", earlier.at());
    }
    return problem;
  }

  private static Map<String, Object> person(TakenStep step) {
    Map<String, Object> person = new LinkedHashMap<>();
    person.put("user", step.user());
    person.put("name", step.name());
    if (step.organizationName() != null) {
      person.put("organisation", step.organizationName());
    }
    return person;
  }
}
