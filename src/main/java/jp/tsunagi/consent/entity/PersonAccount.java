package jp.tsunagi.consent.entity;

/**
 * 本人・家族のサインイン. An account under which the resident herself, or somebody who belongs to her, signs
 * in.
 *
 * @param person the Patient or the RelatedPerson, as a relative reference
 */
public record PersonAccount(
    String user, String resident, String person, boolean herself, Span span) {
  private static final int HERSELF = 1;
  private static final int RELATIVE = 2;

  /** How the projection writes whose account it is. */
  public int kind() {
    return herself ? HERSELF : RELATIVE;
  }

  public static boolean isHerself(int kind) {
    return kind == HERSELF;
  }
}
