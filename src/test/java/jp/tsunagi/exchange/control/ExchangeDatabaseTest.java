package jp.tsunagi.exchange.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import jp.tsunagi.exchange.entity.BulkExport;
import jp.tsunagi.exchange.entity.Requester;
import jp.tsunagi.exchange.entity.Subscription;
import jp.tsunagi.exchange.entity.Subscription.Event;
import jp.tsunagi.exchange.entity.Subscription.State;
import jp.tsunagi.exchange.entity.Subscription.Status;
import jp.tsunagi.exchange.entity.Subscription.Waiting;
import jp.tsunagi.fixture.LocalDataSource;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.ClosingConnection;
import jp.tsunagi.record.control.LocalTransaction;
import jp.tsunagi.record.control.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The ledgers of exports and subscriptions: one works at a time, and nothing that waits is lost.
 */
class ExchangeDatabaseTest {
  private static final Requester SUZUKI =
      new Requester("suzuki", "鈴木 明美", Set.of(Role.CARE_PROVIDER), false, "midori");

  private final LocalTransaction transaction = new LocalTransaction();
  private final LocalDataSource source = new LocalDataSource(transaction);
  private final BulkExportRepository exports = new BulkExportRepository(source);
  private final SubscriptionRepository subscriptions = new SubscriptionRepository(source);

  @BeforeEach
  void clear() throws SQLException {
    try (Connection connection = TestDatabase.connect();
        Statement statement = connection.createStatement()) {
      for (String table :
          List.of("bulk_export", "bulk_export_file", "subscription_state", "subscription_event")) {
        statement.execute("DELETE FROM " + table);
      }
    }
  }

  private BulkExport anExport() {
    BulkExport export =
        new BulkExport(
            UUID.randomUUID().toString(),
            SUZUKI,
            "http://localhost/fhir/$export",
            BulkExport.Scope.SYSTEM,
            "",
            List.of("Patient", "Observation"),
            List.of("Observation?code=a,b"),
            0,
            BulkExport.State.ACCEPTED,
            null,
            0,
            0,
            1_000,
            100_000);
    exports.add(export);
    return export;
  }

  @Test
  void an_export_is_kept_as_it_was_asked_for() {
    BulkExport export = anExport();

    assertEquals(export, exports.find(export.id()).orElseThrow());
    assertEquals(1, exports.running("suzuki"));
    assertEquals(0, exports.running("ito"));
  }

  @Test
  void one_works_on_an_export_until_its_lease_runs_out() {
    BulkExport export = anExport();

    assertTrue(exports.claim("node-a", 2_000, 3_000).isPresent());
    assertTrue(exports.claim("node-b", 2_500, 3_500).isEmpty());
    assertEquals(export.id(), exports.claim("node-b", 3_001, 4_000).orElseThrow().id());
    assertFalse(
        exports.moveOn(export.at(1, 0), "node-a", 5_000), "who lost the lease counts nothing");
    assertTrue(exports.moveOn(export.at(1, 7), "node-b", 5_000));
    BulkExport further = exports.find(export.id()).orElseThrow();
    assertEquals("Observation", further.type());
    assertEquals(7, further.afterSid());
  }

  @Test
  void an_export_is_complete_after_its_last_type_and_gone_when_it_is_deleted() {
    BulkExport export = anExport();
    exports.claim("node-a", 2_000, 3_000);
    exports.put(export.id(), new BulkExport.File(1, "Patient", 3, 300));
    exports.put(export.id(), new BulkExport.File(1, "Patient", 5, 500));

    assertTrue(exports.moveOn(export.at(2, 0), "node-a", 5_000));

    assertEquals(BulkExport.State.COMPLETE, exports.find(export.id()).orElseThrow().state());
    assertEquals(List.of(new BulkExport.File(1, "Patient", 5, 500)), exports.files(export.id()));
    assertEquals(0, exports.running("suzuki"));
    assertEquals(List.of(export.id()), exports.expired(100_000));
    exports.delete(export.id());
    assertTrue(exports.find(export.id()).isEmpty());
    assertEquals(List.of(), exports.files(export.id()));
  }

  private static Subscription aSubscription(Status status) {
    return new Subscription(
        "s1",
        status,
        "Observation?status=final",
        "rest-hook",
        "https://example.org/hook",
        null,
        List.of(),
        Long.MAX_VALUE);
  }

  @Test
  void a_subscription_is_watched_from_its_request_to_its_end() {
    subscriptions.put(aSubscription(Status.REQUESTED), SUZUKI, 1_000);

    assertEquals(Map.of("Observation", Set.of("s1")), subscriptions.watched());
    assertEquals(List.of(), subscriptions.requestedBefore(999));
    State requested = subscriptions.requestedBefore(1_000).get(0);
    assertEquals(SUZUKI, requested.author());
    subscriptions.setStatus("s1", Status.ERROR);
    assertEquals(Map.of("Observation", Set.of("s1")), subscriptions.watched());
    add(new Waiting("s1", "Observation", "o1"));
    subscriptions.setStatus("s1", Status.OFF);
    assertEquals(Map.of(), subscriptions.watched());
    assertEquals(List.of(), subscriptions.events("s1", 10));
  }

  @Test
  void what_waits_is_told_in_order_and_not_before_its_time() {
    subscriptions.put(aSubscription(Status.ACTIVE), SUZUKI, 1_000);
    add(new Waiting("s1", "Observation", "o1"), new Waiting("s1", "Observation", "o2"));

    assertEquals(List.of("s1"), ids(subscriptions.due(3_000)));
    assertTrue(subscriptions.claim("s1", "node-a", 3_000, 4_000));
    assertFalse(subscriptions.claim("s1", "node-b", 3_000, 4_000));
    List<Event> events = subscriptions.events("s1", 10);
    assertEquals(List.of("o1", "o2"), events.stream().map(Event::resourceId).toList());
    subscriptions.told("s1", events.get(0));
    subscriptions.failed("s1", 1, 9_000);
    subscriptions.release("s1", "node-a");
    assertEquals(List.of(), ids(subscriptions.due(8_999)));
    assertEquals(List.of("s1"), ids(subscriptions.due(9_000)));
    assertEquals(1, subscriptions.find("s1").orElseThrow().failures());
    subscriptions.forgetBefore(2_002);
    assertEquals(List.of(), subscriptions.events("s1", 10));
  }

  private void add(Waiting... changes) {
    transaction.in(
        () -> {
          try (ClosingConnection held = subscriptions.hold()) {
            subscriptions.add(held, List.of(changes), 2_000);
          }
          return null;
        });
  }

  private static List<String> ids(List<State> states) {
    return states.stream().map(State::id).toList();
  }
}
