package jp.tsunagi.consent.boundary;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanging.Operation;
import jp.tsunagi.record.boundary.RecordVersion;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.SearchQuery;
import jp.tsunagi.record.boundary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * 開示判断. The only place that decides who may see and do what. Every answer carries its ground and is
 * entered into the running {@link jp.tsunagi.audit.boundary.AuditScope}, permits and denials alike.
 *
 * <p>A resident the caller may not see answers exactly as an unknown one: use cases call {@link
 * #require} and the 404 follows by itself.
 */
public interface AccessPolicy {

  /**
   * What the actor may see of the resident now, and whether {@code wanted} is part of it. Enters
   * the audit trail.
   */
  Decision decide(Actor actor, ResidentId resident, DataSet wanted);

  /**
   * As {@link #decide}, and a refusal is thrown: {@code not-found} when the resident is out of
   * reach (or unknown), {@code forbidden} only where the data set exceeds the view on a resident
   * the caller can reach.
   */
  Decision require(Actor actor, ResidentId resident, DataSet wanted);

  /**
   * What the actor may see in searches and reads over every resource type, as a condition for the
   * store: all alternatives of the access table, consents and periods as of now.
   */
  Visibility visibility(Actor actor);

  /**
   * Which residents the actor may see with at least this data set: the same rules, narrowed (lists,
   * rosters, streams).
   *
   * <p>With {@link DataSet#CREW_CARD} also what the card is made of, which no other visibility
   * shows to those who may see the card only: for making cards, after {@link #require} allowed one.
   */
  Visibility visibility(Actor actor, DataSet atLeast);

  /**
   * As {@link #visibility(Actor)}, for a search: a Patient does not match by an element, or stand
   * in an order by one, that the actor's view of the resident leaves out.
   */
  Visibility visibility(Actor actor, SearchQuery query);

  /** What a crew card shows of records: without how anybody signs in, unless all is shown. */
  List<FhirResource> showOnCard(Decision decision, List<FhirResource> card);

  /** What the actor may see of several residents now, by id; who is out of reach is missing. */
  Map<ResidentId, Decision> views(Actor actor, Collection<ResidentId> residents);

  /**
   * Whether the actor may make this change; throws {@code not-found}, {@code forbidden} or {@code
   * append-only}. The gateway and the use cases call it before every write, so that both doors have
   * the same rules.
   */
  Decision requireChange(
      Actor actor,
      Operation operation,
      @Nullable FhirResource before,
      @Nullable FhirResource after);

  /**
   * The sentence that explains the ground, in the language asked for ({@code ja} or {@code en}).
   */
  String explain(Decision decision, String language);

  /** The ground as its reader sees it: code, sentence, article, and what it rests on. */
  default StatedGround state(Decision decision, String language) {
    Ground ground = decision.ground();
    return new StatedGround(
        ground.code(), explain(decision, language), ground.article(), decision.basis());
  }

  /**
   * The resource as the actor may see it: what the view leaves out is left out (and {@code
   * meta.security} says {@code REDACTED}); enters the residents it is about, the data set and the
   * ground into the running audit scope. Only for resources that a query with {@link #visibility}
   * found.
   */
  FhirResource show(Actor actor, FhirResource resource);

  /** As {@link #show}, for a page of resources at once. */
  List<FhirResource> showAll(Actor actor, List<FhirResource> resources);

  /**
   * The same for resources found with a visibility of this caller's: decided at the same moment,
   * from what was read for it.
   */
  default List<FhirResource> showAll(
      Actor actor, List<FhirResource> resources, Visibility visibility) {
    return showAll(actor, resources);
  }

  /**
   * Those of a resource's versions that the actor may see, as {@link #show} would show them: an
   * earlier one only where she may see what it says itself (about whom it was, in which use, closed
   * to whom), whatever became of the resource since. Only for versions that a query with this
   * {@link #visibility} found.
   */
  List<RecordVersion> showVersions(
      Actor actor, List<RecordVersion> versions, Visibility visibility);

  /**
   * Enters into the running audit scope that the actor asked for something she may not see, with
   * the residents it is about if it exists; the caller then answers as if it did not.
   */
  void refused(Actor actor, ResourceKey key);
}
