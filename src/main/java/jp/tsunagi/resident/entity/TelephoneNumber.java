package jp.tsunagi.resident.entity;

import java.text.Normalizer;
import java.util.Optional;

/**
 * 電話番号. Digits with hyphens as people group them, an optional leading plus; 10 or 11 digits at
 * home, up to 15 from abroad.
 */
public record TelephoneNumber(String value) {

  /** Reads what was typed, in any width and with any dash; empty when it is no telephone number. */
  public static Optional<TelephoneNumber> parse(String typed) {
    String plain =
        Normalizer.normalize(typed, Normalizer.Form.NFKC)
            .strip()
            .replaceAll("[‐‑‒–—―−ー─－]", "-")
            .replaceAll("[()]", "-")
            .replaceAll("\\s+", "-")
            .replaceAll("-{2,}", "-")
            .replaceAll("^-|-$", "");
    if (!plain.matches("\\+?[0-9](-?[0-9])*")) {
      return Optional.empty();
    }
    int digits = digits(plain).length();
    boolean plausible =
        plain.startsWith("+")
            ? digits >= 8 && digits <= 15
            : plain.startsWith("0") && digits >= 10 && digits <= 11;
    return plausible ? Optional.of(new TelephoneNumber(plain)) : Optional.empty();
  }

  /** The digits alone, for comparing and searching. */
  public static String digits(String number) {
    return Normalizer.normalize(number, Normalizer.Form.NFKC).replaceAll("[^0-9]", "");
  }
}
