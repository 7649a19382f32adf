package jp.tsunagi.carenote.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.tsunagi.carenote.entity.Note;
import jp.tsunagi.carenote.entity.NoteTopic;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.kernel.Vocabulary.Codes;
import jp.tsunagi.kernel.Vocabulary.Systems;
import jp.tsunagi.record.boundary.FhirResource;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.junit.jupiter.api.Test;

class NoteMapperTest {
  private static final ResidentId HANA = new ResidentId("r-00001");
  private static final Actor SATO =
      new Actor(
          "sato",
          "佐藤 恵",
          Set.of(Role.CARE_MANAGER),
          null,
          new OrganizationId("kinunosato"),
          "居宅介護支援 きぬの里",
          "08211",
          List.of(),
          Actor.Kind.PERSON);

  private static FhirResource example(String id) throws IOException {
    return FhirResource.of(
        FhirContext.forR4Cached()
            .newJsonParser()
            .parseResource(
                Communication.class,
                Files.readString(
                    Path.of("fhir-profiles/examples/Communication").resolve(id + ".json"))));
  }

  private static Note sealed() {
    return new Note(
        "note-2",
        HANA,
        "金銭管理のことで長男から相談がありました。電話で話せますか。",
        NoteTopic.QUESTION,
        false,
        Instant.parse("2026-04-01T01:02:00Z"),
        "PractitionerRole/sato",
        "note-1",
        "note-1",
        true,
        List.of(new OrganizationId("midori")),
        true);
  }

  @Test
  void reads_an_open_note() throws IOException {
    assertEquals(
        Optional.of(
            new Note(
                "note-1",
                HANA,
                "昨夜から37.8度。SpO2 93%。食事は半分。夕方に再訪します。",
                NoteTopic.CHANGE,
                false,
                Instant.parse("2026-04-01T00:12:00Z"),
                "PractitionerRole/suzuki",
                null,
                "note-1",
                false,
                List.of(),
                true)),
        NoteMapper.toNote(example("note-1")));
  }

  @Test
  void reads_a_sealed_reply() throws IOException {
    assertEquals(Optional.of(sealed()), NoteMapper.toNote(example("note-2")));
  }

  @Test
  void a_call_is_no_note() throws IOException {
    assertEquals(Optional.empty(), NoteMapper.toNote(example("call-1")));
  }

  @Test
  void a_written_note_reads_back() {
    FhirResource written = NoteMapper.toCommunication(sealed(), null, "佐藤 恵");
    written.model().setId("note-2");

    assertEquals(Optional.of(sealed()), NoteMapper.toNote(written));
  }

  @Test
  void a_note_taken_back_keeps_its_words() throws IOException {
    Note before = NoteMapper.toNote(example("note-1")).orElseThrow();

    Note after = NoteMapper.toNote(NoteMapper.takenBack(example("note-1"), "誤り")).orElseThrow();

    assertFalse(after.valid());
    assertEquals(before.text(), after.text());
    assertTrue(NoteMapper.toNote(example("note-1")).orElseThrow().valid());
  }

  @Test
  void an_open_note_is_told_to_all_who_see_the_record() throws IOException {
    Note note = NoteMapper.toNote(example("note-1")).orElseThrow();

    assertEquals(
        Map.of("residents", List.of("r-00001"), "dataSet", "care-record"),
        NoteProjection.told(note, SATO).audience());
    assertEquals(
        Map.of("residentId", "r-00001", "noteId", "note-1"),
        NoteProjection.told(note, SATO).data());
  }

  @Test
  void a_sealed_note_is_told_to_the_named_organizations_alone_where_they_see_the_record() {
    assertEquals(
        Map.of(
            "residents",
            List.of("r-00001"),
            "dataSet",
            "care-record",
            "sealedTo",
            List.of("kinunosato", "midori")),
        NoteProjection.told(sealed(), SATO).audience());
  }

  @Test
  void a_seal_that_names_nobody_leaves_the_author_alone() throws IOException {
    FhirResource note = example("note-1");
    note.model().getMeta().addSecurity(new Coding(Systems.SECURITY_LABEL, Codes.SEALED, null));

    Note sealed = NoteMapper.toNote(note).orElseThrow();

    assertTrue(sealed.sealed());
    assertEquals(
        List.of("kinunosato"), NoteProjection.told(sealed, SATO).audience().get("sealedTo"));
  }
}
