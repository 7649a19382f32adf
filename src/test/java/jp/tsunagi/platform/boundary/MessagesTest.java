package jp.tsunagi.platform.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private final Messages messages = new Messages();

  @Test
  void every_text_stands_in_both_languages() {
    assertEquals(
        new TreeSet<>(messages.keys(Messages.JAPANESE)),
        new TreeSet<>(messages.keys(Messages.ENGLISH)));
  }

  @Test
  void every_problem_has_a_title_and_a_detail() {
    for (ProblemCode problem : ProblemCode.values()) {
      assertTrue(
          messages.keys(Messages.JAPANESE).contains("problem." + problem.code() + ".title")
              && messages.keys(Messages.JAPANESE).contains("problem." + problem.code() + ".detail"),
          problem.code());
    }
  }

  @Test
  void problem_codes_are_unique() {
    assertEquals(
        ProblemCode.values().length,
        Arrays.stream(ProblemCode.values())
            .map(ProblemCode::code)
            .collect(Collectors.toSet())
            .size());
  }

  @Test
  void japanese_is_spoken_to_whoever_does_not_ask_for_english() {
    assertEquals("ja", Messages.language(List.of()));
    assertEquals("ja", Messages.language(List.of(Locale.forLanguageTag("pt-BR"))));
    assertEquals("en", Messages.language(List.of(Locale.UK, Locale.JAPAN)));
  }

  @Test
  void arguments_are_put_into_texts() {
    assertEquals("20 文字以内にしてください。", messages.text("ja", "rule.too-long", 20));
  }
}
