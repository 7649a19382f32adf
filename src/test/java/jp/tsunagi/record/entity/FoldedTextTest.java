package jp.tsunagi.record.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldedTextTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          たなか, タナカ
          ﾀﾅｶ, タナカ
          タナカ　ハナ, タナカハナ
          ガ, カ
          ｶﾞ, カ
          ぱ, ハ
          キョウ, キヨウ
          ッ, ツ
          サトー, サト
          髙橋, 高橋
          山﨑, 山崎
          渡邊, 渡辺
          渡邉, 渡辺
          齋藤, 斎藤
          齊藤, 斉藤
          𠮷田, 吉田
          Müller, muller
          MÜLLER, muller
          ＡＢＣ　１２３, abc123
          303-8501, 3038501
          ①, 1
          水海道（諏訪町）, 水海道諏訪町
          """)
  void makes_no_difference_of(String one, String other) {
    assertEquals(FoldedText.of(other), FoldedText.of(one));
  }

  @Test
  void keeps_apart_what_is_different() {
    assertNotEquals(FoldedText.of("田中"), FoldedText.of("中田"));
    assertNotEquals(FoldedText.of("萩原"), FoldedText.of("荻原"));
    assertNotEquals(FoldedText.of("カトウ"), FoldedText.of("サトウ"));
  }

  @Test
  void leaves_nothing_that_means_something_to_a_pattern() {
    assertEquals("", FoldedText.of("%_\\'\"; --"));
  }

  @Test
  void cuts_at_whole_characters() {
    assertEquals(FoldedText.LENGTH, FoldedText.of("𠮟".repeat(300)).codePointCount(0, 200));
  }
}
