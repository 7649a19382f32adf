package jp.tsunagi.resident.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateWordsTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1942-04-01,    1942-04-01
          1942/4/1,      1942-04-01
          19420401,      1942-04-01
          1942年4月1日,  1942-04-01
          昭和17年4月1日, 1942-04-01
          昭和１７．４．１, 1942-04-01
          S17.4.1,       1942-04-01
          ｓ17-4-1,      1942-04-01
          大正15年1月2日, 1926-01-02
          平成元年1月8日, 1989-01-08
          R8.4.1,        2026-04-01
          """)
  void reads(String words, LocalDate date) {
    assertEquals(Optional.of(date), DateWords.parse(words));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "田中", "1942", "1942-13-01", "昭和65年1月1日", "0297-22-1234", "S17"})
  void reads_no_date_in(String words) {
    assertEquals(Optional.empty(), DateWords.parse(words));
  }
}
