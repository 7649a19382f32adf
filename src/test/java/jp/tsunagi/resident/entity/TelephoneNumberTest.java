package jp.tsunagi.resident.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelephoneNumberTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          0297-22-1234,      0297-22-1234
          ０２９７－２２－１２３４, 0297-22-1234
          0297(22)1234,      0297-22-1234
          090 1111 2222,     090-1111-2222
          09011112222,       09011112222
          090ー1111ー2222,   090-1111-2222
          +81-90-1111-2222,  +81-90-1111-2222
          """)
  void reads(String typed, String number) {
    assertEquals(Optional.of(new TelephoneNumber(number)), TelephoneNumber.parse(typed));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "119", "22-1234", "090-1111-222233", "1234567890", "０９０ー××××", "なし"})
  void reads_no_number_in(String typed) {
    assertEquals(Optional.empty(), TelephoneNumber.parse(typed));
  }
}
