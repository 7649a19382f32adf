package jp.tsunagi.resident.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.resident.entity.HomeAddress;
import jp.tsunagi.resident.entity.Person;
import jp.tsunagi.resident.entity.Person.Telephone;
import jp.tsunagi.resident.entity.PersonName;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;

class PersonMapperTest {

  private static FhirResource hana() {
    return Guide.example("Patient", "r-00001");
  }

  @Test
  void reads_hana() {
    assertEquals(
        new Person(
            new ResidentId("r-00001"),
            PersonName.of("田中", "ハナ"),
            "タナカ ハナ",
            LocalDate.of(1941, 11, 3),
            "female",
            false,
            true,
            List.of(
                new Telephone("home", "0297-22-1234"), new Telephone("mobile", "090-0000-1234")),
            new HomeAddress(
                "303-0003",
                "茨城県常総市水海道橋本町3401-2",
                "08211-mitsukaido-mitsukaido-hashimoto",
                36.02642,
                139.99151,
                "玄関は東側。呼び鈴が鳴らないときは勝手口から。1階奥の和室にベッド。"),
            "alone",
            List.of("J-000001", "0000012345"),
            null),
        PersonMapper.toPerson(hana()));
  }

  @Test
  void reads_a_latin_name() {
    Person maria = PersonMapper.toPerson(Guide.example("Patient", "r-00011"));

    assertEquals("Maria Silva", maria.name().shown());
    assertEquals("シルバ マリア", maria.kana());
  }

  @Test
  void reads_a_bare_patient() {
    Patient bare = new Patient();
    bare.setId("bare");

    Person person = PersonMapper.toPerson(FhirResource.of(bare));

    assertEquals("", person.name().shown());
    assertEquals(List.of(), person.phones());
    assertTrue(person.active());
  }

  @Test
  void renaming_keeps_the_reading() {
    FhirResource after = PersonMapper.copy(hana());

    PersonMapper.rename(after, PersonName.of("木村", "ハナ"));

    assertEquals(PersonName.of("木村", "ハナ"), PersonMapper.toPerson(after).name());
    assertEquals("タナカ ハナ", PersonMapper.toPerson(after).kana());
    assertEquals(PersonName.of("田中", "ハナ"), PersonMapper.toPerson(hana()).name());
  }

  @Test
  void a_reading_is_replaced_or_removed() {
    FhirResource after = PersonMapper.copy(hana());

    PersonMapper.reread(after, "キムラ ハナ");
    assertEquals("キムラ ハナ", PersonMapper.toPerson(after).kana());

    PersonMapper.reread(after, null);
    assertEquals(null, PersonMapper.toPerson(after).kana());
    assertEquals(PersonName.of("田中", "ハナ"), PersonMapper.toPerson(after).name());
  }

  @Test
  void telephone_numbers_are_replaced_and_mail_addresses_stay() {
    FhirResource after = PersonMapper.copy(hana());
    after
        .as(Patient.class)
        .addTelecom()
        .setSystem(ContactPoint.ContactPointSystem.EMAIL)
        .setValue("hana@example.jp");

    PersonMapper.recall(after, List.of(new Telephone("mobile", "090-1111-2222")));

    assertEquals(
        List.of(new Telephone("mobile", "090-1111-2222")), PersonMapper.toPerson(after).phones());
    assertTrue(Guide.json(after).contains("hana@example.jp"));
  }

  @Test
  void a_move_drops_the_old_place_and_how_to_get_in() {
    FhirResource after = PersonMapper.copy(hana());

    PersonMapper.move(
        after, new HomeAddress("300-2706", "茨城県常総市新石下1200-5", "08211-ishige-x", null, null, null));

    assertEquals(
        new HomeAddress("300-2706", "茨城県常総市新石下1200-5", "08211-ishige-x", null, null, null),
        PersonMapper.toPerson(after).address());
    String json = Guide.json(after);
    assertTrue(json.contains("\"line\":[\"新石下1200-5\"],\"city\":\"常総市\",\"state\":\"茨城県\""), json);
    assertFalse(json.contains("geolocation"), json);
  }

  @Test
  void a_postal_code_alone_moves_nobody() {
    FhirResource after = PersonMapper.copy(hana());

    PersonMapper.move(
        after,
        new HomeAddress(
            "303-0000",
            "茨城県常総市水海道橋本町3401-2",
            "08211-mitsukaido-mitsukaido-hashimoto",
            null,
            null,
            null));

    HomeAddress address = Objects.requireNonNull(PersonMapper.toPerson(after).address());
    assertEquals(36.02642, address.latitude());
    assertEquals("303-0000", address.postalCode());
  }

  @Test
  void the_living_arrangement_is_replaced_or_removed() {
    FhirResource after = PersonMapper.copy(hana());

    PersonMapper.liveAs(after, "family");
    assertEquals("family", PersonMapper.toPerson(after).livingArrangement());

    PersonMapper.liveAs(after, null);
    assertEquals(null, PersonMapper.toPerson(after).livingArrangement());
  }
}
