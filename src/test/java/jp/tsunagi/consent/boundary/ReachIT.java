package jp.tsunagi.consent.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jp.tsunagi.it.Answer;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Registrar;
import jp.tsunagi.it.Tsunagi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * 届く範囲. An application reads the types its scopes name: by no include, chain, compartment, history
 * or Bundle does another type come out or decide what does.
 */
@IntegrationTest
class ReachIT {
  private static final String FAMILY = "届範";

  private final Tsunagi tsunagi;
  private String resident = "";

  ReachIT(Tsunagi tsunagi) {
    this.tsunagi = tsunagi;
  }

  @BeforeEach
  void a_resident_of_the_hospital_with_a_finding() {
    Registrar registrar = new Registrar(tsunagi);
    resident = registrar.aResident(FAMILY, "花子");
    registrar.aTeam(resident, "Organization/kinu-hospital");
    registrar.aConsent(resident, "notebook-sharing");
    whole().post("/fhir/Observation", Registrar.observation(resident, "体温")).mustBe(201);
  }

  @Test
  void includes_bring_only_types_that_a_scope_names() {
    for (String includes :
        List.of(
            "_include=Observation:subject",
            "_include=Observation:subject&_revinclude:iterate=CareTeam:patient",
            "_include:iterate=*",
            "_include=*&_revinclude=*")) {
      String search = "Observation?patient=" + resident + "&" + includes;
      assertTrue(types(whole().get("/fhir/" + search)).size() > 1, search);
      assertEquals(Set.of("Observation"), types(limited("Observation").get("/fhir/" + search)));
    }
    for (String reverse : List.of("_revinclude=*", "_revinclude=Observation:patient")) {
      String search = "Patient?_id=" + resident + "&" + reverse;
      assertTrue(types(whole().get("/fhir/" + search)).contains("Observation"), search);
      assertEquals(Set.of("Patient"), types(limited("Patient").get("/fhir/" + search)));
      assertEquals(
          Set.of("Patient", "Observation"),
          types(limited("Patient", "Observation").get("/fhir/" + search)));
    }
  }

  @Test
  void chains_lead_through_no_type_that_a_scope_does_not_name() {
    for (String chain :
        List.of(
            "Observation?patient.family=" + encoded(FAMILY),
            "Observation?subject:Patient.birthdate=1940-02-03",
            "Observation?subject:Patient._id=" + resident)) {
      assertFalse(types(whole().get("/fhir/" + chain)).isEmpty(), chain);
      assertEquals(Set.of(), types(limited("Observation").get("/fhir/" + chain)), chain);
    }
    String reverse = "Patient?_id=" + resident + "&_has:Observation:patient:status=final";
    assertEquals(Set.of("Patient"), types(whole().get("/fhir/" + reverse)));
    assertEquals(Set.of(), types(limited("Patient").get("/fhir/" + reverse)));
    assertEquals(
        Set.of("Patient"), types(limited("Patient", "Observation").get("/fhir/" + reverse)));
  }

  @Test
  void what_is_about_several_types_needs_a_scope_for_all() {
    Caller patients = limited("Patient");
    Caller observations = limited("Observation");

    patients.get("/fhir/Patient/" + resident).mustBe(200);
    for (String path :
        List.of(
            "Patient/" + resident + "/Observation",
            "Patient/" + resident + "/*",
            "Patient/" + resident + "/$everything",
            "Patient/" + resident + "/%24everything",
            "Patient/" + resident + "/$summary",
            "Patient/" + resident + "/$crew-card",
            "Patient/$export",
            "$export",
            "_history",
            "Observation/_history",
            "?_type=Patient,Observation",
            "_search?_type=Observation")) {
      assertEquals(403, patients.get("/fhir/" + path).status(), path);
    }
    observations.get("/fhir/Patient/" + resident + "/Observation").mustBe(200);
    observations.get("/fhir/Observation/_history").mustBe(200);
    for (String path : List.of("/api/residents", "/api/residents/" + resident, "/api/events")) {
      assertEquals(403, observations.get(path).status(), path);
    }
  }

  @Test
  void a_scope_to_write_reads_nothing() {
    Caller writing = scoped("system/Observation.write");
    String id =
        writing
            .post("/fhir/Observation", Registrar.observation(resident, "脈拍"))
            .mustBe(201)
            .createdId();
    Map<String, Object> changed =
        new java.util.LinkedHashMap<>(Registrar.observation(resident, "脈拍二"));
    changed.put("id", id);

    writing.put("/fhir/Observation/" + id, changed).mustBe(200);
    writing.get("/fhir/Observation/" + id).mustBe(403);
    writing
        .with("Content-Type", "application/json-patch+json")
        .patch(
            "/fhir/Observation/" + id,
            List.of(Map.of("op", "replace", "path", "/status", "value", "amended")))
        .mustBe(403);
    writing
        .with("If-None-Exist", "Observation?patient=" + resident)
        .post("/fhir/Observation", Registrar.observation(resident, "脈拍"))
        .mustBe(403);
    writing
        .post(
            "/fhir/Observation",
            Map.of(
                "resourceType",
                "Observation",
                "status",
                "final",
                "code",
                Map.of("text", "脈拍"),
                "subject",
                Registrar.reference("Patient?_id=" + resident)))
        .mustBe(403);
  }

  private Caller whole() {
    return tsunagi.asClient("hospital-system");
  }

  private Caller limited(String... types) {
    return scoped(
        Set.of(types).stream()
            .map(type -> "system/" + type + ".rs")
            .collect(java.util.stream.Collectors.joining(" ")));
  }

  private Caller scoped(String scope) {
    return tsunagi.bearing(
        tsunagi.token(
            Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                "hospital-system",
                "client_secret",
                "hospital-system-demo",
                "scope",
                scope)));
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
  }

  private static Set<String> types(Answer answer) {
    Set<String> types = new TreeSet<>();
    answer
        .mustBe(200)
        .json()
        .path("entry")
        .forEach(entry -> types.add(entry.at("/resource/resourceType").asText()));
    types.remove("OperationOutcome");
    return types;
  }
}
