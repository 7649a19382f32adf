package jp.tsunagi.resident.entity;

/**
 * 一行の見え方. How much of a resident's line the reader may see.
 *
 * <p>A reader whose consent was withdrawn keeps the identity of those she wrote about, and nothing
 * more.
 */
public enum LineView {
  /** Name, kana, birth date. */
  IDENTITY,
  /** The statutory roster items as well: address, telephone, the reasons for support. */
  ROSTER_ITEM,
  /** Care level, every warning and the last change as well. */
  CARE_RECORD
}
