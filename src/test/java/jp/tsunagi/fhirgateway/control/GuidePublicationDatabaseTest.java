package jp.tsunagi.fhirgateway.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.record.boundary.AssembledRecord;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.SearchQuery;
import jp.tsunagi.record.boundary.Visibility;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ImplementationGuide;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** ガイドの公開. The guide in a real record. */
class GuidePublicationDatabaseTest {
  private static final ResourceKey LIST = new ResourceKey("ImplementationGuide", "tsunagi");

  private final GuideContent guide = new GuideContent();
  private final AssembledRecord record =
      new AssembledRecord(
          Clock.fixed(Instant.parse("2026-04-01T00:00:00Z"), ZoneId.of("Asia/Tokyo")));
  private final GuidePublication publication =
      new GuidePublication(new GuideService(record.store(), guide), guide);

  @BeforeEach
  void forgets_earlier_guides() {
    record.in(() -> record.store().delete(LIST, null, Actor.system("test"), Door.SYSTEM));
  }

  private boolean publish() {
    return record.in(publication::bringUpToDate);
  }

  @Test
  void every_resource_of_the_guide_is_found_by_its_canonical_url() {
    publish();

    for (CodeSystem system : guide.all(CodeSystem.class)) {
      assertEquals(
          List.of(system.getIdElement().getIdPart()),
          record
              .store()
              .search(SearchQuery.of("CodeSystem").where("url", system.getUrl()), Visibility.ALL)
              .matches()
              .stream()
              .map(FhirResource::id)
              .toList());
    }
  }

  @Test
  void writes_only_when_the_content_is_another() {
    assertTrue(publish());
    long version = version(LIST);

    assertFalse(publish());

    assertEquals(version, version(LIST));
  }

  @Test
  void keeps_the_version_of_what_did_not_change() {
    publish();
    ResourceKey role = new ResourceKey("CodeSystem", "role");
    long version = version(role);
    forgets_earlier_guides();

    publish();

    assertEquals(version, version(role));
  }

  @Test
  void takes_away_what_an_earlier_guide_had() {
    CodeSystem old = new CodeSystem();
    old.setId("of-yesterday");
    ImplementationGuide earlier = new ImplementationGuide();
    earlier.setId(LIST.id());
    earlier.getDefinition().addResource().setReference(new Reference("CodeSystem/of-yesterday"));
    record.in(
        () -> {
          for (var resource : List.of(old, earlier)) {
            record
                .store()
                .update(FhirResource.of(resource), null, Actor.system("test"), Door.SYSTEM);
          }
          return true;
        });

    publish();

    assertTrue(
        record
            .store()
            .read(new ResourceKey("CodeSystem", "of-yesterday"), Visibility.ALL)
            .isEmpty());
  }

  @Test
  void the_published_guide_names_no_example() {
    publish();

    ImplementationGuide published =
        record.store().read(LIST, Visibility.ALL).orElseThrow().as(ImplementationGuide.class);

    assertTrue(
        published.getDefinition().getResource().stream()
            .noneMatch(
                entry -> entry.getReference().getReference().matches("(Patient|Task|Flag)/.*")));
  }

  private long version(ResourceKey key) {
    return record.store().read(key, Visibility.ALL).orElseThrow().version();
  }
}
