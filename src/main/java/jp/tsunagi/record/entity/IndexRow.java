package jp.tsunagi.record.entity;

/**
 * 索引の行. One value by which a resource is found, before it is known which row of the store it
 * belongs to.
 */
public sealed interface IndexRow {
  /** The search parameter's number. */
  int parameter();

  /**
   * Code, identifier, boolean or URI.
   *
   * @param head the beginning as written, to sort by
   */
  record Token(int parameter, long hash, int system, String head) implements IndexRow {}

  /** Text: its exact hash and its folded beginning. */
  record Text(int parameter, long hash, String normalized) implements IndexRow {}

  /** Date or period, both ends inclusive. */
  record Period(int parameter, long low, long high) implements IndexRow {}

  /**
   * Number or quantity.
   *
   * @param part what the value belongs to, for composites; 0 otherwise
   * @param unit hash of the unit's code or name, 0 without
   * @param canonicalUnit hash of the canonical unit, 0 where UCUM does not know the unit
   */
  record Quantity(
      int parameter,
      long part,
      int unit,
      int system,
      double low,
      double high,
      int canonicalUnit,
      double canonicalLow,
      double canonicalHigh)
      implements IndexRow {}

  /** Reference to a resource of this server. */
  record Link(int parameter, LogicalId target) implements IndexRow {}

  /** Geographic position. */
  record Position(int parameter, double latitude, double longitude) implements IndexRow {}
}
