package jp.tsunagi.resident.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.LocalDate;
import java.util.List;
import jp.tsunagi.platform.boundary.Json;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.resident.entity.CareLevel;
import jp.tsunagi.resident.entity.LivingArrangement;
import jp.tsunagi.resident.entity.Mention;
import jp.tsunagi.resident.entity.Person.Telephone;
import jp.tsunagi.resident.entity.ResidentEdit;
import jp.tsunagi.resident.entity.ResidentEdit.ContactLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResidentEditReaderTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 9, 10);

  private static ResidentEdit read(String json) {
    try {
      return ResidentEditReader.read(Json.mapper().readTree(json), TODAY);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void what_is_not_mentioned_stays() {
    ResidentEdit edit = read("{}");

    assertFalse(edit.concernsPerson() || edit.concernsCareLevel() || edit.contacts().made());
  }

  @Test
  void reads_numbers_and_levels_as_people_type_them() {
    ResidentEdit edit =
        read(
            """
            {"phones":[{"use":"home","number":"０２９７（２２）１２３４"}],
             "careLevel":"要介護４","kana":"たなか　はな","livingArrangement":"独居"}""");

    assertEquals(Mention.of(List.of(new Telephone("home", "0297-22-1234"))), edit.phones());
    assertEquals(Mention.of(CareLevel.CARE_4), edit.careLevel());
    assertEquals(Mention.of("タナカ ハナ"), edit.kana());
    assertEquals(Mention.of(LivingArrangement.ALONE), edit.livingArrangement());
  }

  @Test
  void null_removes_what_can_be_removed() {
    ResidentEdit edit = read("{\"phones\":null,\"livingArrangement\":null,\"kana\":null}");

    assertEquals(Mention.of(null), edit.phones());
    assertEquals(Mention.of(null), edit.livingArrangement());
    assertEquals(Mention.of(null), edit.kana());
  }

  @Test
  void a_number_given_twice_is_one_number() {
    assertEquals(
        Mention.of(List.of(new Telephone(null, "0297-22-1234"))),
        read("{\"phones\":[{\"number\":\"0297-22-1234\"},{\"number\":\"０２９７-22-1234\"}]}")
            .phones());
  }

  @Test
  void reads_contacts() {
    assertEquals(
        Mention.of(
            List.of(
                new ContactLine("c1", "高野 初枝", "近隣", "090-0000-2345", true, false),
                new ContactLine(null, "田中 一郎", null, null, false, false))),
        read("""
                {"contacts":[{"id":"c1","name":"高野 初枝","relationship":"近隣","phone":"090-0000-2345","keyHolder":true},
                             {"name":"田中 一郎","phone":null}]}""")
            .contacts());
  }

  @Test
  void a_part_of_the_address_is_enough() {
    ResidentEdit.Address address =
        read("{\"address\":{\"postalCode\":\"３０３０００３\",\"town\":\"橋本町\"}}").address().value();

    assertEquals(new ResidentEdit.Address(Mention.of("303-0003"), Mention.none()), address);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"shoeSize":24}                              | shoeSize                | unknown-member
          {"name":null}                                | name                    | required
          {"name":" "}                                 | name                    | blank
          {"name":12}                                  | name                    | wrong-type
          {"kana":"田中"}                              | kana                    | kana
          {"phones":"0297-22-1234"}                    | phones                  | wrong-type
          {"phones":[{"number":"119"}]}                | phones[0].number        | phone
          {"phones":[{"use":"fax","number":"0297-22-1234"}]} | phones[0].use     | not-a-code
          {"phones":[{"use":"home"}]}                  | phones[0].number        | required
          {"address":{"postalCode":"30"}}              | address.postalCode      | postal-code
          {"address":{"text":null}}                    | address.text            | required
          {"address":null}                             | address                 | required
          {"careLevel":"要介護9"}                      | careLevel               | not-a-code
          {"careLevel":null}                           | careLevel               | required
          {"careLevelSince":"昨日"}                    | careLevelSince          | not-a-date
          {"careLevelSince":"1999-01-01"}              | careLevelSince          | out-of-range
          {"livingArrangement":"castle"}               | livingArrangement       | not-a-code
          {"contacts":[{"phone":"0297-22-1234"}]}      | contacts[0].name        | required
          {"contacts":[{"name":"a","keyHolder":"yes"}]} | contacts[0].keyHolder  | wrong-type
          {"contacts":[{"name":"a","colour":"red"}]}   | contacts[0].colour      | unknown-member
          """)
  void names_the_fault(String json, String field, String rule) {
    ProblemException problem = assertThrows(ProblemException.class, () -> read(json));

    assertEquals(
        List.of(field + " " + rule),
        problem.violations().stream().map(v -> v.field() + " " + v.rule()).toList());
  }

  @Test
  void names_every_fault_at_once() {
    ProblemException problem =
        assertThrows(
            ProblemException.class,
            () -> read("{\"careLevel\":\"x\",\"phones\":[{\"number\":\"1\"}],\"name\":\"\"}"));

    assertEquals(3, problem.violations().size());
  }
}
