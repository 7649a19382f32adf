package jp.tsunagi.resident.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PersonNameTest {
  private static final PersonName HANA = PersonName.of("田中", "ハナ");

  @Test
  void shows_a_japanese_name_without_a_space() {
    assertEquals("田中ハナ", HANA.shown());
  }

  @Test
  void shows_a_latin_name_as_written() {
    assertEquals("Maria Silva", new PersonName("Silva", "Maria", "Maria Silva").shown());
  }

  @Test
  void shows_the_text_when_nobody_said_which_part_is_which() {
    assertEquals("田中ハナ", new PersonName(null, null, "田中ハナ").shown());
  }

  @Test
  void a_name_sent_back_as_it_was_shown_is_the_same_name() {
    assertEquals(Optional.of(HANA), PersonName.parse("田中ハナ", HANA));
    assertEquals(Optional.of(HANA), PersonName.parse("田中　ハナ", HANA));
  }

  @Test
  void a_space_divides_family_from_given_name() {
    assertEquals(Optional.of(PersonName.of("木村", "ハナ")), PersonName.parse("木村 ハナ", HANA));
  }

  @Test
  void a_name_without_a_space_is_divided_after_the_known_family_name() {
    assertEquals(Optional.of(PersonName.of("田中", "花")), PersonName.parse("田中花", HANA));
  }

  @Test
  void nothing_is_no_name() {
    assertEquals(Optional.empty(), PersonName.parse(" 　", HANA));
  }
}
