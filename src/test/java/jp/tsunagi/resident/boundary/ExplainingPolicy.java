package jp.tsunagi.resident.boundary;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.boundary.Decision;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanging.Operation;
import jp.tsunagi.record.boundary.RecordVersion;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.SearchQuery;
import jp.tsunagi.record.boundary.Visibility;
import org.jspecify.annotations.Nullable;

/** A policy that explains grounds by their code; it decides nothing, and is not asked to. */
class ExplainingPolicy implements AccessPolicy {
  @Override
  public String explain(Decision decision, String language) {
    return decision.ground().code();
  }

  private static UnsupportedOperationException notAsked() {
    return new UnsupportedOperationException("this test decides nothing");
  }

  @Override
  public Decision decide(Actor actor, ResidentId resident, DataSet wanted) {
    throw notAsked();
  }

  @Override
  public Decision require(Actor actor, ResidentId resident, DataSet wanted) {
    throw notAsked();
  }

  @Override
  public Visibility visibility(Actor actor) {
    throw notAsked();
  }

  @Override
  public Visibility visibility(Actor actor, DataSet atLeast) {
    throw notAsked();
  }

  @Override
  public Visibility visibility(Actor actor, SearchQuery query) {
    throw notAsked();
  }

  @Override
  public Map<ResidentId, Decision> views(Actor actor, Collection<ResidentId> residents) {
    throw notAsked();
  }

  @Override
  public Decision requireChange(
      Actor actor,
      Operation operation,
      @Nullable FhirResource before,
      @Nullable FhirResource after) {
    throw notAsked();
  }

  @Override
  public FhirResource show(Actor actor, FhirResource resource) {
    throw notAsked();
  }

  @Override
  public List<FhirResource> showOnCard(Decision decision, List<FhirResource> card) {
    throw notAsked();
  }

  @Override
  public List<FhirResource> showAll(Actor actor, List<FhirResource> resources) {
    throw notAsked();
  }

  @Override
  public void refused(Actor actor, ResourceKey key) {
    throw notAsked();
  }

  @Override
  public List<RecordVersion> showVersions(
      Actor actor, List<RecordVersion> versions, Visibility visibility) {
    throw notAsked();
  }
}
