package jp.tsunagi.record.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a caller may not see leaves no trace: not in matches, counts, chains, nor what comes along.
 */
class RecordVisibilityDatabaseTest {
  private static final TestRecord RECORD = TestRecord.empty();

  /** Sees what is about 田中, and every Organization. */
  private static final Visibility OF_HANA =
      (alias, type) ->
          type.equals("Organization")
              ? Visibility.Condition.ALWAYS
              : new Visibility.Condition(
                  "EXISTS (SELECT 1 FROM compartment c JOIN resource p ON p.sid=c.resident_sid"
                      + " WHERE c.sid="
                      + alias
                      + ".sid AND p.fhir_id=?)",
                  List.of("hana"));

  @BeforeAll
  static void fill() {
    RECORD.put("{\"resourceType\":\"Organization\",\"id\":\"city\",\"name\":\"常総市\"}");
    for (String name : List.of("hana", "taka")) {
      RECORD.put(
          """
          {"resourceType":"Patient","id":"%s","gender":"female","name":[{"family":"%s"}],
           "managingOrganization":{"reference":"Organization/city"}}"""
              .formatted(name, name));
      RECORD.put(
          """
          {"resourceType":"Observation","id":"of-%s","status":"final","subject":{"reference":"Patient/%s"},
           "code":{"coding":[{"code":"pulse"}]},"effectiveDateTime":"2026-03-01"}"""
              .formatted(name, name));
    }
    RECORD.put(
        """
        {"resourceType":"Task","id":"both","status":"requested","intent":"order",
         "for":{"reference":"Patient/hana"},"focus":{"reference":"Patient/taka"}}""");
  }

  @Test
  void reads_only_what_is_visible() {
    assertTrue(RECORD.store.read(key("Patient/hana"), OF_HANA).isPresent());
    assertTrue(RECORD.store.read(key("Patient/taka"), OF_HANA).isEmpty());
    assertTrue(RECORD.store.readVersion(key("Patient/taka"), 1, OF_HANA).isEmpty());
    assertEquals(List.of(), RECORD.store.history(key("Patient/taka"), OF_HANA));
    assertEquals(
        List.of("Patient/hana"),
        RECORD.store.history("Patient", null, 10, OF_HANA).stream()
            .map(version -> version.key().toString())
            .toList());
    assertEquals(
        List.of("hana"),
        RECORD.store.readAll(List.of(key("Patient/taka"), key("Patient/hana")), OF_HANA).stream()
            .map(FhirResource::id)
            .toList());
  }

  @Test
  void finds_only_what_is_visible() {
    assertEquals(List.of("hana"), find("Patient?gender=female"));
    assertEquals(List.of("hana"), find("Patient?_sort=family"));
    assertEquals(List.of("of-hana"), find("Observation?_sort=-date"));
    assertEquals(List.of(), find("Observation?patient=taka&_sort=-date"));
    assertEquals(
        1L,
        RECORD
            .store
            .search(TestRecord.query("Observation?code=pulse&_total=accurate"), OF_HANA)
            .total());
  }

  @Test
  void follows_no_chain_through_what_is_hidden() {
    assertEquals(List.of(), find("Task?focus:Patient.name=taka"));
    assertEquals(List.of("both"), find("Task?patient.name=hana"));
    assertEquals(List.of("city"), find("Organization?_has:Patient:organization:name=hana"));
    assertEquals(List.of(), find("Organization?_has:Patient:organization:name=taka"));
  }

  @Test
  void brings_along_only_what_is_visible() {
    assertEquals(List.of("hana"), included("Task?_id=both&_include=Task:*"));
    assertEquals(
        List.of("hana"), included("Organization?_id=city&_revinclude=Patient:organization"));
    assertEquals(
        List.of("both", "hana", "of-hana"),
        included("Organization?_id=city&_revinclude=Patient:organization&_revinclude:iterate=*"));
  }

  @Test
  void tells_of_a_deletion_only_who_could_see_it() {
    RECORD.put(
        """
        {"resourceType":"Flag","id":"gone","status":"active","code":{"text":"x"},"subject":{"reference":"Patient/taka"}}""");
    RECORD.in(() -> RECORD.store.delete(key("Flag/gone"), null, TestRecord.ACTOR, Door.FHIR));

    assertTrue(RECORD.store.isDeleted(key("Flag/gone"), Visibility.ALL));
    assertFalse(RECORD.store.isDeleted(key("Flag/gone"), OF_HANA));
  }

  private static List<String> find(String url) {
    return RECORD.store.search(TestRecord.query(url), OF_HANA).matches().stream()
        .map(FhirResource::id)
        .toList();
  }

  private static List<String> included(String url) {
    return RECORD.store.search(TestRecord.query(url), OF_HANA).included().stream()
        .map(FhirResource::id)
        .sorted()
        .toList();
  }

  private static ResourceKey key(String reference) {
    return ResourceKey.ofReference(reference);
  }
}
