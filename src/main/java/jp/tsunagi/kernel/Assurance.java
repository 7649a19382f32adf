package jp.tsunagi.kernel;

import java.util.Set;

/**
 * 本人確認の強さ. How sure the sign-in is of who signed in. Where a second factor is required, whoever
 * came with a password alone is known by name and has no role.
 */
public enum Assurance {
  /** パスワードのみ. */
  PASSWORD,
  /** 二要素. A password and something she has, or a passkey. */
  TWO_FACTORS,
  /** 機器の鍵. An outside system with its own key or secret. */
  SYSTEM_KEY;

  /** The roles that count, of those the sign-in grants. */
  public Set<Role> admits(Set<Role> granted, boolean secondFactorRequired) {
    return this == PASSWORD && secondFactorRequired ? Set.of() : granted;
  }
}
