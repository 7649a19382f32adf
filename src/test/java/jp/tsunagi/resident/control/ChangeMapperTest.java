package jp.tsunagi.resident.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.resident.entity.CareLevel;
import jp.tsunagi.resident.entity.HomeAddress;
import jp.tsunagi.resident.entity.Person.Telephone;
import jp.tsunagi.resident.entity.PersonName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChangeMapperTest {
  private static final ResidentId HANA = new ResidentId("r-00001");

  static Stream<Arguments> changes() {
    return Stream.of(
        change(p -> PersonMapper.rename(p, PersonName.of("木村", "ハナ")), "name"),
        change(p -> PersonMapper.reread(p, "キムラ ハナ"), "kana"),
        change(p -> PersonMapper.recall(p, List.of(new Telephone("home", "0297-1-1"))), "phones"),
        change(
            p -> PersonMapper.move(p, new HomeAddress(null, "別の所", null, null, null, null)),
            "address"),
        change(p -> PersonMapper.liveAs(p, "family"), "livingArrangement"),
        change(p -> {}));
  }

  private static Arguments change(Consumer<FhirResource> change, String... fields) {
    return Arguments.of(change, List.of(fields));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void names_what_changed(Consumer<FhirResource> change, List<String> fields) {
    FhirResource before = Guide.example("Patient", "r-00001");
    FhirResource after = PersonMapper.copy(before);

    change.accept(after);

    assertEquals(fields, ChangeMapper.fields(before, after));
  }

  @Test
  void a_new_care_level_is_news_and_the_end_of_the_old_one_is_not() {
    FhirResource old = Guide.example("Observation", "r-00001-care-level");

    assertEquals(
        List.of("careLevel", "careLevelSince"),
        ChangeMapper.fields(
            null, CareLevelMapper.toObservation(HANA, CareLevel.CARE_4, LocalDate.of(2026, 9, 1))));
    assertEquals(
        List.of(),
        ChangeMapper.fields(old, CareLevelMapper.followedOn(old, LocalDate.of(2026, 9, 1))));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          Patient,       r-00001,            patient,    true
          Observation,   r-00001-care-level, care-level, true
          Observation,   r-00001-disability, ,           false
          Observation,   fact-1,             ,           false
          RelatedPerson, r-00001-neighbour,  contact,    true
          Flag,          r-00001-fall-risk,  flag,       false
          CareTeam,      r-00001,            team,       false
          Consent,       r-00001-notebook,   consent,    false
          CarePlan,      r-00001-evacuation, plan,       false
          CarePlan,      flood-2026,         ,           false
          Device,        pendant-0001,       device,     false
          Communication, note-1,             ,           false
          """)
  void tells_what_kind_of_thing_it_is(String type, String id, String subject, boolean edited) {
    FhirResource resource = Guide.example(type, id);

    assertEquals(Optional.ofNullable(subject), ChangeMapper.subject(resource));
    assertEquals(edited, ChangeMapper.isEdited(resource));
  }
}
