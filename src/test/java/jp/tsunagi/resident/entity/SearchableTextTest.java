package jp.tsunagi.resident.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import jp.tsunagi.resident.entity.SearchableText.Word;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchableTextTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          たなか,          タナカ
          ﾀﾅｶ,             タナカ
          タナカ　ハナ,    たなかはな
          タナカ・ハナ,    たなかはな
          ｶﾞ,              カ
          なかじま,        なかしま
          キョウ,          きよう
          マリー,          マリ
          斎藤,            齋藤
          斉藤,            斎藤
          渡邊,            渡辺
          髙橋,            高橋
          𠮷田,            吉田
          Ｓｉｌｖａ,      silva
          João,            JOAO
          ＪＳ－０００１,  js0001
          0297-22-1234,    0297221234
          福,              福
          """)
  void folds_alike(String one, String other) {
    assertEquals(SearchableText.fold(one), SearchableText.fold(other));
  }

  @ParameterizedTest
  @CsvSource({"田中, 田仲", "たなか, たかな", "渡辺, 渉辺"})
  void keeps_different_names_apart(String one, String other) {
    assertEquals(false, SearchableText.fold(one).equals(SearchableText.fold(other)));
  }

  @Test
  void splits_what_was_typed_into_words() {
    assertEquals(
        List.of(
            new Word("田中", Optional.empty()),
            new Word("はな", Optional.empty()),
            new Word("昭和17年4月1日", Optional.of(LocalDate.of(1942, 4, 1)))),
        SearchableText.words("田中　ハナ 昭和17年4月1日"));
  }

  @Test
  void finds_no_words_in_punctuation() {
    assertEquals(List.of(), SearchableText.words(" ・ー％ "));
  }

  @ParameterizedTest
  @CsvSource({"たなか はな, タナカ ハナ", "ﾀﾅｶ ﾊﾅ, タナカ ハナ", "'  たなか　　はな ', タナカ ハナ", "ゔぃ, ヴィ"})
  void writes_a_reading_in_katakana(String typed, String written) {
    assertEquals(written, SearchableText.katakana(typed));
  }
}
