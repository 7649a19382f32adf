package jp.tsunagi.emergency.entity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds cases and steps for tests; only what a test is about is named in it. */
public final class Cases {
  public static final String MITSUKAIDO = "08211-mitsukaido";
  public static final String ISHIGE = "08211-ishige";
  public static final Instant MORNING = Instant.parse("2026-04-01T00:12:03.123Z");

  private String area = MITSUKAIDO + "-mitsukaido-hashimoto";
  private @Nullable String jurisdiction = MITSUKAIDO;
  private EmergencyKind kind = EmergencyKind.EMERGENCY;
  private boolean exercise;
  private boolean unregistered;
  private List<String> residents = List.of("tanaka");
  private final List<TakenStep> steps = new ArrayList<>();

  private Cases() {}

  public static Cases aCase() {
    return new Cases();
  }

  public Cases in(String fireJurisdiction) {
    jurisdiction = fireJurisdiction;
    area = fireJurisdiction + "-town";
    return this;
  }

  public Cases nowhereKnown() {
    jurisdiction = null;
    return this;
  }

  public Cases of(String... people) {
    residents = List.of(people);
    return this;
  }

  public Cases ofKind(EmergencyKind newest) {
    kind = newest;
    return this;
  }

  public Cases inADrill() {
    exercise = true;
    return this;
  }

  public Cases ofAnUnknownDevice() {
    unregistered = true;
    residents = List.of();
    return nowhereKnown();
  }

  public Cases after(TakenStep... taken) {
    steps.addAll(List.of(taken));
    return this;
  }

  public EmergencyCase build() {
    return new EmergencyCase(
        "0190d8a2-7c00-7000-8000-0000000000c1",
        kind,
        jurisdiction == null ? null : area,
        jurisdiction,
        "joso-centre",
        "JS-0001",
        unregistered,
        exercise,
        MORNING,
        residents,
        steps);
  }

  /** A step of 加藤 or whoever is named, acting for an organization. */
  public static TakenStep step(CaseStep step, String user, String organization) {
    return new TakenStep(
        step,
        MORNING.plusSeconds(60L * (step.ordinal() + 1)),
        user,
        user,
        organization,
        organization,
        step == CaseStep.OUTCOME
            ? new Outcome(OutcomeCode.TRANSPORTED, "酸素増量で改善", "きぬ中央病院")
            : null);
  }
}
