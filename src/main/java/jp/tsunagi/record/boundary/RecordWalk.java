package jp.tsunagi.record.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import jp.tsunagi.record.control.BodyCompression;
import jp.tsunagi.record.control.FhirEngine;
import jp.tsunagi.record.control.StoredBody;
import jp.tsunagi.record.control.WalkRepository;
import jp.tsunagi.record.control.WalkRepository.Whose;
import jp.tsunagi.record.entity.LogicalId;
import org.jspecify.annotations.Nullable;

/**
 * 通読. Reads whole parts of the record, page after page, in the order in which the resources came
 * into being: everything about one resident, everything of a type, everything of a roster. Each
 * page is a handful of statements, however many resources it has; its place is one number.
 *
 * <p>What it answers carries its use and its residents, so that the policy shows it unparsed.
 */
@ApplicationScoped
public class RecordWalk {
  private WalkRepository rows;
  private FhirEngine engine;
  private BodyCompression compression;

  @SuppressWarnings("NullAway.Init")
  protected RecordWalk() {}

  @Inject
  RecordWalk(WalkRepository rows, FhirEngine engine, BodyCompression compression) {
    this.rows = rows;
    this.engine = engine;
    this.compression = compression;
  }

  /** Every type the record can hold, in the order of their names. */
  public List<String> types() {
    return rows.types();
  }

  /** What a walk passes through; a value that can be narrowed. */
  public record Route(
      Collection<String> types,
      boolean residentsOnly,
      @Nullable List<ResourceKey> residents,
      @Nullable Instant since,
      @Nullable Instant start,
      @Nullable Instant end) {

    /** The whole record. */
    public static Route ofEverything() {
      return new Route(List.of(), false, null, null, null, null);
    }

    /** What is about any resident. */
    public static Route ofResidents() {
      return new Route(List.of(), true, null, null, null, null);
    }

    /** What is about these residents (Patients). */
    public static Route of(List<ResourceKey> residents) {
      return new Route(List.of(), true, List.copyOf(residents), null, null, null);
    }

    /** Only these types; none means all. */
    public Route only(Collection<String> wanted) {
      return new Route(List.copyOf(wanted), residentsOnly, residents, since, start, end);
    }

    /** Only what changed at or after this time. */
    public Route changedSince(@Nullable Instant time) {
      return new Route(types, residentsOnly, residents, time, start, end);
    }

    /** Only care of this span by the leading date; what has no date belongs to every span. */
    public Route between(@Nullable Instant first, @Nullable Instant last) {
      return new Route(types, residentsOnly, residents, since, first, last);
    }

    private WalkRepository.Route rows() {
      List<ResourceKey> theirs = residents;
      Instant changed = since;
      Instant from = start;
      Instant until = end;
      return new WalkRepository.Route(
          types,
          theirs != null ? Whose.THEIRS : residentsOnly ? Whose.ANY_RESIDENT : Whose.EVERYTHING,
          theirs == null
              ? List.of()
              : theirs.stream().map(key -> new LogicalId(key.type(), key.id())).toList(),
          changed == null ? 0 : changed.toEpochMilli(),
          from == null ? Long.MIN_VALUE : from.toEpochMilli(),
          until == null ? Long.MAX_VALUE : until.toEpochMilli());
    }
  }

  /**
   * One page.
   *
   * @param last where it ended; negative when nothing comes after it
   * @param referred what its resources refer to that is about no resident, when asked for
   */
  public record Page(List<FhirResource> resources, List<FhirResource> referred, long last) {
    public boolean hasNext() {
      return last >= 0;
    }
  }

  /** The next page after {@code place}, which is 0 at the beginning. */
  public Page next(Route route, long place, int most, Visibility visibility) {
    return page(route, place, most, visibility, false);
  }

  /** As {@link #next}, with the offices, staff, places and medicines the page refers to. */
  public Page nextWithReferred(Route route, long place, int most, Visibility visibility) {
    return page(route, place, most, visibility, true);
  }

  private Page page(
      Route route, long place, int most, Visibility visibility, boolean withReferred) {
    List<StoredBody> found = rows.next(route.rows(), place, most + 1, VisibleRows.by(visibility));
    boolean more = found.size() > most;
    List<StoredBody> page = more ? found.subList(0, most) : found;
    List<StoredBody> referred =
        withReferred
            ? rows.referredTo(
                page.stream().map(StoredBody::sid).toList(), VisibleRows.by(visibility))
            : List.of();
    return new Page(
        page.stream().map(this::resource).toList(),
        referred.stream().map(this::resource).toList(),
        more ? page.get(most - 1).sid() : -1);
  }

  /**
   * One resource for each profile, tag and security label in use on what the caller sees of these
   * types (none: all).
   */
  public List<FhirResource> labelled(Collection<String> types, Visibility visibility) {
    return rows.labelled(types, VisibleRows.by(visibility)).stream().map(this::resource).toList();
  }

  /** Of those that the caller sees now, by id, which version is the current one. */
  public Map<String, Long> visible(String type, Collection<String> ids, Visibility visibility) {
    return rows.visible(type, ids, VisibleRows.by(visibility));
  }

  private FhirResource resource(StoredBody body) {
    return FhirResource.stored(body, compression::expand, engine::decode);
  }
}
