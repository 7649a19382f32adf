package jp.tsunagi.emergency.entity;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/** 案件の状態. How far a case has come: a pure function of the steps that were taken. */
public enum CaseState {
  RECEIVED("received"),
  ACCEPTED("accepted"),
  DISPATCHED("dispatched"),
  ON_SCENE("on-scene"),
  OUTCOME("outcome"),
  CLOSED("closed");

  private final String code;

  CaseState(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  /** Whether a further alarm of the same household still belongs to the case. */
  public boolean takesFurtherAlarms() {
    return compareTo(OUTCOME) < 0;
  }

  /** All codes, for the caller who used none of them. */
  public static String codes() {
    return Arrays.stream(values()).map(CaseState::code).collect(Collectors.joining(", "));
  }

  public static Optional<CaseState> ofCode(String code) {
    return Arrays.stream(values()).filter(state -> state.code.equals(code)).findFirst();
  }

  /** The furthest state the steps lead to, in whatever order they are told. */
  public static CaseState after(Collection<CaseStep> steps) {
    return steps.stream()
        .map(CaseStep::leadsTo)
        .max(CaseState::compareTo)
        .orElse(CaseState.RECEIVED);
  }
}
