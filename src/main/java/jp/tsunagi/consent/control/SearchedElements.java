package jp.tsunagi.consent.control;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.kernel.Vocabulary.Identifiers;
import jp.tsunagi.record.boundary.SearchQuery;

/**
 * 検索の要素. Whether a search looks at elements of a Patient that a narrower view than the whole record
 * leaves out. Whoever sees roster items only must not learn the rest by asking for it.
 */
final class SearchedElements {
  /** Parameters over what every view shows. */
  private static final Set<String> OF_IDENTITY =
      Set.of(
          "_id",
          "_lastUpdated",
          "identifier",
          "name",
          "family",
          "given",
          "phonetic",
          "birthdate",
          "gender",
          "kana-sort",
          "jp-kana-sort");

  /** Parameters over what the roster shows besides. */
  private static final Set<String> OF_ROSTER =
      Set.of(
          "address",
          "address-city",
          "address-country",
          "address-postalcode",
          "address-state",
          "address-use",
          "area",
          "email",
          "phone",
          "telecom");

  /** Parameters that say nothing about an element. */
  private static final Set<String> ABOUT_THE_ANSWER =
      Set.of(
          "_count",
          "_elements",
          "_format",
          "_include",
          "_pretty",
          "_revinclude",
          "_sort",
          "_summary",
          "_total",
          "_cursor",
          "cursor",
          "_contained",
          "_containedType");

  private static final String REVERSE = "_has:";

  private SearchedElements() {}

  /** With which data set a Patient must be seen to take part in the search. */
  static DataSet needed(SearchQuery query) {
    return query.criteria().stream()
        .map(criterion -> needed(query.type(), criterion.name(), criterion.value()))
        .max(Comparator.naturalOrder())
        .orElse(DataSet.IDENTITY);
  }

  private static DataSet needed(String type, String name, String value) {
    boolean ofPatient = type.equals(ResourceTypes.PATIENT);
    if (name.equals("_sort")) {
      return ofPatient
          ? Arrays.stream(value.split(","))
              .map(key -> ofElement(key.startsWith("-") ? key.substring(1) : key))
              .max(Comparator.naturalOrder())
              .orElse(DataSet.IDENTITY)
          : DataSet.IDENTITY;
    }
    if (ABOUT_THE_ANSWER.contains(name)) {
      return DataSet.IDENTITY;
    }
    if (name.startsWith(REVERSE)) {
      return neededInReverse(name.substring(REVERSE.length()), value);
    }
    DataSet first = ofPatient ? ofElement(bare(name.split("\\.", 2)[0])) : DataSet.IDENTITY;
    DataSet all = name.contains(".") ? wider(first, neededOnChain(name)) : first;
    boolean mayBeAccount = (ofPatient || name.contains(".")) && isAccount(name, value);
    return mayBeAccount ? DataSet.CARE_RECORD : all;
  }

  // How somebody signs in stands among the identifiers, and is shown to those who see the record.
  private static boolean isAccount(String name, String value) {
    return bare(name.substring(name.lastIndexOf('.') + 1)).equals("identifier")
        && Arrays.stream(value.split(","))
            .anyMatch(one -> one.indexOf('|') < 0 || one.startsWith(Identifiers.STAFF_USER + "|"));
  }

  /** {@code Type:reference:rest}: the other resource leads back by an element of its own. */
  private static DataSet neededInReverse(String rest, String value) {
    String[] parts = rest.split(":", 3);
    if (parts.length < 3) {
      return DataSet.IDENTITY;
    }
    DataSet back = needed(parts[0], parts[1], "");
    return wider(back, needed(parts[0], parts[2], value));
  }

  // A chain may lead to a Patient at any of its steps: each name after the first may be hers.
  private static DataSet neededOnChain(String name) {
    return Arrays.stream(name.split("\\."))
        .skip(1)
        .map(step -> ofElement(bare(step)))
        .max(Comparator.naturalOrder())
        .orElse(DataSet.IDENTITY);
  }

  private static DataSet wider(DataSet one, DataSet other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static DataSet ofElement(String parameter) {
    if (OF_IDENTITY.contains(parameter)) {
      return DataSet.IDENTITY;
    }
    return OF_ROSTER.contains(parameter) ? DataSet.ROSTER_ITEM : DataSet.CARE_RECORD;
  }

  private static String bare(String name) {
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }
}
