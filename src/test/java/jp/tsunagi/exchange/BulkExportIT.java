package jp.tsunagi.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jp.tsunagi.it.Answer;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.Eventually;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Registrar;
import jp.tsunagi.it.Tsunagi;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/** Exports of the record, as the Bulk Data guide has them. */
@IntegrationTest
class BulkExportIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @ArquillianResource private Tsunagi tsunagi;

  private String aSharedResident(String given) {
    Registrar registrar = new Registrar(tsunagi);
    String resident = registrar.aResident("出力", given);
    registrar.aTeam(resident, "Organization/midori");
    registrar.aConsent(resident, "notebook-sharing");
    return resident;
  }

  private static Answer kickOff(Caller caller, String path) {
    return caller.with("Prefer", "respond-async").get(path);
  }

  private static String started(Caller caller, String path) {
    return kickOff(caller, path)
        .mustBe(202)
        .header("Content-Location")
        .replaceFirst("^https?://[^/]+", "");
  }

  private static JsonNode manifest(Caller caller, String status) {
    List<Answer> last = new ArrayList<>();
    Eventually.within(
        PATIENCE,
        "the export is complete",
        () -> {
          Answer answer = caller.get(status);
          last.add(answer);
          return answer.status() != 202;
        });
    return last.get(last.size() - 1).mustBe(200).json();
  }

  private static List<String> lines(Caller caller, JsonNode manifest, String type) {
    List<String> lines = new ArrayList<>();
    for (JsonNode file : manifest.path("output")) {
      if (type.isEmpty() || file.path("type").asText().equals(type)) {
        caller
            .get(file.path("url").asText().replaceFirst("^https?://[^/]+", ""))
            .mustBe(200)
            .body()
            .lines()
            .forEach(lines::add);
      }
    }
    return lines;
  }

  private static Set<String> types(JsonNode manifest) {
    Set<String> types = new TreeSet<>();
    manifest.path("output").forEach(file -> types.add(file.path("type").asText()));
    return types;
  }

  @Test
  void exports_what_the_requester_sees_of_all_residents() {
    String resident = aSharedResident("一");
    tsunagi.as("suzuki").post("/fhir/Observation", Registrar.observation(resident, "出力の体温"));
    Caller suzuki = tsunagi.as("suzuki");

    String status = started(suzuki, "/fhir/Patient/$export?_type=Patient,Observation,CareTeam");
    JsonNode manifest = manifest(suzuki, status);

    assertTrue(manifest.path("requiresAccessToken").asBoolean());
    assertEquals(Set.of("CareTeam", "Observation", "Patient"), types(manifest));
    List<String> patients = lines(suzuki, manifest, "Patient");
    assertTrue(patients.stream().anyMatch(line -> line.contains(resident)));
    assertTrue(lines(suzuki, manifest, "Observation").stream().anyMatch(l -> l.contains("出力の体温")));
    long seen = suzuki.get("/fhir/Patient?_total=accurate&_count=0").json().path("total").asLong();
    assertEquals(seen, patients.size());
  }

  @Test
  void is_nobody_elses_and_goes_when_it_is_deleted() {
    Caller suzuki = tsunagi.as("suzuki");
    String status = started(suzuki, "/fhir/$export?_type=Organization");
    JsonNode manifest = manifest(suzuki, status);
    String file = manifest.at("/output/0/url").asText().replaceFirst("^https?://[^/]+", "");

    tsunagi.as("ito").get(status).mustBe(404);
    tsunagi.as("kobayashi").get(file).mustBe(404);
    tsunagi.as("kobayashi").delete(status).mustBe(404);
    suzuki.get(file).mustBe(200);
    suzuki.delete(status).mustBe(202);

    suzuki.get(status).mustBe(404);
    suzuki.get(file).mustBe(404);
    suzuki.get("/fhir/bulk-export/nonsense").mustBe(404);
  }

  @Test
  void kobayashi_exports_nobody() {
    aSharedResident("二");
    Caller kobayashi = tsunagi.as("kobayashi");

    JsonNode manifest = manifest(kobayashi, started(kobayashi, "/fhir/Patient/$export"));

    assertEquals(0, manifest.path("output").size(), manifest.toString());
  }

  @Test
  void a_withdrawn_consent_counts_for_files_that_lie_there() {
    Registrar registrar = new Registrar(tsunagi);
    String resident = registrar.aResident("出力", "三");
    registrar.aTeam(resident, "Organization/midori");
    String consent = registrar.aConsent(resident, "notebook-sharing");
    tsunagi.as("inoue").post("/fhir/Observation", Registrar.observation(resident, "市の記録"));
    Caller suzuki = tsunagi.as("suzuki");
    JsonNode manifest =
        manifest(suzuki, started(suzuki, "/fhir/Patient/$export?_type=Patient,Observation"));
    assertTrue(lines(suzuki, manifest, "").stream().anyMatch(line -> line.contains(resident)));

    registrar.withdraw(consent, resident, "notebook-sharing");

    assertFalse(lines(suzuki, manifest, "").stream().anyMatch(line -> line.contains(resident)));
  }

  @Test
  void exports_a_roster_by_its_members_a_filter_and_what_changed_since() {
    String member = aSharedResident("四");
    String other = aSharedResident("五");
    Caller inoue = tsunagi.as("inoue");
    inoue.post("/fhir/Observation", Registrar.observation(member, "名簿の脈拍"));
    inoue.post("/fhir/Observation", Registrar.observation(other, "名簿の脈拍"));
    String group =
        inoue
            .post(
                "/fhir/Group",
                Map.of(
                    "resourceType",
                    "Group",
                    "type",
                    "person",
                    "actual",
                    true,
                    "member",
                    List.of(Map.of("entity", Registrar.reference("Patient/" + member)))))
            .mustBe(201)
            .createdId();

    JsonNode all =
        manifest(
            inoue, started(inoue, "/fhir/Group/" + group + "/$export?_type=Observation,Patient"));
    JsonNode later =
        manifest(
            inoue, started(inoue, "/fhir/Group/" + group + "/$export?_since=2100-01-01T00:00:00Z"));
    JsonNode filtered =
        manifest(
            inoue,
            started(
                inoue,
                "/fhir/Group/"
                    + group
                    + "/$export?_type=Observation,Patient&_typeFilter=Observation%3Fstatus%3Dcancelled"));

    assertEquals(1, lines(inoue, all, "Patient").size());
    assertEquals(1, lines(inoue, all, "Observation").size());
    assertEquals(0, later.path("output").size());
    assertEquals(Set.of("Patient"), types(filtered));
    kickOff(tsunagi.as("kobayashi"), "/fhir/Group/" + group + "/$export").mustBe(404);
  }

  @Test
  void says_what_it_does_not_do() {
    Caller suzuki = tsunagi.as("suzuki");

    suzuki.get("/fhir/$export").mustBeProblem(400, "invalid-parameter");
    kickOff(suzuki, "/fhir/$export?_outputFormat=csv").mustBe(400);
    kickOff(suzuki, "/fhir/$export?_type=Nonsense").mustBe(400);
    kickOff(suzuki, "/fhir/$export?_elements=id").mustBe(400);
    kickOff(suzuki, "/fhir/$export?_typeFilter=nonsense").mustBe(400);
    kickOff(suzuki, "/fhir/Group/nobody/$export").mustBe(404);
  }

  @Test
  void goes_on_after_the_power_was_cut_and_has_each_resource_once() {
    Caller inoue = tsunagi.as("inoue");
    String status = started(inoue, "/fhir/$export");

    tsunagi.killAndRestartApplication();

    JsonNode manifest = manifest(inoue, status);
    List<String> patients = lines(inoue, manifest, "Patient");
    long seen = inoue.get("/fhir/Patient?_total=accurate&_count=0").json().path("total").asLong();
    assertEquals(seen, patients.size());
    assertEquals(patients.size(), new HashSet<>(patients).size());
    assertFalse(
        tsunagi
            .as("kimura")
            .get("/api/audit?actor=inoue&action=export")
            .mustBe(200)
            .json()
            .path("items")
            .isEmpty());
  }
}
