package jp.tsunagi.platform.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How people are called whom the record does not name as staff. */
class RequestActorTest {
  @ParameterizedTest
  @CsvSource({
    "田中, ハナ, ハナ 田中, 田中 ハナ",
    "タナカ, ハナ, ハナ タナカ, タナカ ハナ",
    "Silva, Maria, Maria Silva, Maria Silva",
    "田中, , 田中, 田中",
    ", , 管理者, 管理者",
  })
  void a_japanese_name_begins_with_the_family_s(
      String family, String given, String name, String shown) {
    assertEquals(shown, RequestActor.fullName(family, given, name));
  }
}
