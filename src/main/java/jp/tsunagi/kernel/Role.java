package jp.tsunagi.kernel;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** 役割. What a person or an outside system is here for; the code is the role's name in tokens. */
public enum Role {
  CARE_MANAGER("care-manager"),
  CARE_PROVIDER("care-provider"),
  HOSPITAL("hospital"),
  FIRE_DISPATCH("fire-dispatch"),
  FIRE_CREW("fire-crew"),
  WELFARE_COMMISSIONER("welfare-commissioner"),
  CITY_DISASTER("city-disaster"),
  CITY_WELFARE("city-welfare"),
  EMERGENCY_CENTRE("emergency-centre"),
  AUDITOR("auditor"),
  SYSTEM_ADMIN("system-admin"),
  RESIDENT("resident"),
  FAMILY("family");

  /** 医療・介護. The roles that serve a resident as members of the support team. */
  public static final Set<Role> CARE = EnumSet.of(CARE_MANAGER, CARE_PROVIDER, HOSPITAL);

  /** 本人・家族. Who come to look at their own record, or at that of one they belong to. */
  public static final Set<Role> OWN = EnumSet.of(RESIDENT, FAMILY);

  /** 消防. */
  public static final Set<Role> FIRE = EnumSet.of(FIRE_DISPATCH, FIRE_CREW);

  /** 通報と安否。 The roles whose calls and reports are taken whatever else is down. */
  public static final Set<Role> TAKING_ALARMS_AND_FACTS =
      EnumSet.of(EMERGENCY_CENTRE, FIRE_CREW, WELFARE_COMMISSIONER);

  private final String code;

  Role(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  public static Optional<Role> ofCode(String code) {
    return Arrays.stream(values()).filter(role -> role.code.equals(code)).findFirst();
  }
}
