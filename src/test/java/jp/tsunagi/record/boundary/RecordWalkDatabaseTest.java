package jp.tsunagi.record.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.tsunagi.record.boundary.RecordWalk.Page;
import jp.tsunagi.record.boundary.RecordWalk.Route;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whole parts of the record are read page after page, in a few statements whatever their size. */
class RecordWalkDatabaseTest {
  private static final TestRecord RECORD = TestRecord.empty();
  private static final RecordWalk WALK =
      new RecordWalk(RECORD.parts.walk, RECORD.parts.engine, RECORD.parts.compression);
  private static final Route OF_HANA = Route.of(List.of(key("Patient/hana")));
  private static final Visibility NO_PULSE =
      (alias, type) ->
          type.equals("Observation") ? Visibility.Condition.NEVER : Visibility.Condition.ALWAYS;

  @BeforeAll
  static void fill() {
    put("{\"resourceType\":\"Organization\",\"id\":\"city\",\"name\":\"常総市\"}");
    put("{\"resourceType\":\"Organization\",\"id\":\"other\",\"name\":\"他\"}");
    for (String name : List.of("hana", "taka")) {
      put(
          """
          {"resourceType":"Patient","id":"%s","name":[{"family":"%s"}],
           "managingOrganization":{"reference":"Organization/city"}}"""
              .formatted(name, name));
    }
    for (int i = 0; i < 40; i++) {
      put(
          """
          {"resourceType":"Observation","id":"pulse-%d","status":"final",
           "meta":{"tag":[{"system":"urn:t","code":"t%d"}]},
           "subject":{"reference":"Patient/hana"},"code":{"text":"脈拍"},
           "effectiveDateTime":"2026-03-%02dT09:00:00+09:00"}"""
              .formatted(i, i % 2, 1 + i % 28));
    }
    put(
        """
        {"resourceType":"Condition","id":"of-taka","subject":{"reference":"Patient/taka"},
         "code":{"text":"高血圧"}}""");
    put(
        """
        {"resourceType":"Device","id":"shared","patient":{"reference":"Patient/hana"},
         "note":[{"authorReference":{"reference":"Patient/taka"},"text":"二人で一台"}]}""");
  }

  private static void put(String json) {
    RECORD.put(json);
  }

  private static ResourceKey key(String reference) {
    return ResourceKey.ofReference(reference);
  }

  private static List<String> ids(List<FhirResource> resources) {
    return resources.stream().map(FhirResource::id).toList();
  }

  @Test
  void reads_everything_about_one_resident_with_what_it_refers_to() {
    Page page = WALK.nextWithReferred(OF_HANA, 0, 100, Visibility.ALL);

    assertEquals(42, page.resources().size());
    assertFalse(page.hasNext());
    assertEquals(List.of("city"), ids(page.referred()));
  }

  @Test
  void needs_the_same_few_statements_for_a_page_however_large() {
    WALK.nextWithReferred(OF_HANA, 0, 100, Visibility.ALL);

    for (int most : List.of(2, 100)) {
      List<String> statements =
          RECORD.parts.transaction.statementsOf(
              () -> WALK.nextWithReferred(OF_HANA, 0, most, Visibility.ALL));
      assertTrue(statements.size() <= 8, statements.size() + " statements: " + statements);
    }
  }

  @Test
  void knows_use_and_residents_without_parsing() {
    Page page = WALK.next(OF_HANA.only(List.of("Device")), 0, 100, Visibility.ALL);

    FhirResource device = page.resources().get(0);
    assertEquals(Set.of("hana", "taka"), Set.copyOf(ResidentsConcerned.by(device)));
    assertEquals(RecordKind.GENERAL, RecordKind.of(device));
    assertTrue(device.json().isPresent(), "nobody had to parse it");
  }

  @Test
  void goes_page_by_page_without_gap_or_repeat_while_others_write() {
    List<String> all = new ArrayList<>();
    long place = 0;
    for (int i = 0; place >= 0; i++) {
      Page page =
          WALK.next(OF_HANA.only(List.of("Observation", "Patient")), place, 7, Visibility.ALL);
      all.addAll(ids(page.resources()));
      place = page.last();
      put("{\"resourceType\":\"Organization\",\"id\":\"new-%d\",\"name\":\"新\"}".formatted(i));
    }

    assertEquals(41, all.size());
    assertEquals(41, Set.copyOf(all).size());
  }

  @Test
  void shows_only_what_is_visible() {
    assertEquals(List.of("hana", "shared"), ids(WALK.next(OF_HANA, 0, 100, NO_PULSE).resources()));
    assertEquals(
        Map.of("hana", 1L), WALK.visible("Patient", List.of("hana", "nobody"), Visibility.ALL));
    assertEquals(Map.of(), WALK.visible("Observation", List.of("pulse-1"), NO_PULSE));
  }

  @Test
  void keeps_to_a_span_and_to_what_changed_since() {
    Instant start = Instant.parse("2026-03-10T00:00:00Z");
    Instant end = Instant.parse("2026-03-11T14:59:59Z");

    Page spanned = WALK.next(OF_HANA.between(start, end), 0, 100, Visibility.ALL);
    Page later = WALK.next(OF_HANA.changedSince(RECORD.clock.instant()), 0, 100, Visibility.ALL);

    assertEquals(
        2,
        spanned.resources().stream()
            .filter(one -> one.type().equals("Patient") || one.type().equals("Device"))
            .count());
    assertEquals(Set.of("pulse-9", "pulse-10", "pulse-37", "pulse-38"), pulses(spanned));
    assertEquals(List.of(), later.resources());
  }

  private static Set<String> pulses(Page page) {
    return Set.copyOf(
        ids(page.resources().stream().filter(one -> one.type().equals("Observation")).toList()));
  }

  @Test
  void walks_residents_rosters_and_the_whole_record() {
    Set<String> residents =
        Set.copyOf(ids(WALK.next(Route.ofResidents(), 0, 100, Visibility.ALL).resources()));
    Page both =
        WALK.next(
            Route.of(List.of(key("Patient/hana"), key("Patient/taka"))), 0, 100, Visibility.ALL);
    Page offices =
        WALK.next(Route.ofEverything().only(List.of("Organization")), 0, 2, Visibility.ALL);

    assertEquals(44, residents.size());
    assertFalse(residents.contains("city"));
    assertEquals(44, both.resources().size());
    assertEquals(List.of("city", "other"), ids(offices.resources()));
  }

  @Test
  void finds_one_resource_for_each_label() {
    assertEquals(2, WALK.labelled(List.of("Observation"), Visibility.ALL).size());
    assertEquals(0, WALK.labelled(List.of("Patient"), Visibility.ALL).size());
    assertEquals(0, WALK.labelled(List.of(), NO_PULSE).size());
  }
}
