package jp.tsunagi.record.control;

import java.util.List;
import java.util.Set;

/**
 * 検索パラメータ。 A search parameter of one type as the store keeps it.
 *
 * @param code the name in a search
 * @param number its number in the index rows
 * @param ofTypeNumber number of {@code :of-type} rows (tokens)
 * @param identifierNumber number of {@code :identifier} rows (references)
 * @param targets the types a reference may point to
 * @param storedAs numbers under which the values are found; several when the parameter is nothing
 *     but others together ({@code combo-code} is {@code code} and {@code component-code})
 * @param targetFilter types the targets are narrowed to; empty for no narrowing
 * @param components codes and paths of a composite's parts
 */
record SearchParameter(
    String type,
    String code,
    Kind kind,
    ElementPath path,
    int number,
    int ofTypeNumber,
    int identifierNumber,
    Set<String> targets,
    List<Integer> storedAs,
    List<Integer> identifierStoredAs,
    Set<String> targetFilter,
    List<Component> components) {

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
    SPECIAL
  }

  /** One part of a composite: the parameter it names, and where its value is from the base. */
  record Component(String code, String expression) {}

  String name() {
    return type + "." + code;
  }

  /** Whether it has index rows of its own. */
  boolean isStored() {
    return storedAs.size() == 1 && storedAs.get(0) == number && !path.isEmpty();
  }
}
