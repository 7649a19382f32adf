package jp.tsunagi.record.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** 読み取った検索。 A search taken apart: what must hold, in which order, and what comes along. */
final class ParsedSearch {
  /** One key of {@code _sort}. */
  record SortKey(String code, @Nullable SearchParameter parameter, boolean descending) {}

  /**
   * One {@code _include} or {@code _revinclude}.
   *
   * @param source the type the reference is in; {@code *} for every type
   * @param parameter the reference; {@code *} for all
   * @param target only targets of this type; empty for all
   */
  record Inclusion(
      boolean reverse, boolean iterate, String source, String parameter, String target) {}

  private final String type;
  private final List<SearchCondition> conditions = new ArrayList<>();
  private final List<SortKey> sorts = new ArrayList<>();
  private final List<Inclusion> inclusions = new ArrayList<>();
  private final List<String> ignored = new ArrayList<>();
  private boolean total;
  private @Nullable Long resident;
  private @Nullable String named;

  ParsedSearch(String type) {
    this.type = type;
  }

  String type() {
    return type;
  }

  void require(SearchCondition condition) {
    conditions.add(condition);
  }

  void sortBy(SortKey key) {
    sorts.add(key);
  }

  void include(Inclusion inclusion) {
    inclusions.add(inclusion);
  }

  void ignore(String name) {
    ignored.add(name);
  }

  void wantTotal() {
    total = true;
  }

  /** Everything found is about this resident, whatever else holds. */
  void isAbout(long residentSid) {
    resident = residentSid;
  }

  /** Everything found would be about the resident of this id, whether there is one or not. */
  void names(String residentId) {
    named = residentId;
  }

  Optional<String> named() {
    return Optional.ofNullable(named);
  }

  List<SearchCondition> conditions() {
    return conditions;
  }

  List<SortKey> sorts() {
    return sorts;
  }

  List<Inclusion> inclusions() {
    return inclusions;
  }

  List<String> ignored() {
    return ignored;
  }

  boolean wantsTotal() {
    return total;
  }

  Optional<Long> resident() {
    return Optional.ofNullable(resident);
  }
}
