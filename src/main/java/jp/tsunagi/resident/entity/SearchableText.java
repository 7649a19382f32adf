package jp.tsunagi.resident.entity;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * 検索用の表記. One spelling for all the ways a name is typed, so that たなか, ﾀﾅｶ, タナカ and "タ ナカ" are the
 * same word.
 *
 * <p>It folds width, case, katakana and hiragana, small and voiced kana (中島 is なかしま as often as
 * なかじま), the long-vowel mark, spaces and punctuation, accents, variation selectors, and the old and
 * variant kanji people mix in family names. Both what is stored for searching and what is typed go
 * through it; what is shown never does.
 */
public final class SearchableText {
  private static final int MOST_WORDS = 6;
  private static final String SMALL = "ぁぃぅぇぉっゃゅょゎゕゖ";
  private static final String LARGE = "あいうえおつやゆよわかけ";

  /** Variant characters, each group under the form most registers use. */
  private static final List<String> VARIANTS =
      List.of(
          "斎斉齋齊", "辺邊邉", "高髙", "崎﨑嵜", "沢澤", "浜濱濵", "広廣", "島嶋嶌", "桜櫻", "国國", "真眞", "恵惠", "徳德", "吉𠮷",
          "栄榮", "瀬瀨", "蔵藏", "黒黑", "関關", "条條", "竜龍", "滝瀧", "実實", "寿壽", "富冨", "峰峯", "館舘", "桑桒", "曽曾",
          "円圓", "万萬", "与與", "児兒", "豊豐", "当當", "鉄鐵", "巌巖", "静靜", "弥彌", "槙槇", "亀龜", "応應", "礼禮", "塩鹽",
          "横橫", "遥遙", "緑綠", "郎郞");

  private static final Map<Integer, Integer> FORMS = forms();

  private SearchableText() {}

  private static Map<Integer, Integer> forms() {
    Map<Integer, Integer> forms = new HashMap<>();
    for (String group : VARIANTS) {
      int[] characters = group.codePoints().toArray();
      for (int i = 1; i < characters.length; i++) {
        forms.put(characters[i], characters[0]);
      }
    }
    return Map.copyOf(forms);
  }

  /** The folded form; empty when nothing but spaces and punctuation was given. */
  public static String fold(String text) {
    String wide = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder folded = new StringBuilder(wide.length());
    Normalizer.normalize(wide, Normalizer.Form.NFD).codePoints().forEach(c -> append(folded, c));
    return folded.toString();
  }

  private static void append(StringBuilder folded, int character) {
    int type = Character.getType(character);
    boolean word =
        Character.isLetterOrDigit(character)
            && character != 'ー'
            && type != Character.NON_SPACING_MARK;
    if (!word) {
      return;
    }
    int plain = hiragana(character);
    int small = SMALL.indexOf(plain);
    folded.appendCodePoint(small >= 0 ? LARGE.charAt(small) : FORMS.getOrDefault(plain, plain));
  }

  private static int hiragana(int character) {
    return character >= 'ァ' && character <= 'ヶ' ? character - 'ァ' + 'ぁ' : character;
  }

  /**
   * One word somebody typed.
   *
   * @param folded what to compare with
   * @param date the day it names, if it is a date
   */
  public record Word(String folded, Optional<LocalDate> date) {

    /** Whether it could be a number of anything. */
    public boolean hasDigits() {
      return folded.chars().anyMatch(Character::isDigit);
    }
  }

  /** The words of what somebody typed: all of them have to match. */
  public static List<Word> words(String typed) {
    return Arrays.stream(Normalizer.normalize(typed, Normalizer.Form.NFKC).split("[\\s、,]+"))
        .map(word -> new Word(fold(word), DateWords.parse(word)))
        .filter(word -> !word.folded().isEmpty())
        .limit(MOST_WORDS)
        .toList();
  }

  /** Katakana in full width with single spaces, the way a reading is written down. */
  public static String katakana(String reading) {
    StringBuilder katakana = new StringBuilder();
    Normalizer.normalize(reading, Normalizer.Form.NFKC)
        .strip()
        .replaceAll("\\s+", " ")
        .chars()
        .map(c -> c >= 'ぁ' && c <= 'ゖ' ? c - 'ぁ' + 'ァ' : c)
        .forEach(c -> katakana.append((char) c));
    return katakana.toString();
  }
}
