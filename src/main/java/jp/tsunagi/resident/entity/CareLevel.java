package jp.tsunagi.resident.entity;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** 要介護状態区分. The levels of long-term care insurance with their national codes. */
public enum CareLevel {
  NOT_ELIGIBLE("01", "非該当"),
  PROGRAMME_TARGET("06", "事業対象者"),
  SUPPORT_1("12", "要支援1"),
  SUPPORT_2("13", "要支援2"),
  CARE_1("21", "要介護1"),
  CARE_2("22", "要介護2"),
  CARE_3("23", "要介護3"),
  CARE_4("24", "要介護4"),
  CARE_5("25", "要介護5");

  private static final String KANJI_DIGITS = "一二三四五";

  private final String code;
  private final String display;

  CareLevel(String code, String display) {
    this.code = code;
    this.display = display;
  }

  public String code() {
    return code;
  }

  /** The Japanese name, as the certificate has it. */
  public String display() {
    return display;
  }

  public static Optional<CareLevel> ofCode(String code) {
    return Arrays.stream(values()).filter(level -> level.code.equals(code)).findFirst();
  }

  /** Reads a code or a name in any width: 24, 要介護4, 要介護４, 要介護度四, care level 4. */
  public static Optional<CareLevel> parse(String typed) {
    StringBuilder plain = new StringBuilder();
    Normalizer.normalize(typed, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[\\s度]", "")
        .replace("carelevel", "要介護")
        .replace("supportlevel", "要支援")
        .codePoints()
        .map(c -> KANJI_DIGITS.indexOf(c) >= 0 ? '1' + KANJI_DIGITS.indexOf(c) : c)
        .forEach(plain::appendCodePoint);
    String name = plain.toString();
    return Arrays.stream(values())
        .filter(level -> level.code.equals(name) || level.display.equals(name))
        .findFirst();
  }
}
