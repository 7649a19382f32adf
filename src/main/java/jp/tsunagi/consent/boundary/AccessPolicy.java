package jp.tsunagi.consent.boundary;

import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanging.Operation;
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
   */
  Visibility visibility(Actor actor, DataSet atLeast);

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

  /**
   * The resource as the actor may see it: what the view leaves out is left out (and {@code
   * meta.security} says {@code REDACTED}); enters the residents it is about, the data set and the
   * ground into the running audit scope. Only for resources that a query with {@link #visibility}
   * found.
   */
  FhirResource show(Actor actor, FhirResource resource);
}
