package jp.tsunagi.platform.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTextTest {
  @Test
  void quotes_what_needs_it_and_hands_no_formula_to_an_office_program() {
    String text =
        CsvText.of(
            List.of("だれが", "何を"),
            List.of(
                List.of("佐藤, 恵", "\"読みました\""), Arrays.asList("=1+1", null), List.of("-1", "@cmd")));

    assertEquals("\ufeffだれが,何を\r\n\"佐藤, 恵\",\"\"\"読みました\"\"\"\r\n'=1+1,\r\n'-1,'@cmd\r\n", text);
  }
}
