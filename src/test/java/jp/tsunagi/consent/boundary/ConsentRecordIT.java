package jp.tsunagi.consent.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Registrar;
import jp.tsunagi.it.Tsunagi;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/** Consents are recorded, limited, attached and withdrawn, and count from the next request on. */
@IntegrationTest
class ConsentRecordIT {
  @ArquillianResource Tsunagi tsunagi;

  private static Map<String, Object> given(String purpose, Map<String, Object> more) {
    Map<String, Object> form =
        new java.util.HashMap<>(Map.of("purpose", purpose, "decision", "given", "how", "screen"));
    form.putAll(more);
    return form;
  }

  @Test
  void a_consent_counts_from_the_next_request_on_and_so_does_its_withdrawal() {
    Registrar registrar = new Registrar(tsunagi);
    String resident = registrar.aResident("同意", "一");
    registrar.aTeam(resident, "Organization/midori", "Organization/aozora");
    Caller inoue = tsunagi.as("inoue");
    Caller suzuki = tsunagi.as("suzuki");
    Caller ito = tsunagi.as("ito");
    String consents = "/api/residents/" + resident + "/consents";
    suzuki.get(consents).mustBe(404);

    JsonNode recorded =
        inoue
            .post(
                consents,
                given(
                    "notebook-sharing",
                    Map.of(
                        "givenBy",
                        "proxy",
                        "proxy",
                        Map.of("name", "同意 花子", "relation", "長女"),
                        "how",
                        "paper",
                        "decidedOn",
                        "2026-04-01",
                        "exceptOrganisations",
                        List.of("aozora"))))
            .mustBe(201)
            .json();
    String id = recorded.path("id").asText();

    suzuki.get("/fhir/Patient/" + resident).mustBe(200);
    ito.get("/fhir/Patient/" + resident).mustBe(404);
    JsonNode listed = suzuki.get(consents).mustBe(200).json().path("items").get(0);
    assertEquals(recorded, listed);
    assertEquals("長女", listed.path("proxyRelation").asText());
    suzuki.post("/api/consents/" + id + "/withdraw", "{}").mustBe(403);
    assertEquals(
        "withdrawn",
        inoue
            .post("/api/consents/" + id + "/withdraw", "{}")
            .mustBe(200)
            .json()
            .path("state")
            .asText());
    suzuki.get(consents).mustBe(403);
    inoue.post("/api/consents/" + id + "/withdraw", "{}").mustBe(200);
    assertEquals(
        2, inoue.get("/fhir/Consent/" + id + "/_history").mustBe(200).json().path("entry").size());
  }

  @Test
  void the_scanned_paper_is_attached_and_read_by_who_sees_the_record() {
    Registrar registrar = new Registrar(tsunagi);
    String resident = registrar.aResident("同意", "二");
    registrar.aTeam(resident, "Organization/midori");
    registrar.aConsent(resident, "notebook-sharing");
    Caller inoue = tsunagi.as("inoue");
    String id =
        inoue
            .post(
                "/api/residents/" + resident + "/consents",
                given("roster-advance", Map.of("how", "paper")))
            .mustBe(201)
            .json()
            .path("id")
            .asText();
    String proof = "/api/consents/" + id + "/proof";
    inoue.get(proof).mustBe(404);

    inoue.with("Content-Type", "text/html").put(proof, "<html>").mustBe(415);
    inoue.with("Content-Type", "image/png").put(proof, "%PDF-1.7").mustBe(415);
    tsunagi.as("suzuki").with("Content-Type", "application/pdf").put(proof, "%PDF-1.7").mustBe(403);
    assertTrue(
        inoue
            .with("Content-Type", "application/pdf")
            .put(proof, "%PDF-1.7 signed")
            .mustBe(200)
            .json()
            .path("proof")
            .asBoolean());

    var paper = tsunagi.as("suzuki").get(proof).mustBe(200);
    assertEquals("%PDF-1.7 signed", paper.body());
    assertTrue(paper.header("Content-Disposition").startsWith("attachment"));
    assertEquals("nosniff", paper.header("X-Content-Type-Options"));
    tsunagi.as("kobayashi").get(proof).mustBe(404);
    tsunagi.as("kato").get(proof).mustBe(404);
  }

  @Test
  void a_supporters_refusal_closes_the_plan_in_advance() {
    Registrar registrar = new Registrar(tsunagi);
    String resident = registrar.aResident("同意", "三");
    registrar.aConsent(resident, "roster-advance");
    registrar.aConsent(resident, "evacuation-plan-advance");
    Caller inoue = tsunagi.as("inoue");
    String supporter =
        inoue
            .post(
                "/fhir/RelatedPerson",
                Map.of(
                    "resourceType",
                    "RelatedPerson",
                    "patient",
                    Registrar.reference("Patient/" + resident),
                    "relationship",
                    List.of(
                        Map.of(
                            "coding",
                            List.of(
                                Map.of(
                                    "system",
                                    "https://tsunagi.example/fhir/CodeSystem/relationship",
                                    "code",
                                    "supporter")))),
                    "name",
                    List.of(Map.of("text", "隣人"))))
            .mustBe(201)
            .createdId();
    String plans = "/fhir/RelatedPerson?patient=" + resident + "&_total=accurate";
    Caller kato = tsunagi.as("kato");
    assertEquals(1, kato.get(plans).mustBe(200).json().path("total").asInt());

    inoue
        .post(
            "/api/residents/" + resident + "/consents",
            Map.of(
                "purpose",
                "evacuation-plan-advance",
                "decision",
                "refused",
                "givenBy",
                "supporter",
                "supporterId",
                supporter,
                "how",
                "paper"))
        .mustBe(201);

    assertEquals(0, kato.get(plans).mustBe(200).json().path("total").asInt());
    kato.get("/fhir/Patient/" + resident).mustBe(200);
  }

  @Test
  void a_plan_waits_for_the_consent_of_whom_it_names_and_closes_with_its_withdrawal() {
    Registrar registrar = new Registrar(tsunagi);
    String resident = registrar.aResident("同意", "六");
    registrar.aConsent(resident, "roster-advance");
    registrar.aConsent(resident, "evacuation-plan-advance");
    String supporter = registrar.aSupporter(resident, "隣人 六");
    String plan = "/fhir/CarePlan/" + registrar.aPlan(resident, supporter);
    String consents = "/api/residents/" + resident + "/consents";
    Caller inoue = tsunagi.as("inoue");
    Caller kato = tsunagi.as("kato");

    kato.get(plan).mustBe(404);
    kato.get("/fhir/RelatedPerson/" + supporter).mustBe(404);
    kato.get("/fhir/Patient/" + resident).mustBe(200);
    JsonNode awaited = inoue.get(consents).mustBe(200).json().path("awaitedSupporters");
    assertEquals(
        "隣人 六 " + supporter,
        awaited.path(0).path("name").asText() + " " + awaited.path(0).path("id").asText());

    String given = helps(inoue, consents, supporter);
    kato.get(plan).mustBe(200);
    tsunagi.as("nakamura").get("/fhir/RelatedPerson/" + supporter).mustBe(200);
    assertEquals(0, inoue.get(consents).mustBe(200).json().path("awaitedSupporters").size());
    tsunagi.as("kobayashi").get(plan).mustBe(404);

    inoue.post("/api/consents/" + given + "/withdraw", "{}").mustBe(200);
    kato.get(plan).mustBe(404);
    helps(inoue, consents, supporter);
    kato.get(plan).mustBe(200);
  }

  private static String helps(Caller inoue, String consents, String supporter) {
    return inoue
        .post(
            consents,
            Map.of(
                "purpose",
                "evacuation-plan-advance",
                "decision",
                "given",
                "givenBy",
                "supporter",
                "supporterId",
                supporter,
                "how",
                "screen"))
        .mustBe(201)
        .json()
        .path("id")
        .asText();
  }

  @Test
  void wrong_forms_unknown_bodies_and_strangers_are_refused() {
    String resident = new Registrar(tsunagi).aResident("同意", "四");
    Caller inoue = tsunagi.as("inoue");
    String consents = "/api/residents/" + resident + "/consents";

    inoue.post(consents, Map.of("purpose", "everything")).mustBeProblem(422, "invalid-content");
    inoue
        .post(consents, given("notebook-sharing", Map.of("onlyOrganisations", List.of("nobody"))))
        .mustBeProblem(422, "unknown-reference");
    tsunagi.as("sato").post(consents, given("notebook-sharing", Map.of())).mustBe(403);
    inoue.post("/api/residents/nobody/consents", given("notebook-sharing", Map.of())).mustBe(404);
    tsunagi.as("kobayashi").get(consents).mustBe(404);
  }

  @Test
  void the_auditor_finds_each_broken_glass_and_says_once_what_it_was() {
    String resident = new Registrar(tsunagi).aResident("同意緊急", "五");
    tsunagi
        .as("mori")
        .post(
            "/api/break-glass",
            Map.of(
                "kana",
                "同意緊急五",
                "birthDate",
                "1940-02-03",
                "reason",
                "unconscious",
                "text",
                "搬送された"))
        .mustBe(200);
    Caller kimura = tsunagi.as("kimura");

    JsonNode line =
        kimura.get("/api/break-glass?state=open").mustBe(200).json().path("items").get(0);
    String review = "/api/break-glass/" + line.path("id").asText() + "/review";
    assertEquals(
        List.of(resident, "mori", "unconscious", "搬送された"),
        List.of(
            line.path("residentId").asText(),
            line.path("user").asText(),
            line.path("reason").asText(),
            line.path("text").asText()));
    kimura.post(review, Map.of("outcome", "unclear")).mustBe(422);
    kimura.post(review, Map.of("outcome", "fine")).mustBe(422);
    tsunagi.as("mori").post(review, Map.of("outcome", "justified")).mustBe(403);
    tsunagi.as("sato").get("/api/break-glass").mustBe(403);
    assertEquals(
        "kimura",
        kimura
            .post(review, Map.of("outcome", "justified"))
            .mustBe(201)
            .json()
            .path("reviewer")
            .asText());
    kimura.post(review, Map.of("outcome", "not-justified", "text", "x")).mustBe(409);
    assertTrue(
        kimura
            .get("/api/break-glass?state=reviewed")
            .mustBe(200)
            .json()
            .path("items")
            .toString()
            .contains(line.path("id").asText()));
  }
}
