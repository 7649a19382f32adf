package jp.tsunagi.audit.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Registrar;
import jp.tsunagi.it.TestDatabase;
import jp.tsunagi.it.Tsunagi;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/** The trail: complete, in time, and tampering shows. */
@IntegrationTest
class AuditTrailIT {
  @ArquillianResource Tsunagi tsunagi;

  @Test
  void the_auditor_sees_reads_writes_and_refusals_each_with_its_ground() {
    Registrar registrar = new Registrar(tsunagi);
    String resident = registrar.aResident("監査", "一");
    registrar.aTeam(resident, "Organization/midori");
    registrar.aConsent(resident, "notebook-sharing");
    tsunagi.as("suzuki").get("/fhir/Patient/" + resident).mustBe(200);
    tsunagi
        .as("suzuki")
        .post("/fhir/Observation", Registrar.observation(resident, "体温"))
        .mustBe(201);
    tsunagi.as("kobayashi").get("/fhir/Patient/" + resident).mustBe(404);
    tsunagi.as("kobayashi").get("/api/residents/" + resident).mustBe(404);

    List<String> seen = rowsOf(resident);

    assertTrue(seen.contains("suzuki read permitted team-and-consent"), seen::toString);
    assertTrue(seen.contains("suzuki create permitted team-and-consent"), seen::toString);
    assertTrue(seen.contains("inoue create permitted registration-duty"), seen::toString);
    assertEquals(
        2, seen.stream().filter("kobayashi read denied none"::equals).count(), seen::toString);
  }

  private List<String> rowsOf(String resident) {
    List<String> rows = new ArrayList<>();
    for (JsonNode item : items("/api/audit?residentId=" + resident)) {
      rows.add(
          String.join(
              " ",
              item.path("actor").path("user").asText(),
              item.path("action").asText(),
              item.path("outcome").asText(),
              item.path("ground").path("code").asText()));
    }
    return rows;
  }

  private JsonNode items(String path) {
    return tsunagi.as("kimura").get(path).mustBe(200).json().path("items");
  }

  @Test
  void only_auditors_read_the_trail_and_nobody_writes_it() {
    for (String user : List.of("sato", "inoue", "matsumoto", "admin", "kobayashi")) {
      tsunagi.as(user).get("/api/audit").mustBe(403);
    }
    tsunagi.as("inoue").post("/fhir/AuditEvent", Map.of("resourceType", "AuditEvent")).mustBe(405);
  }

  @Test
  void pages_follow_each_other_without_gap_or_repetition() {
    Caller sato = tsunagi.as("sato");
    for (int i = 0; i < 60; i++) {
      sato.get("/api/areas").mustBe(200);
    }

    JsonNode first = tsunagi.as("kimura").get("/api/audit?actor=sato").mustBe(200).json();
    JsonNode second =
        tsunagi
            .as("kimura")
            .get("/api/audit?actor=sato&cursor=" + first.path("nextCursor").asText())
            .mustBe(200)
            .json();

    assertEquals(50, first.path("items").size());
    String last = first.path("items").get(49).path("id").asText();
    assertTrue(second.path("items").get(0).path("id").asText().compareTo(last) < 0);
  }

  @Test
  void a_read_is_in_the_trail_although_the_server_died_right_after_it() {
    Registrar registrar = new Registrar(tsunagi);
    String resident = registrar.aResident("監査", "二");
    registrar.aTeam(resident, "Organization/midori");
    registrar.aConsent(resident, "notebook-sharing");
    tsunagi.as("suzuki").get("/fhir/Patient/" + resident).mustBe(200);

    tsunagi.killAndRestartApplication();

    List<String> seen = rowsOf(resident);
    assertEquals(
        1,
        seen.stream().filter("suzuki read permitted team-and-consent"::equals).count(),
        seen::toString);
    assertTrue(chain().path("sound").asBoolean(), () -> chain().toString());
  }

  private JsonNode chain() {
    return tsunagi.as("kimura").get("/api/audit/chain").mustBe(200).json();
  }

  @Test
  void the_application_itself_cannot_change_what_is_in_the_trail() throws SQLException {
    tsunagi.as("sato").get("/api/me").mustBe(200);
    items("/api/audit?actor=sato");
    List<String> refused = new ArrayList<>();

    try (Connection connection = tsunagi.database().asTheApplication();
        Statement statement = connection.createStatement()) {
      for (String act :
          List.of(
              "UPDATE audit_row SET user_name='nobody'",
              "DELETE FROM audit_row",
              "UPDATE audit_chain SET seq=seq",
              "DELETE FROM audit_chain",
              "DELETE FROM audit_row_resident",
              "UPDATE audit_block SET content=''",
              "DELETE FROM audit_block",
              "UPDATE audit_block_key SET value='nobody'",
              "DELETE FROM audit_block_key",
              "TRUNCATE TABLE audit_row",
              "DROP TABLE audit_row",
              "ALTER TABLE audit_row ADD COLUMN x INT",
              "CREATE TRIGGER t BEFORE INSERT ON audit_row FOR EACH ROW SET NEW.user_name='x'")) {
        try {
          statement.execute(act);
        } catch (SQLException denied) {
          refused.add(denied.getErrorCode() + " " + act);
        }
      }
    }

    assertEquals(13, refused.size(), refused::toString);
    assertTrue(
        refused.stream().allMatch(act -> act.startsWith("1142") || act.startsWith("1044")),
        refused::toString);
  }

  @Test
  void the_heads_of_the_chains_are_for_auditors_and_agree_with_the_verification() {
    JsonNode heads = tsunagi.as("kimura").get("/api/audit/heads").mustBe(200).json();

    assertTrue(heads.path("heads").get(0).path("seq").asLong() > 0);
    assertEquals(64, heads.path("heads").get(0).path("hash").asText().length());
    tsunagi.as("admin").get("/api/audit/heads").mustBe(403);
  }

  @Test
  void verification_names_the_row_somebody_changed_behind_the_back() {
    new Registrar(tsunagi).aResident("監査", "三");
    String id = items("/api/audit?actor=inoue&action=create").get(0).path("id").asText();
    TestDatabase database = tsunagi.database();
    assertTrue(chain().path("sound").asBoolean(), () -> chain().toString());

    database.update("UPDATE audit_row SET user_name='nobody' WHERE id=?", id);
    JsonNode changed = chain();
    database.update("UPDATE audit_row SET user_name='inoue' WHERE id=?", id);
    JsonNode restored = chain();

    List<String> broken = new ArrayList<>();
    changed
        .path("nodes")
        .forEach(
            node -> {
              if (node.has("broken")) {
                broken.add(
                    node.path("broken").path("rowId").asText()
                        + " "
                        + node.path("broken").path("why").asText());
              }
            });
    assertEquals(List.of(id + " row-changed"), broken);
    assertTrue(restored.path("sound").asBoolean());
  }
}
