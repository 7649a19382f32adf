package jp.tsunagi.resident.entity;

import java.text.Normalizer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 氏名. Shown the way its script is written: 田中ハナ without a space, Maria Silva with one.
 *
 * @param family absent where nobody said which part it is
 */
public record PersonName(@Nullable String family, @Nullable String given, String text) {

  /** The name as screens show it. */
  public String shown() {
    if (family == null || given == null) {
      return text;
    }
    boolean spaced = (family + given).chars().anyMatch(c -> c < 0x2E80);
    return spaced ? text : family + given;
  }

  /**
   * Reads a name as typed, in any width. A first space divides family from given name; without one,
   * a name that still begins with the known family name is divided there.
   */
  public static Optional<PersonName> parse(String typed, @Nullable PersonName before) {
    String plain =
        Normalizer.normalize(typed, Normalizer.Form.NFC).strip().replaceAll("[\\s\u3000]+", " ");
    if (plain.isEmpty()) {
      return Optional.empty();
    }
    if (before != null && (plain.equals(before.shown()) || plain.equals(before.text()))) {
      return Optional.of(before);
    }
    int space = plain.indexOf(' ');
    if (space > 0) {
      return Optional.of(of(plain.substring(0, space), plain.substring(space + 1)));
    }
    String family = before == null ? null : before.family();
    if (family != null && plain.startsWith(family) && plain.length() > family.length()) {
      return Optional.of(of(family, plain.substring(family.length())));
    }
    return Optional.of(new PersonName(null, null, plain));
  }

  public static PersonName of(String family, String given) {
    return new PersonName(family, given, family + " " + given);
  }
}
