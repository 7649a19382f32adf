package jp.tsunagi.disaster.entity;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 名簿の順位を決める事項. What the order of the roster depends on, and nothing else about the person.
 *
 * @param careLevel 要介護状態区分, two digits
 * @param dementia 認知症高齢者の日常生活自立度, 1 to 8; 0 when not assessed
 * @param disability 障害高齢者の日常生活自立度, 1 to 9; 0 when not assessed
 * @param living code of the living arrangement
 * @param reasons codes of the active flags (support-reason)
 * @param devices what the person depends on
 */
public record RosterPerson(
    @Nullable LocalDate birthDate,
    @Nullable String careLevel,
    int dementia,
    int disability,
    @Nullable String living,
    Set<String> reasons,
    List<PoweredDevice> devices) {

  public RosterPerson {
    reasons = Set.copyOf(reasons);
    devices = List.copyOf(devices);
  }

  /**
   * 電源の要る機器.
   *
   * @param kind code of the device kind
   * @param batteryHours how long it runs without mains; absent when nobody knows
   */
  public record PoweredDevice(String kind, boolean mainsRequired, @Nullable Double batteryHours) {}

  boolean has(String reason) {
    return reasons.contains(reason);
  }

  boolean uses(String kind) {
    return devices.stream().anyMatch(device -> device.kind().equals(kind));
  }

  boolean livesAlone() {
    return has("living-alone") || "alone".equals(living);
  }

  /** 要介護1–5 as a number; 0 for anything less. */
  int careNeed() {
    return careLevel != null && careLevel.matches("2[1-5]") ? careLevel.charAt(1) - '0' : 0;
  }

  /** 寝たきり: flagged so, or C1, C2 on the independence scale. */
  boolean bedridden() {
    return has("bedridden") || disability >= 8;
  }
}
