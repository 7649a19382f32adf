package jp.tsunagi.disaster.entity;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 通報の意味. What a call of an emergency device says about the resident's safety in a disaster. It is
 * weak evidence either way: an automatic "safe" never clears what somebody saw. See ADR-0054.
 */
public enum CallMeaning {
  /** 助けを求めた: every kind that opens a case. */
  CALL_FOR_HELP(
      Set.of("emergency", "fall", "fire", "no-movement", "wandering", "unknown"),
      Safety.RESCUE_NEEDED),
  /** 生存の兆し: a human hand pressed something that asks for no help. */
  SIGN_OF_LIFE(Set.of("consultation", "test", "cancel"), Safety.SAFE),
  /** 停電: a matter of support for those who depend on mains. */
  POWER_LOST(Set.of("power-loss"), null),
  /** 復電: the home has power again; says nothing about the person. */
  POWER_BACK(Set.of("power-restored"), null);

  /**
   * Codes of tests a device sends by its own clock: nobody pressed anything. Contact ID 602, 607
   * and 608; SIA RP and TX; SCAIP 0102, 0103 (and 102, 103 as devices send them).
   */
  private static final Set<String> PERIODIC =
      Set.of(
          "contact-id|602",
          "contact-id|607",
          "contact-id|608",
          "sia|RP",
          "sia|TX",
          "scaip|0102",
          "scaip|0103",
          "scaip|102",
          "scaip|103");

  private final Set<String> kinds;
  private final @Nullable Safety safety;

  CallMeaning(Set<String> kinds, @Nullable Safety safety) {
    this.kinds = kinds;
    this.safety = safety;
  }

  /** What it says about safety; empty when it says nothing. */
  public Optional<Safety> safety() {
    return Optional.ofNullable(safety);
  }

  /**
   * @param kind of the emergency event
   * @param protocol of its source code, such as {@code contact-id}; empty without one
   * @param code as the centre sent it; empty without one
   */
  public static Optional<CallMeaning> of(String kind, String protocol, String code) {
    if (kind.equals("test") && PERIODIC.contains(protocol + "|" + code)) {
      return Optional.empty();
    }
    return Arrays.stream(values()).filter(meaning -> meaning.kinds.contains(kind)).findFirst();
  }

  /** By whose hand: a sensor's own doing, or a button somebody pressed. */
  public static HowObserved how(String kind) {
    return switch (kind) {
      case "fall", "fire", "no-movement", "wandering", "power-loss", "power-restored" ->
          HowObserved.SENSOR;
      default -> HowObserved.AUTOMATIC;
    };
  }
}
