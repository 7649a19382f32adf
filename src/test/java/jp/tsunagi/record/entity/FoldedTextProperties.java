package jp.tsunagi.record.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;

class FoldedTextProperties {
  @Property
  void folding_twice_is_folding_once(@ForAll String text) {
    String folded = FoldedText.of(text);

    assertEquals(folded, FoldedText.of(folded));
  }

  @Property
  void the_script_of_kana_makes_no_difference(
      @ForAll @CharRange(from = 'ぁ', to = 'ゖ') String kana) {
    StringBuilder katakana = new StringBuilder();
    kana.chars().forEach(character -> katakana.append((char) (character + 0x60)));

    assertEquals(FoldedText.of(kana), FoldedText.of(katakana.toString()));
  }

  @Property
  void spaces_between_names_make_no_difference(
      @ForAll @CharRange(from = '一', to = '龠') String family,
      @ForAll @CharRange(from = '一', to = '龠') String given) {
    if (family.length() + given.length() < FoldedText.LENGTH) {
      assertEquals(FoldedText.of(family + given), FoldedText.of(family + "　" + given));
    }
  }
}
