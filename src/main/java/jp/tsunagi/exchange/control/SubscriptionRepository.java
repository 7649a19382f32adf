package jp.tsunagi.exchange.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import jp.tsunagi.exchange.entity.Requester;
import jp.tsunagi.exchange.entity.Subscription;
import jp.tsunagi.exchange.entity.Subscription.Event;
import jp.tsunagi.exchange.entity.Subscription.State;
import jp.tsunagi.exchange.entity.Subscription.Status;
import jp.tsunagi.exchange.entity.Subscription.Waiting;
import jp.tsunagi.platform.boundary.ClosingConnection;
import jp.tsunagi.platform.boundary.DatabaseQuery;

/** 購読と送信待ち. The states of subscriptions, and the changes that wait to be told. */
@ApplicationScoped
public class SubscriptionRepository {
  private static final int ROWS_AT_ONCE = 500;

  @Resource(lookup = "java:app/jdbc/tsunagi")
  private DataSource dataSource;

  public SubscriptionRepository() {}

  SubscriptionRepository(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** A subscription as its author asks for it now; what failed before is forgiven. */
  void put(Subscription subscription, Requester author, long now) {
    DatabaseQuery.of(
            "REPLACE INTO subscription_state (subscription_id, type, status, user_name,"
                + " display_name, roles, client, organization, requested_at, ends_at, failures,"
                + " attempt_at, lease_holder, lease_until) VALUES (?,?,?,?,?,?,?,?,?,?,0,0,'',0)",
            subscription.id(),
            subscription.type(),
            code(subscription.status()),
            author.user(),
            author.name(),
            author.roleCodes(),
            author.client(),
            author.organization(),
            now,
            subscription.endsAt())
        .execute(dataSource);
  }

  void setStatus(String id, Status status) {
    DatabaseQuery.of(
            "UPDATE subscription_state SET status=? WHERE subscription_id=?", code(status), id)
        .execute(dataSource);
    if (status == Status.OFF) {
      dropEvents(id);
    }
  }

  void delete(String id) {
    dropEvents(id);
    DatabaseQuery.of("DELETE FROM subscription_state WHERE subscription_id=?", id)
        .execute(dataSource);
  }

  private void dropEvents(String id) {
    DatabaseQuery.of("DELETE FROM subscription_event WHERE subscription_id=?", id)
        .execute(dataSource);
  }

  /** Who wants to be told of changes of which type. */
  Map<String, Set<String>> watched() {
    Map<String, Set<String>> watched = new HashMap<>();
    DatabaseQuery.of("SELECT type, subscription_id FROM subscription_state WHERE status<>'off'")
        .list(
            dataSource,
            row ->
                watched
                    .computeIfAbsent(row.getString(1), none -> new HashSet<>())
                    .add(row.getString(2)));
    return watched;
  }

  /** The connection of the running transaction, to be held until its end. */
  ClosingConnection hold() {
    return ClosingConnection.of(dataSource);
  }

  /** Writes down, in the transaction of the changes, that somebody may have to be told of them. */
  void add(ClosingConnection held, List<Waiting> changes, long now) {
    for (int i = 0; i < changes.size(); i += ROWS_AT_ONCE) {
      List<Waiting> some = changes.subList(i, Math.min(i + ROWS_AT_ONCE, changes.size()));
      DatabaseQuery insert =
          DatabaseQuery.of(
              "INSERT INTO subscription_event (subscription_id, type, resource_id, written_at)"
                  + " VALUES");
      String separator = "";
      for (Waiting change : some) {
        insert.add(
            separator + "(?,?,?,?)",
            change.subscription(),
            change.type(),
            change.resourceId(),
            now);
        separator = ",";
      }
      try {
        insert.execute(held.open());
      } catch (SQLException e) {
        throw new IllegalStateException("the change cannot be told of", e);
      }
    }
  }

  List<State> requestedBefore(long time) {
    return states("s.status='requested' AND s.requested_at<=?", time);
  }

  List<State> over(long now) {
    return states("s.status<>'off' AND s.ends_at<=?", now);
  }

  /** Active ones with something to tell whose time has come. */
  List<State> due(long now) {
    return states(
        "s.status='active' AND s.attempt_at<=? AND s.lease_until<? AND EXISTS"
            + " (SELECT 1 FROM subscription_event e WHERE e.subscription_id=s.subscription_id)",
        now,
        now);
  }

  private List<State> states(String condition, Object... values) {
    return DatabaseQuery.of("SELECT s.* FROM subscription_state s WHERE " + condition, values)
        .list(dataSource, SubscriptionRepository::state);
  }

  Optional<State> find(String id) {
    return states("s.subscription_id=?", id).stream().findFirst();
  }

  boolean claim(String id, String holder, long now, long until) {
    return DatabaseQuery.of(
                "UPDATE subscription_state SET lease_holder=?, lease_until=? WHERE"
                    + " subscription_id=? AND status='active' AND (lease_until<? OR lease_holder=?)",
                holder,
                until,
                id,
                now,
                holder)
            .execute(dataSource)
        == 1;
  }

  void release(String id, String holder) {
    DatabaseQuery.of(
            "UPDATE subscription_state SET lease_until=0 WHERE subscription_id=? AND"
                + " lease_holder=?",
            id,
            holder)
        .execute(dataSource);
  }

  List<Event> events(String id, int most) {
    return DatabaseQuery.of(
            "SELECT event_id, type, resource_id FROM subscription_event WHERE subscription_id=?"
                + " ORDER BY event_id LIMIT "
                + most,
            id)
        .list(dataSource, row -> new Event(row.getLong(1), row.getString(2), row.getString(3)));
  }

  void told(String id, Event event) {
    DatabaseQuery.of("DELETE FROM subscription_event WHERE event_id=?", event.number())
        .execute(dataSource);
    DatabaseQuery.of(
            "UPDATE subscription_state SET failures=0 WHERE subscription_id=? AND failures>0", id)
        .execute(dataSource);
  }

  void failed(String id, int failures, long nextAttempt) {
    DatabaseQuery.of(
            "UPDATE subscription_state SET failures=?, attempt_at=? WHERE subscription_id=?",
            failures,
            nextAttempt,
            id)
        .execute(dataSource);
  }

  void forgetBefore(long time) {
    DatabaseQuery.of("DELETE FROM subscription_event WHERE written_at<?", time).execute(dataSource);
  }

  private static State state(ResultSet row) throws SQLException {
    return new State(
        row.getString("subscription_id"),
        row.getString("type"),
        Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        new Requester(
            row.getString("user_name"),
            row.getString("display_name"),
            Requester.rolesOf(row.getString("roles")),
            row.getBoolean("client"),
            row.getString("organization")),
        row.getLong("requested_at"),
        row.getLong("ends_at"),
        row.getInt("failures"));
  }

  private static String code(Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
