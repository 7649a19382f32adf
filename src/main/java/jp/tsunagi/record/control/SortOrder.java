package jp.tsunagi.record.control;

import java.util.ArrayList;
import java.util.List;
import jp.tsunagi.record.control.ParsedSearch.SortKey;
import jp.tsunagi.record.control.SearchParameter.Kind;
import jp.tsunagi.record.entity.IndexEntries;

/**
 * 並び順。 The keys of a search's order as SQL. What lacks a value comes last, whichever way; equal
 * keys are ordered by age, the way the first key runs.
 */
record SortOrder(List<SortKey> keys) {
  private static final String LAST_TEXT = "\uDBFF\uDFFD";
  private static final double LAST_NUMBER = 1.7e308;

  /** Newest first when nothing else is asked for. */
  boolean isDescending() {
    return keys.isEmpty() || keys.get(0).descending();
  }

  String direction() {
    return isDescending() ? " DESC" : " ASC";
  }

  /** What a key is for a row: never null, so that pages can begin anywhere. */
  static SqlText value(SortKey key, SearchCondition.Row row) {
    SearchParameter parameter = key.parameter();
    if (parameter == null) {
      return SqlText.of(row.resource() + (key.code().equals("_id") ? ".fhir_id" : ".last_updated"));
    }
    String most = key.descending() ? "MAX" : "MIN";
    String column = column(parameter);
    return SqlText.of("COALESCE((SELECT " + most + "(s." + column + ") FROM " + table(parameter))
        .add(" s WHERE s.sid=" + row.sid() + " AND ")
        .addAnyOf("s.param_id", parameter.storedAs())
        .add("),?)", nothing(key));
  }

  /** Stands for the missing value: behind everything. */
  static Object nothing(SortKey key) {
    Kind kind = kind(key);
    return switch (kind) {
      case REFERENCE -> key.descending() ? Long.MIN_VALUE : Long.MAX_VALUE;
      case DATE -> (double) (key.descending() ? IndexEntries.NO_DATE : Long.MAX_VALUE);
      case NUMBER, QUANTITY -> key.descending() ? -LAST_NUMBER : LAST_NUMBER;
      case STRING, TOKEN, URI, COMPOSITE, SPECIAL -> key.descending() ? "" : LAST_TEXT;
    };
  }

  /** A key's value as it was written into a cursor. */
  static Object parse(SortKey key, String text) {
    return switch (kind(key)) {
      case REFERENCE -> Long.parseLong(text);
      case DATE, NUMBER, QUANTITY -> Double.parseDouble(text);
      case STRING, TOKEN, URI, COMPOSITE, SPECIAL -> text;
    };
  }

  private static Kind kind(SortKey key) {
    SearchParameter parameter = key.parameter();
    if (parameter == null) {
      return key.code().equals("_id") ? Kind.TOKEN : Kind.DATE;
    }
    return parameter.kind();
  }

  static String table(SearchParameter parameter) {
    return ValueConditions.tables(parameter.kind()).get(0);
  }

  static String column(SearchParameter parameter) {
    return switch (parameter.kind()) {
      case DATE, NUMBER, QUANTITY -> "low";
      case STRING -> "normalized";
      case REFERENCE -> "hash";
      default -> "head";
    };
  }

  /** Whether rows lie in the order of this key in an index. */
  static boolean isIndexed(SearchParameter parameter) {
    return (parameter.kind() == Kind.DATE || parameter.kind() == Kind.STRING)
        && parameter.storedAs().size() == 1;
  }

  /** Behind a position: expanded, for the optimizer does not see through row comparisons. */
  SqlText after(List<String> columns, String sid, List<Object> position) {
    SqlText after = new SqlText();
    StringBuilder close = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      String past = keys.get(i).descending() ? "<?" : ">?";
      after.add("(" + columns.get(i) + past + " OR (", position.get(i));
      after.add(columns.get(i) + "=? AND ", position.get(i));
      close.append("))");
    }
    return after
        .add(sid + (isDescending() ? "<?" : ">?"), position.get(columns.size()))
        .add(close.toString());
  }

  List<Object> position(List<String> texts) {
    List<Object> position = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      position.add(parse(keys.get(i), texts.get(i)));
    }
    position.add(Long.parseLong(texts.get(keys.size())));
    return position;
  }
}
