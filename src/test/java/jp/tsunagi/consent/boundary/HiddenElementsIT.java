package jp.tsunagi.consent.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import jp.tsunagi.it.Answer;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Registrar;
import jp.tsunagi.it.Tsunagi;
import jp.tsunagi.kernel.Vocabulary;
import org.junit.jupiter.api.Test;

/** 見せない要素. What a narrower view of a Patient leaves out comes by no other way, either. */
@IntegrationTest
class HiddenElementsIT {
  private static final String HANA = "r-00001";
  private static final String HOSPITAL = "Organization/kogai-hospital";

  private final Tsunagi tsunagi;

  HiddenElementsIT(Tsunagi tsunagi) {
    this.tsunagi = tsunagi;
  }

  private String withGeneralPractitioner() {
    Registrar registrar = new Registrar(tsunagi);
    String resident = registrar.aResident("主治医", "一");
    registrar.aConsent(resident, "roster-advance");
    Caller inoue = tsunagi.as("inoue");
    ObjectNode patient = (ObjectNode) inoue.get("/fhir/Patient/" + resident).mustBe(200).json();
    patient.putArray("generalPractitioner").addObject().put("reference", HOSPITAL);
    inoue.put("/fhir/Patient/" + resident, patient).mustBe(200);
    return resident;
  }

  private static long hospitals(Answer answer) {
    long found = 0;
    for (JsonNode entry : answer.mustBe(200).json().path("entry")) {
      if (HOSPITAL.endsWith("/" + entry.path("resource").path("id").asText())) {
        found++;
      }
    }
    return found;
  }

  @Test
  void no_inclusion_follows_a_reference_that_is_not_shown() {
    String resident = withGeneralPractitioner();
    String included = "/fhir/Patient?_id=" + resident + "&_include=Patient:general-practitioner";
    String all = "/fhir/Patient?_id=" + resident + "&_include=*";
    String reversed =
        "/fhir/Organization?_id=kogai-hospital&_revinclude=Patient:general-practitioner&_count=500";
    String everything = "/fhir/Patient/" + resident + "/$everything?_count=200";
    Caller kato = tsunagi.as("kato");
    Caller inoue = tsunagi.as("inoue");

    kato.get("/fhir/Patient/" + resident).mustBe(200);
    for (String way : List.of(included, all, everything)) {
      assertEquals(0, hospitals(kato.get(way)), way);
      assertEquals(1, hospitals(inoue.get(way)), way);
    }
    assertFalse(kato.get(reversed).mustBe(200).body().contains(resident));
    assertTrue(inoue.get(reversed).mustBe(200).body().contains(resident));
    assertEquals(1, matches(kato.get(all)), "she herself stays in the answer");
  }

  private static int matches(Answer answer) {
    int matches = 0;
    for (JsonNode entry : answer.json().path("entry")) {
      matches += entry.path("search").path("mode").asText().equals("match") ? 1 : 0;
    }
    return matches;
  }

  @Test
  void nobody_is_found_by_the_account_that_is_not_shown() {
    String account =
        URLEncoder.encode(Vocabulary.Identifiers.STAFF_USER + "|hana", StandardCharsets.UTF_8);
    Caller takahashi = tsunagi.as("takahashi");

    takahashi.get("/fhir/Patient/" + HANA).mustBe(200);
    for (String search :
        List.of(
            "/fhir/Patient?identifier=" + account,
            "/fhir/Patient?identifier=hana",
            "/fhir/Patient?_has:Flag:patient:patient.identifier=" + account,
            "/fhir/Flag?patient.identifier=" + account)) {
      Answer found = takahashi.get(search);
      assertEquals(0, found.json().path("entry").size(), search);
    }
    assertEquals(
        1,
        tsunagi
            .as("inoue")
            .get("/fhir/Patient?identifier=" + account)
            .mustBe(200)
            .json()
            .path("entry")
            .size());
  }

  @Test
  void a_crew_card_does_not_say_how_anybody_signs_in() {
    String card =
        tsunagi.as("yukiko").get("/fhir/Patient/" + HANA + "/$crew-card").mustBe(200).body();

    assertFalse(card.contains(Vocabulary.Identifiers.STAFF_USER), card);
    assertTrue(card.contains("RelatedPerson"), card);
  }

  @Test
  void what_an_answer_left_elements_out_of_is_not_stored() {
    String resident = new Registrar(tsunagi).aResident("部分", "一");
    Caller inoue = tsunagi.as("inoue");
    JsonNode part =
        inoue.get("/fhir/Patient/" + resident + "?_elements=birthDate").mustBe(200).json();

    assertTrue(part.path("meta").toString().contains("SUBSETTED"), part::toString);
    inoue.put("/fhir/Patient/" + resident, part).mustBe(422);
    assertTrue(inoue.get("/fhir/Patient/" + resident).mustBe(200).json().path("name").size() > 0);
  }

  @Test
  void out_of_reach_is_answered_like_unknown() {
    Caller kobayashi = tsunagi.as("kobayashi");
    for (String way :
        List.of(
            "/fhir/Condition?patient=%s&code=J44.9&_total=accurate",
            "/fhir/Condition?subject=%s&_total=accurate",
            "/fhir/Patient?_id=%s&_total=accurate",
            "/fhir/Patient/%s/Condition?_total=accurate",
            "/fhir/Observation?patient=Patient/%s&_total=accurate")) {
      Map<String, Object> unseen = said(kobayashi.get(way.formatted(HANA)), HANA);
      Map<String, Object> unknown = said(kobayashi.get(way.formatted("r-90001")), "r-90001");
      assertEquals(unknown, unseen, way);
    }
  }

  private static Map<String, Object> said(Answer answer, String id) {
    JsonNode body = answer.json();
    return Map.of(
        "status",
        answer.status(),
        "total",
        body.path("total").asInt(-1),
        "entries",
        body.path("entry").size(),
        "links",
        body.path("link").toString().replace(id, "ID"));
  }
}
