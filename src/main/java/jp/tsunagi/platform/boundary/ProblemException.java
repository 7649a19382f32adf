package jp.tsunagi.platform.boundary;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * 問題. Something the caller must know, thrown from anywhere and told by the two mappers: {@code
 * application/problem+json} on {@code /api}, OperationOutcome on {@code /fhir}. It rolls the
 * transaction back.
 */
@jakarta.ejb.ApplicationException(rollback = true)
public class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * One broken rule.
   *
   * @param field the member, as a path ({@code facts[2].observedAt}) or a FHIRPath ({@code
   *     Patient.birthDate})
   * @param rule the message key of the rule ({@code required}, {@code date}, …), stable for clients
   * @param arguments values for the rule's text
   */
  public record Violation(String field, String rule, List<Object> arguments) {
    public Violation {
      arguments = List.copyOf(arguments);
    }

    public static Violation of(String field, String rule, Object... arguments) {
      return new Violation(field, rule, List.of(arguments));
    }
  }

  private final ProblemCode code;
  private final transient List<Violation> violations;
  private final transient List<Object> arguments;
  private final transient Map<String, Object> members = new LinkedHashMap<>();

  /**
   * @param code which problem
   * @param arguments values for the problem's detail text; never names, addresses or note texts
   */
  public ProblemException(ProblemCode code, Object... arguments) {
    this(code, List.of(), arguments);
  }

  public ProblemException(ProblemCode code, List<Violation> violations, Object... arguments) {
    super(code.code() + (violations.isEmpty() ? "" : " " + violations));
    this.code = code;
    this.violations = List.copyOf(violations);
    this.arguments = List.of(arguments);
  }

  public static ProblemException notFound() {
    return new ProblemException(ProblemCode.NOT_FOUND);
  }

  public static ProblemException invalid(String field, String rule, Object... arguments) {
    return new ProblemException(
        ProblemCode.INVALID_CONTENT, List.of(Violation.of(field, rule, arguments)));
  }

  /** Adds an extension member to the problem document, such as {@code current} of a stale edit. */
  public ProblemException with(String name, Object value) {
    members.put(name, value);
    return this;
  }

  public ProblemCode code() {
    return code;
  }

  public List<Violation> violations() {
    return violations;
  }

  public List<Object> arguments() {
    return arguments;
  }

  public Map<String, Object> members() {
    return members;
  }
}
