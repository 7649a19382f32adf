package jp.tsunagi.record.control;

import java.util.List;
import java.util.Set;

/**
 * 検索パラメータ。 A search parameter of one type as the store keeps it.
 *
 * @param code the name in a search
 * @param number its number in the index rows
 * @param sideNumber number of the rows beside: {@code :of-type} of a token, {@code :identifier} of
 *     a reference, the quantity with its coded unit
 * @param targets the types a reference may point to
 * @param storedAs numbers under which the values are found; several when the parameter is nothing
 *     but others together ({@code combo-code} is {@code code} and {@code component-code})
 * @param sideStoredAs the same for the rows beside
 * @param targetFilter types the targets are narrowed to; empty for no narrowing
 * @param inParts whether its values are told apart by the repetition they are in
 * @param components codes of a composite's parts
 */
record SearchParameter(
    String type,
    String code,
    Kind kind,
    ElementPath path,
    int number,
    int sideNumber,
    Set<String> targets,
    List<Integer> storedAs,
    List<Integer> sideStoredAs,
    Set<String> targetFilter,
    boolean inParts,
    List<String> components) {

  /** Types of search parameters. */
  enum Kind {
    TOKEN,
    STRING,
    DATE,
    NUMBER,
    QUANTITY,
    REFERENCE,
    URI,
    COMPOSITE,
    SPECIAL;

    /** What is written behind the name of the rows beside; empty when there are none. */
    String side() {
      return switch (this) {
        case TOKEN -> ":of-type";
        case REFERENCE -> ":identifier";
        case QUANTITY -> ":coded";
        default -> "";
      };
    }
  }

  String name() {
    return type + "." + code;
  }

  /** Whether it has index rows of its own. */
  boolean isStored() {
    return storedAs.size() == 1 && storedAs.get(0) == number && !path.isEmpty();
  }
}
