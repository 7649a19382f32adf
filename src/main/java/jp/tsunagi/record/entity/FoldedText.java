package jp.tsunagi.record.entity;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/**
 * 検索用文字列. Text as it is compared in a search: width, script, case, accents, voiced marks, small
 * kana, kanji variants, spaces and punctuation make no difference. Follows the string search rule
 * of JP Core; {@code :exact} compares the text as written.
 */
public final class FoldedText {
  /** Longer texts are found by this much of their beginning. */
  public static final int LENGTH = 100;

  private static final int VOICED = 0x3099;
  private static final int SEMI_VOICED = 0x309A;

  /** Old, vulgar and compatibility forms that occur in names, folded to the common form. */
  private static final Map<Integer, Integer> KANJI = KanjiVariants.table();

  private static final Map<Integer, Integer> SMALL_KANA =
      Map.ofEntries(
          Map.entry((int) 'ァ', (int) 'ア'),
          Map.entry((int) 'ィ', (int) 'イ'),
          Map.entry((int) 'ゥ', (int) 'ウ'),
          Map.entry((int) 'ェ', (int) 'エ'),
          Map.entry((int) 'ォ', (int) 'オ'),
          Map.entry((int) 'ッ', (int) 'ツ'),
          Map.entry((int) 'ャ', (int) 'ヤ'),
          Map.entry((int) 'ュ', (int) 'ユ'),
          Map.entry((int) 'ョ', (int) 'ヨ'),
          Map.entry((int) 'ヮ', (int) 'ワ'),
          Map.entry((int) 'ヵ', (int) 'カ'),
          Map.entry((int) 'ヶ', (int) 'ケ'));

  private FoldedText() {}

  /** The folded text, cut to {@link #LENGTH} characters. */
  public static String of(String text) {
    return of(text, LENGTH);
  }

  public static String of(String text, int length) {
    String head = text.length() > 4 * length ? text.substring(0, 4 * length) : text;
    String folded = isPlain(head) ? head : Normalizer.normalize(head, Normalizer.Form.NFKD);
    StringBuilder result = new StringBuilder(folded.length());
    folded
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .map(FoldedText::fold)
        .filter(character -> character != 0)
        .forEach(result::appendCodePoint);
    return cut(result, length);
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(character -> character < 0x80);
  }

  private static int fold(int character) {
    if (character < 0x80) {
      return Character.isLetterOrDigit(character) ? character : 0;
    }
    if (character == 'ß') {
      return 's';
    }
    if (character == VOICED || character == SEMI_VOICED || isDropped(character)) {
      return 0;
    }
    int katakana = character >= 'ぁ' && character <= 'ゖ' ? character + 0x60 : character;
    Integer large = SMALL_KANA.get(katakana);
    if (large != null) {
      return large;
    }
    return KANJI.getOrDefault(katakana, katakana);
  }

  /** Marks, spaces, punctuation, variation selectors and the long-vowel mark. */
  private static boolean isDropped(int character) {
    return character == 'ー'
        || character == 'ｰ'
        || switch (Character.getType(character)) {
          case Character.NON_SPACING_MARK,
              Character.COMBINING_SPACING_MARK,
              Character.ENCLOSING_MARK,
              Character.SPACE_SEPARATOR,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.UNASSIGNED,
              Character.DASH_PUNCTUATION,
              Character.START_PUNCTUATION,
              Character.END_PUNCTUATION,
              Character.CONNECTOR_PUNCTUATION,
              Character.OTHER_PUNCTUATION,
              Character.INITIAL_QUOTE_PUNCTUATION,
              Character.FINAL_QUOTE_PUNCTUATION ->
              true;
          default -> false;
        };
  }

  private static String cut(StringBuilder text, int length) {
    if (text.codePointCount(0, text.length()) <= length) {
      return text.toString();
    }
    return text.substring(0, text.offsetByCodePoints(0, length));
  }
}
