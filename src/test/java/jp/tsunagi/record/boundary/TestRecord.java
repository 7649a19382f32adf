package jp.tsunagi.record.boundary;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import jp.tsunagi.fixture.TurnedClock;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.control.RecordAssembly;
import jp.tsunagi.record.control.TestDatabase;
import org.hl7.fhir.r4.model.Resource;

/** A record store on a real database, without a container. */
final class TestRecord {
  static final Actor ACTOR = Actor.system("test");

  final Clock clock = new TurnedClock("2026-04-01T00:00:00Z", Duration.ofMillis(1));
  private final AssembledRecord record = new AssembledRecord(clock);
  final RecordAssembly parts = record.parts;
  final RecordingEvent<RecordChanging> changing = record.changing;
  final RecordingEvent<RecordChanged> changed = record.changed;
  final DatabaseRecordStore store = record.store;

  /** A store without resources. */
  static TestRecord empty() {
    TestDatabase.clear();
    return new TestRecord();
  }

  <T> T in(Callable<T> work) {
    return record.in(work);
  }

  <T extends Resource> T create(T model) {
    in(() -> store.create(FhirResource.of(model), ACTOR, Door.FHIR));
    return model;
  }

  FhirResource update(Resource model) {
    return in(() -> store.update(FhirResource.of(model), null, ACTOR, Door.FHIR));
  }

  /** Stores a resource written as JSON. */
  void put(String json) {
    Resource model = parts.engine.decode(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    in(() -> store.update(FhirResource.of(model), null, ACTOR, Door.FHIR));
  }

  /** Ids found by a search written as in a URL: {@code Patient?name=x&_sort=birthdate}. */
  List<String> find(String url) {
    return ids(query(url));
  }

  static SearchQuery query(String url) {
    String[] parts = url.split("\\?", 2);
    SearchQuery query = SearchQuery.of(parts[0]);
    for (String one : parts.length > 1 ? parts[1].split("&") : new String[0]) {
      String[] pair = one.split("=", 2);
      query.where(pair[0], pair[1]);
    }
    return query;
  }

  SearchPage search(SearchQuery query) {
    return store.search(query, Visibility.ALL);
  }

  List<String> ids(SearchQuery query) {
    return search(query).matches().stream().map(FhirResource::id).toList();
  }
}
