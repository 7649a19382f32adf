package jp.tsunagi.exchange.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import jp.tsunagi.consent.boundary.StatedGround;
import jp.tsunagi.emergency.boundary.EmergencyEventReceipt;
import jp.tsunagi.emergency.boundary.EmergencyEventReceipt.Answer;
import jp.tsunagi.emergency.boundary.EmergencyEventReceipt.Manner;
import jp.tsunagi.emergency.boundary.ReceiveEmergencyEvent;
import jp.tsunagi.exchange.control.PatientSummaryMapper.Material;
import jp.tsunagi.fhirprofiles.Guide;
import jp.tsunagi.record.boundary.FhirResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Composition.SectionComponent;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/**
 * What leaves as a document or a message, made from the guide's examples and held against the HL7
 * engine.
 */
class DocumentsTest {
  private static final String BASE = "http://localhost:8080/fhir";
  private static final String ID = "0198f2a0-0000-7000-8000-000000000001";
  private static final Instant MADE = Instant.parse("2026-04-01T00:00:00Z");

  private static FhirResource example(String path) {
    try {
      return FhirResource.of(
          (Resource)
              FhirContext.forR4Cached()
                  .newJsonParser()
                  .parseResource(
                      Files.readString(Path.of("fhir-profiles/examples", path + ".json"))));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  private static Material material(boolean wholeRecord, String... examples) {
    return new Material(
        Stream.of(examples).map(DocumentsTest::example).toList(),
        List.of(example("Organization/joso-city")),
        List.of(example("Organization/kinunosato")),
        wholeRecord,
        wholeRecord);
  }

  private static Composition composition(FhirResource document) {
    return (Composition) document.as(Bundle.class).getEntryFirstRep().getResource();
  }

  @Test
  void the_summary_is_a_valid_document_with_the_sections_of_what_there_is() {
    FhirResource document =
        PatientSummaryMapper.toDocument(
            material(
                true,
                "Patient/r-00001",
                "Device/oxygen-0001",
                "Observation/r-00001-care-level",
                "Flag/r-00001-home-oxygen",
                "Consent/r-00001-dnar"),
            ID,
            MADE,
            BASE);

    assertEquals(
        List.of("病名・問題", "アレルギー・副作用", "薬", "機器", "要介護度・自立度", "注意", "本人の意思"),
        composition(document).getSection().stream().map(SectionComponent::getTitle).toList());
    assertTrue(composition(document).getText().getDivAsString().contains("田中 ハナさん"));
    assertEquals(List.of(), structural(document));
  }

  @Test
  void the_summary_has_nothing_its_sections_do_not_lead_to() {
    Bundle document =
        PatientSummaryMapper.toDocument(
                new Material(
                    List.of(example("Patient/r-00001"), example("Observation/fact-1")),
                    List.of(example("CarePlan/flood-2026"), example("Organization/joso-city")),
                    List.of(),
                    true,
                    true),
                ID,
                MADE,
                BASE)
            .as(Bundle.class);

    assertEquals(
        List.of("Composition", "Patient", "Device", "Organization"),
        document.getEntry().stream().map(entry -> entry.getResource().fhirType()).toList());
  }

  @Test
  void what_the_view_does_not_reach_is_withheld_and_never_said_to_be_nothing() {
    SectionComponent reached =
        composition(
                PatientSummaryMapper.toDocument(material(true, "Patient/r-00001"), ID, MADE, BASE))
            .getSection()
            .get(1);
    SectionComponent hidden =
        composition(
                PatientSummaryMapper.toDocument(material(false, "Patient/r-00001"), ID, MADE, BASE))
            .getSection()
            .get(1);

    assertEquals("unavailable", reached.getEmptyReason().getCodingFirstRep().getCode());
    assertEquals("withheld", hidden.getEmptyReason().getCodingFirstRep().getCode());
    assertFalse(hidden.getText().getDivAsString().contains("記録がありません"));
  }

  @Test
  void the_crew_card_is_a_valid_collection_that_says_its_ground() {
    FhirResource card =
        CrewCardMapper.toBundle(
            ID,
            MADE,
            List.of(example("Patient/r-00001"), example("RelatedPerson/r-00001-neighbour")),
            new StatedGround("team-and-consent", "支援チームと本人同意", "", ""),
            BASE);

    assertEquals("team-and-consent", card.model().getMeta().getTagFirstRep().getCode());
    assertEquals(List.of(), structural(card));
  }

  private static FhirResource message(Communication call) {
    Bundle message = new Bundle().setType(Bundle.BundleType.MESSAGE);
    MessageHeader header = new MessageHeader();
    header.setId("header-1");
    header
        .getEventCoding()
        .setSystem("https://tsunagi.example/fhir/CodeSystem/communication-category")
        .setCode("emergency-call");
    header.getSource().setEndpoint("https://centre.example/fhir");
    header.addFocus().setReference("Communication/" + call.getIdElement().getIdPart());
    message.addEntry().setResource(header);
    message.addEntry().setResource(call);
    return FhirResource.of(message);
  }

  @Test
  void a_message_carries_the_event_as_the_application_takes_it() {
    Communication call = example("Communication/call-1").as(Communication.class);

    ReceiveEmergencyEvent command = EmergencyMessageMapper.toCommand(message(call));

    String key = call.getIdentifierFirstRep().getValue();
    assertEquals(key, command.centre() + "/" + command.eventId());
    assertEquals(call.getSender().getIdentifier().getValue(), command.deviceId());
    assertEquals(call.getSentElement().getValueAsString(), command.occurredAt());
    assertEquals(call.getReasonCodeFirstRep().getCodingFirstRep().getCode(), command.kind());
  }

  @Test
  void the_answer_to_a_message_names_the_message_and_the_case() {
    FhirResource asked = message(example("Communication/call-1").as(Communication.class));

    FhirResource answer =
        EmergencyMessageMapper.toAnswer(
            asked,
            new EmergencyEventReceipt(new Answer("e1", "case-1", "received"), Manner.RECEIVED),
            MADE,
            BASE);

    MessageHeader header = (MessageHeader) answer.as(Bundle.class).getEntryFirstRep().getResource();
    assertEquals("header-1", header.getResponse().getIdentifier());
    assertEquals(BASE + "/Task/case-1", header.getFocusFirstRep().getReference());
    assertEquals(List.of(), structural(answer));
  }

  /**
   * Errors of the engine, except that it does not have the IPS, and what the examples leave out.
   */
  private static List<String> structural(FhirResource resource) {
    return Guide.shared().errors(resource.model()).stream()
        .filter(error -> !error.contains("/uv/ips/"))
        .toList();
  }
}
