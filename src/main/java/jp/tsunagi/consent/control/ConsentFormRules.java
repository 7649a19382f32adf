package jp.tsunagi.consent.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.tsunagi.consent.boundary.ConsentView;
import jp.tsunagi.consent.boundary.RecordConsent;
import jp.tsunagi.consent.entity.ConsentForm;
import jp.tsunagi.consent.entity.ConsentPurpose;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import org.jspecify.annotations.Nullable;

/** 同意書の規則. What a decision on sharing needs before it can be recorded. */
@ApplicationScoped
public class ConsentFormRules {
  private static final int MOST_NAME = 100;
  private static final int MOST_IDS = 50;
  private static final String PERSON = "person";
  private static final String PROXY = "proxy";
  private static final String SUPPORTER = "supporter";

  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected ConsentFormRules() {}

  @Inject
  ConsentFormRules(Clock clock) {
    this.clock = clock;
  }

  /** The form, or everything that is wrong with it. */
  public ConsentForm check(RecordConsent asked) {
    List<Violation> violations = new ArrayList<>();
    String purpose = code("purpose", asked.purpose(), purposes(), violations);
    String decision = code("decision", asked.decision(), Set.of("given", "refused"), violations);
    String how = code("how", asked.how(), Set.of("paper", "screen"), violations);
    String by =
        code(
            "givenBy",
            asked.givenBy() == null ? PERSON : asked.givenBy(),
            Set.of(PERSON, PROXY, SUPPORTER),
            violations);
    RecordConsent.Proxy proxy = asked.proxy();
    String name = proxy == null ? null : proxy.name();
    String relation = proxy == null ? null : proxy.relation();
    if (PROXY.equals(by)) {
      text("proxy.name", name, violations);
      text("proxy.relation", relation, violations);
    }
    if (SUPPORTER.equals(by)) {
      supporter(asked, purpose, violations);
    }
    LocalDate today = LocalDate.now(clock);
    LocalDate decided = date("decidedOn", asked.decidedOn(), today, violations);
    LocalDate from = date("validFrom", asked.validFrom(), decided, violations);
    LocalDate until =
        asked.validUntil() == null
            ? null
            : date("validUntil", asked.validUntil(), today, violations);
    if (decided.isAfter(today)) {
      violations.add(Violation.of("decidedOn", "in-the-future"));
    }
    if (until != null && until.isBefore(from)) {
      violations.add(Violation.of("validUntil", "consent.ends-before-it-begins"));
    }
    List<String> only = ids("onlyOrganisations", asked.onlyOrganisations(), violations);
    List<String> except = ids("exceptOrganisations", asked.exceptOrganisations(), violations);
    List<String> relatives = ids("onlyRelatives", asked.onlyRelatives(), violations);
    if (ConsentPurpose.FAMILY_VIEW.code().equals(purpose)) {
      none("onlyOrganisations", only, violations);
      none("exceptOrganisations", except, violations);
    } else {
      none("onlyRelatives", relatives, violations);
    }
    if (!violations.isEmpty()) {
      throw new ProblemException(ProblemCode.INVALID_CONTENT, violations);
    }
    return new ConsentForm(
        ConsentPurpose.ofCode(String.valueOf(purpose)).orElseThrow(),
        "given".equals(decision),
        PROXY.equals(by) ? name : null,
        PROXY.equals(by) ? relation : null,
        SUPPORTER.equals(by) ? asked.supporterId() : null,
        "paper".equals(how),
        decided,
        from,
        until,
        Stream.concat(references("Organization", only), references("RelatedPerson", relatives))
            .toList(),
        references("Organization", except).toList());
  }

  /**
   * Whether a new decision takes the place of one that stands: same purpose, same decider, not
   * newer.
   */
  public static boolean replaces(ConsentForm form, ConsentView earlier) {
    String decided = earlier.decidedOn();
    return earlier.state().equals("given")
        && earlier.purpose().equals(form.purpose().code())
        && Objects.equals(earlier.supporterId(), form.supporter())
        && (decided == null || decided.compareTo(form.decidedOn() + "T99") <= 0);
  }

  private static Set<String> purposes() {
    return Arrays.stream(ConsentPurpose.values())
        .map(ConsentPurpose::code)
        .collect(Collectors.toSet());
  }

  // A supporter decides on nothing but her own part in the plan.
  private static void supporter(
      RecordConsent asked, @Nullable String purpose, List<Violation> violations) {
    text("supporterId", asked.supporterId(), violations);
    if (purpose != null && !purpose.equals(ConsentPurpose.EVACUATION_PLAN_ADVANCE.code())) {
      violations.add(
          Violation.of("purpose", "not-a-code", ConsentPurpose.EVACUATION_PLAN_ADVANCE.code()));
    }
  }

  private static @Nullable String code(
      String field, @Nullable String value, Set<String> allowed, List<Violation> violations) {
    if (value == null) {
      violations.add(Violation.of(field, "required"));
    } else if (!allowed.contains(value)) {
      violations.add(
          Violation.of(
              field, "not-a-code", allowed.stream().sorted().collect(Collectors.joining(", "))));
    }
    return value;
  }

  private static void text(String field, @Nullable String value, List<Violation> violations) {
    if (value == null || value.isBlank()) {
      violations.add(Violation.of(field, "required"));
    } else if (value.length() > MOST_NAME) {
      violations.add(Violation.of(field, "too-long", MOST_NAME));
    }
  }

  private static LocalDate date(
      String field, @Nullable String value, LocalDate otherwise, List<Violation> violations) {
    if (value == null) {
      return otherwise;
    }
    try {
      return LocalDate.parse(value);
    } catch (DateTimeParseException e) {
      violations.add(Violation.of(field, "not-a-date"));
      return otherwise;
    }
  }

  private static Stream<String> references(String type, List<String> ids) {
    return ids.stream().map(id -> type + "/" + id);
  }

  // The family view is for relatives, everything else for organizations.
  private static void none(String field, List<String> ids, List<Violation> violations) {
    if (!ids.isEmpty()) {
      violations.add(Violation.of(field, "consent.not-for-this-purpose"));
    }
  }

  private static List<String> ids(
      String field, @Nullable List<String> ids, List<Violation> violations) {
    List<String> given = ids == null ? List.of() : ids.stream().distinct().toList();
    if (given.size() > MOST_IDS) {
      violations.add(Violation.of(field, "too-many", MOST_IDS));
    }
    for (int i = 0; i < given.size(); i++) {
      if (!given.get(i).matches("[A-Za-z0-9.-]{1,64}")) {
        violations.add(Violation.of(field + "[" + i + "]", "required"));
      }
    }
    return given;
  }
}
