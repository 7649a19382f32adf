package jp.tsunagi.organization.boundary;

import jp.tsunagi.kernel.AreaCode;
import org.jspecify.annotations.Nullable;

/**
 * 地区. One place of the tree.
 *
 * @param latitude degrees north (WGS 84) of a representative point
 * @param longitude degrees east (WGS 84)
 */
public record Area(
    AreaCode code,
    String name,
    String kana,
    Kind kind,
    @Nullable AreaCode parent,
    double latitude,
    double longitude) {
  /** The level in the tree. */
  public enum Kind {
    CITY,
    JURISDICTION,
    DISTRICT,
    TOWN
  }
}
