package jp.tsunagi.fhirgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Tsunagi;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/**
 * How many statements the database is asked for one request, deciding and recording included: as
 * many for a hundred resources as for a few. Counted by the database itself over several requests,
 * so that what the system does beside them weighs little.
 */
@IntegrationTest
class StatementCeilingsIT {
  private static final int TIMES = 40;

  @ArquillianResource private Tsunagi tsunagi;

  private Caller inoue() {
    return tsunagi.as("inoue");
  }

  private double statements(String kind, int times, Runnable request) {
    request.run();
    long before = count(kind);
    for (int i = 0; i < times; i++) {
      request.run();
    }
    return (count(kind) - before) / (double) times;
  }

  private long count(String kind) {
    return tsunagi
        .database()
        .count(
            "SELECT CAST(VARIABLE_VALUE AS SIGNED) FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME='COM_"
                + kind
                + "'");
  }

  private void mustStayBelow(double ceiling, String request) {
    double selects = statements("SELECT", TIMES, () -> inoue().get(request).mustBe(200));

    assertTrue(selects <= ceiling, request + " takes " + selects + " queries");
  }

  @Test
  void reads_with_one_query_and_one_for_the_standing() {
    String patient = entered(3).get(0);

    mustStayBelow(3, "/fhir/" + patient);
  }

  @Test
  void searches_with_a_handful_whatever_is_on_the_page() {
    String patient = entered(60).get(0);

    mustStayBelow(5, "/fhir/Observation?patient=" + patient + "&_count=50&_sort=-date");
    mustStayBelow(
        9, "/fhir/Observation?patient=" + patient + "&_count=50&_include=Observation:subject");
    mustStayBelow(10, "/fhir/" + patient + "/$everything");
  }

  @Test
  void writes_a_hundred_entries_with_a_few_statements() {
    double inserts = statements("INSERT", 5, () -> entered(100));
    double selects = statements("SELECT", 5, () -> entered(100));

    // The row of each entry, and a dozen for the tables of the index, projections and the trail:
    // those do not grow with the Bundle.
    assertTrue(inserts <= 101 + 20, inserts + " inserts");
    assertTrue(selects <= 40, selects + " queries");
  }

  /** A Patient and so many measurements, in one transaction; their names. */
  private List<String> entered(int measurements) {
    List<Object> entries = new ArrayList<>();
    String patient = "urn:uuid:" + UUID.randomUUID();
    entries.add(
        entry(
            patient,
            Map.of(
                "resourceType",
                "Patient",
                "name",
                List.of(Map.of("family", "上限", "given", List.of("テスト"))))));
    for (int i = 0; i < measurements; i++) {
      entries.add(
          entry(
              "urn:uuid:" + UUID.randomUUID(),
              Map.of(
                  "resourceType",
                  "Observation",
                  "status",
                  "final",
                  "code",
                  Map.of("coding", List.of(Map.of("system", "http://loinc.org", "code", "8867-4"))),
                  "subject",
                  Map.of("reference", patient),
                  "effectiveDateTime",
                  "2026-01-%02dT08:00:00+09:00".formatted(i % 28 + 1))));
    }
    List<String> names = new ArrayList<>();
    inoue()
        .post("/fhir", Map.of("resourceType", "Bundle", "type", "transaction", "entry", entries))
        .mustBe(200)
        .json()
        .findValuesAsText("location")
        .forEach(location -> names.add(location.replaceFirst("/_history/.*", "")));
    assertEquals(measurements + 1, names.size());
    return names;
  }

  private static Map<String, Object> entry(String url, Map<String, Object> resource) {
    return Map.of(
        "fullUrl",
        url,
        "resource",
        resource,
        "request",
        Map.of("method", "POST", "url", resource.get("resourceType")));
  }
}
