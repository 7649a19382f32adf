package jp.tsunagi.exchange.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditTrail;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.exchange.entity.Requester;
import jp.tsunagi.exchange.entity.Subscription;
import jp.tsunagi.exchange.entity.Subscription.Event;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.StandingActors;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.SearchQuery;
import jp.tsunagi.record.boundary.SearchUrl;
import jp.tsunagi.record.boundary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * 購読の通知. Tells one change: as the resource is now, if it matches and its subscriber's author may
 * see it now. Each delivery is in the audit trail with the author's ground, also one that failed.
 */
@ApplicationScoped
public class SubscriptionNotifier {
  private final byte[] nothing = new byte[0];

  private RecordStore store;
  private AccessPolicy policy;
  private AuditTrail trail;
  private StandingActors actors;
  private EndpointGuard guard;
  private WebhookCaller caller;

  @SuppressWarnings("NullAway.Init")
  protected SubscriptionNotifier() {}

  @Inject
  SubscriptionNotifier(
      RecordStore store,
      AccessPolicy policy,
      AuditTrail trail,
      StandingActors actors,
      EndpointGuard guard,
      WebhookCaller caller) {
    this.store = store;
    this.policy = policy;
    this.trail = trail;
    this.actors = actors;
    this.guard = guard;
    this.caller = caller;
  }

  /** A notification did not arrive. */
  static final class NotDelivered extends Exception {
    private static final long serialVersionUID = 1L;

    NotDelivered(String why) {
      super(why);
    }
  }

  /** The author as she acts now; a post or account that ended ends what she is told. */
  Actor requireAuthor(Requester author) throws NotDelivered {
    try {
      Actor actor = actors.now(author.user(), author.name(), author.roles(), author.client());
      if (author.isStill(actor)) {
        return actor;
      }
    } catch (ProblemException ended) {
      if (ended.code() != ProblemCode.UNAUTHENTICATED) {
        throw ended;
      }
    }
    throw new NotDelivered("the author of the subscription no longer acts for the organization");
  }

  /** Tells the change, or finds that there is nothing to tell. */
  void tell(Subscription subscription, Event event, Actor author) throws NotDelivered {
    if (find(subscription, event, Visibility.ALL).isEmpty()) {
      return;
    }
    AuditTrail.Entry entry = trail.open(AuditAction.SUBSCRIBE, author);
    try {
      entry.resource("Subscription/" + subscription.id());
      SearchQuery query = query(subscription, event);
      Optional<FhirResource> seen =
          store.search(query, policy.visibility(author, query)).matches().stream().findFirst();
      if (seen.isPresent()) {
        entry.resource(seen.get().key().toString());
        send(subscription, policy.show(author, seen.get()));
      } else {
        entry.denied("none");
      }
      entry.close();
    } catch (NotDelivered failure) {
      entry.fail(new IllegalStateException(failure));
      throw failure;
    } catch (RuntimeException failure) {
      entry.fail(failure);
      throw failure;
    }
  }

  private Optional<FhirResource> find(
      Subscription subscription, Event event, Visibility visibility) {
    return store.search(query(subscription, event), visibility).matches().stream().findFirst();
  }

  private static SearchQuery query(Subscription subscription, Event event) {
    return SearchUrl.parse(subscription.criteria()).where("_id", event.resourceId()).count(1);
  }

  private void send(Subscription subscription, FhirResource resource) throws NotDelivered {
    EndpointGuard.Place place =
        guard
            .resolve(subscription.endpoint())
            .orElseThrow(() -> new NotDelivered("the endpoint leads to no permitted address"));
    try {
      int status = caller.send(place, call(subscription, place, resource));
      if (status < 200 || status > 299) {
        throw new NotDelivered("the endpoint answered " + status);
      }
    } catch (IOException failure) {
      throw new NotDelivered("the endpoint did not answer: " + failure.getClass().getSimpleName());
    }
  }

  /** With content the resource is put below the endpoint; without, the endpoint is only woken. */
  private WebhookCaller.Call call(
      Subscription subscription, EndpointGuard.Place place, FhirResource resource) {
    String path = place.uri().getRawPath() == null ? "" : place.uri().getRawPath();
    String query = place.uri().getRawQuery() == null ? "" : "?" + place.uri().getRawQuery();
    @Nullable String payload = subscription.payload();
    List<String> headers = subscription.headers();
    if (payload == null) {
      return new WebhookCaller.Call(
          "POST", (path.isEmpty() ? "/" : path) + query, headers, "", nothing);
    }
    return new WebhookCaller.Call(
        "PUT",
        path.replaceFirst("/$", "") + "/" + resource.key() + query,
        headers,
        payload,
        SubscriptionMapper.payload(resource, payload));
  }
}
