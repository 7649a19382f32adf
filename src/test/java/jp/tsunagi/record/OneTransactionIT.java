package jp.tsunagi.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.TestDatabase;
import jp.tsunagi.it.Tsunagi;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/** 一つの取引。 All rows of a write share its fate: they travel on the connection that commits them. */
@IntegrationTest
class OneTransactionIT {
  private static final String RECORD =
      "(?s)INSERT INTO (resource|compartment|index_\\w+|resident_\\w+)[ (].*";

  @ArquillianResource Tsunagi tsunagi;

  @Test
  void every_row_of_a_write_goes_through_one_connection() {
    TestDatabase database = tsunagi.database();
    tsunagi.as("inoue").post("/fhir/Patient", person("前")).mustBe(201);
    database.update("SET GLOBAL log_output='TABLE'");
    database.update("TRUNCATE TABLE mysql.general_log");
    database.update("SET GLOBAL general_log=ON");
    try {
      tsunagi.as("inoue").post("/fhir/Patient", person("一筋")).mustBe(201);
    } finally {
      database.update("SET GLOBAL general_log=OFF");
    }

    Set<Object> connections = new TreeSet<>();
    Set<String> tables = new TreeSet<>();
    for (Map<String, ?> row :
        database.query(
            "SELECT thread_id, CONVERT(argument USING utf8mb4) AS said FROM mysql.general_log"
                + " WHERE CONVERT(argument USING utf8mb4) LIKE 'INSERT INTO %'")) {
      String said = String.valueOf(row.get("said"));
      if (said.matches(RECORD)) {
        connections.add(row.get("thread_id"));
        tables.add(said.substring("INSERT INTO ".length()).replaceFirst("(?s)[ (].*", ""));
      }
    }
    assertTrue(tables.size() > 3, tables.toString());
    assertEquals(1, connections.size(), tables + " on " + connections);
  }

  private static Map<String, Object> person(String family) {
    return Map.of(
        "resourceType",
        "Patient",
        "birthDate",
        "1940-02-03",
        "identifier",
        List.of(Map.of("system", "urn:one-transaction", "value", family)),
        "name",
        List.of(Map.of("family", family)));
  }
}
