package jp.tsunagi.disaster.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import jp.tsunagi.disaster.boundary.FactProblem.Fault;
import jp.tsunagi.platform.boundary.Messages;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.ProblemException.Violation;

/** Words the problem of one item among many, in the caller's language. */
@ApplicationScoped
public class ItemProblems {
  private Messages messages;

  @SuppressWarnings("NullAway.Init")
  protected ItemProblems() {}

  @Inject
  ItemProblems(Messages messages) {
    this.messages = messages;
  }

  FactProblem of(ProblemException problem, String language) {
    String key = "problem." + problem.code().code();
    return new FactProblem(
        problem.code().code(),
        messages.text(language, key + ".title"),
        messages.find(language, key + ".detail", problem.arguments().toArray()).orElse(null),
        problem.violations().isEmpty() ? null : faults(problem.violations(), language));
  }

  private List<Fault> faults(List<Violation> violations, String language) {
    return violations.stream()
        .map(
            violation ->
                new Fault(
                    violation.field(),
                    violation.rule(),
                    messages.text(
                        language, "rule." + violation.rule(), violation.arguments().toArray())))
        .toList();
  }

  /** A resident who is unknown, and one the caller may not see: nobody can tell which. */
  FactProblem unknownResident(String language) {
    return of(
        new ProblemException(
            ProblemCode.NOT_FOUND,
            List.of(Violation.of("residentId", "disaster.unknown-resident"))),
        language);
  }
}
