package jp.tsunagi.resident.entity;

import java.util.Arrays;
import java.util.Optional;

/**
 * 続柄. The ties of the code system {@code relationship}; duties (鍵, 協力員, 避難支援) are not among them.
 */
public enum Relationship {
  SPOUSE("spouse", "配偶者"),
  SON("son", "息子"),
  DAUGHTER("daughter", "娘"),
  SON_IN_LAW("son-in-law", "娘の夫"),
  DAUGHTER_IN_LAW("daughter-in-law", "息子の妻"),
  GRANDCHILD("grandchild", "孫"),
  SIBLING("sibling", "兄弟姉妹"),
  RELATIVE("relative", "親族"),
  NEIGHBOUR("neighbour", "近隣"),
  FRIEND("friend", "友人"),
  LANDLORD("landlord", "家主"),
  GUARDIAN("guardian", "成年後見人"),
  WELFARE_COMMISSIONER("welfare-commissioner", "民生委員"),
  OTHER("other", "その他");

  private final String code;
  private final String display;

  Relationship(String code, String display) {
    this.code = code;
    this.display = display;
  }

  public String code() {
    return code;
  }

  public String display() {
    return display;
  }

  /** The tie that a code or a Japanese name means; empty when it is something else, like 長男. */
  public static Optional<Relationship> parse(String typed) {
    return Arrays.stream(values())
        .filter(tie -> tie.code.equals(typed) || tie.display.equals(typed))
        .findFirst();
  }
}
