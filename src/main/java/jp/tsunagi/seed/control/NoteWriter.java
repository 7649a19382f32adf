package jp.tsunagi.seed.control;

import java.time.ZonedDateTime;
import java.util.Date;
import jp.tsunagi.kernel.Vocabulary.Codes;
import jp.tsunagi.kernel.Vocabulary.Identifiers;
import jp.tsunagi.kernel.Vocabulary.Profiles;
import jp.tsunagi.kernel.Vocabulary.Systems;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/** 連絡帳の記事を書く. */
final class NoteWriter {
  private NoteWriter() {}

  static void note(
      ResidentWriter resident, int number, Post by, ZonedDateTime at, String topic, String words) {
    Communication note = new Communication();
    note.setId(resident.id() + "-note-" + number);
    note.getMeta().addProfile(Profiles.NOTE);
    note.addIdentifier(
        ResidentWriter.identifier(Identifiers.NOTE, resident.id() + "-note-" + number));
    note.setStatus(Communication.CommunicationStatus.COMPLETED)
        .addCategory(resident.terms().concept(Systems.COMMUNICATION_CATEGORY, Codes.NOTE))
        .setSubject(resident.reference())
        .setTopic(resident.terms().concept(Systems.NOTE_CATEGORY, topic))
        .setSent(Date.from(at.toInstant()))
        .setSender(new Reference("PractitionerRole/" + by.user()).setDisplay(by.name().text()));
    note.addPayload().setContent(new StringType(words));
    resident.add(note);
  }
}
