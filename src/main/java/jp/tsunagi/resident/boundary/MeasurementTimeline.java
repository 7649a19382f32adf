package jp.tsunagi.resident.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.kernel.Vocabulary;
import jp.tsunagi.organization.boundary.OrganizationDirectory;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.SearchQuery;
import jp.tsunagi.resident.control.MeasurementMapper;
import jp.tsunagi.resident.control.ResidentFiles;
import jp.tsunagi.resident.entity.Measurement;

/** 測定の経過. Tells the vital signs that were taken. */
@ApplicationScoped
public class MeasurementTimeline implements TimelineSource {
  private AccessPolicy policy;
  private RecordStore store;
  private OrganizationDirectory directory;

  @SuppressWarnings("NullAway.Init")
  protected MeasurementTimeline() {}

  @Inject
  MeasurementTimeline(AccessPolicy policy, RecordStore store, OrganizationDirectory directory) {
    this.policy = policy;
    this.store = store;
    this.directory = directory;
  }

  @Override
  public List<TimelineEntry> entries(
      ResidentId resident, Actor actor, Instant before, int limit, String language) {
    return store
        .search(
            SearchQuery.of("Observation")
                .where("patient", ResidentFiles.key(resident).toString())
                .where("category", Vocabulary.Systems.OBSERVATION_CATEGORY_HL7 + "|vital-signs")
                .where("date", "lt" + before)
                .sort("-date")
                .count(limit),
            policy.visibility(actor))
        .matches()
        .stream()
        .flatMap(found -> MeasurementMapper.toMeasurement(found).stream())
        .filter(measurement -> measurement.at().isBefore(before))
        .map(this::entry)
        .toList();
  }

  private TimelineEntry entry(Measurement measurement) {
    Optional<String> performer = Optional.ofNullable(measurement.performer());
    String name =
        Optional.ofNullable(measurement.performerName())
            .or(() -> performer.flatMap(directory::nameBehind))
            .orElse("");
    String organization =
        performer
            .flatMap(directory::behind)
            .flatMap((OrganizationId office) -> directory.nameOf(office))
            .orElse(null);
    return TimelineEntry.of(
            TimelineEntry.Kind.OBSERVATION,
            measurement.id(),
            measurement.at(),
            new TimelineEntry.By(name, organization),
            measurement.title())
        .saying(measurement.value());
  }
}
