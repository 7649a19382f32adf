package jp.tsunagi.fhirgateway.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.RecordWalk;
import jp.tsunagi.record.boundary.RecordWalk.Page;
import jp.tsunagi.record.boundary.RecordWalk.Route;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.Visibility;
import org.jspecify.annotations.Nullable;

/** 全記録。 Everything about a resident, or about all the caller sees, page after page. */
@ApplicationScoped
public class Everything {
  private static final String PATIENT = "Patient";

  private RecordWalk walk;
  private RecordStore store;
  private AccessPolicy policy;
  private AuditScope audit;

  @SuppressWarnings("NullAway.Init")
  protected Everything() {}

  @Inject
  Everything(RecordWalk walk, RecordStore store, AccessPolicy policy, AuditScope audit) {
    this.walk = walk;
    this.store = store;
    this.policy = policy;
    this.audit = audit;
  }

  /**
   * What is asked for.
   *
   * @param patient id of the Patient; null for all the caller sees
   * @param types only these types; empty for all
   * @param place where the last page ended; 0 at the beginning
   */
  public record Request(
      @Nullable String patient,
      List<String> types,
      @Nullable Instant since,
      @Nullable Instant start,
      @Nullable Instant end,
      int count,
      long place) {}

  public Page of(Request request, Actor actor) {
    String patient = request.patient();
    Route route = Route.ofResidents();
    if (patient != null) {
      route = Route.of(List.of(requireResident(patient, actor)));
    }
    audit.resource((patient == null ? PATIENT : PATIENT + "/" + patient) + "/$everything");
    Visibility visibility = policy.visibility(actor);
    Page page =
        walk.nextWithReferred(
            route
                .only(request.types())
                .changedSince(request.since())
                .between(request.start(), request.end()),
            request.place(),
            request.count(),
            visibility);
    if (patient != null && page.resources().isEmpty()) {
      requireThere(new ResourceKey(PATIENT, patient), visibility);
    }
    return new Page(
        policy.showAll(actor, patientFirst(page.resources()), visibility),
        policy.showAll(actor, asked(page.referred(), request.types()), visibility),
        page.last());
  }

  private ResourceKey requireResident(String patient, Actor actor) {
    if (!patient.matches("[A-Za-z0-9.-]{1,64}")) {
      throw ProblemException.notFound();
    }
    policy.require(actor, new ResidentId(patient), DataSet.IDENTITY);
    return new ResourceKey(PATIENT, patient);
  }

  private void requireThere(ResourceKey key, Visibility visibility) {
    if (store.read(key, visibility).isEmpty()) {
      throw new ProblemException(
          store.isDeleted(key, visibility) ? ProblemCode.GONE : ProblemCode.NOT_FOUND);
    }
  }

  private static List<FhirResource> asked(List<FhirResource> referred, List<String> types) {
    return types.isEmpty()
        ? referred
        : referred.stream().filter(resource -> types.contains(resource.type())).toList();
  }

  private static List<FhirResource> patientFirst(List<FhirResource> resources) {
    List<FhirResource> ordered = new ArrayList<>(resources);
    ordered.sort(Comparator.comparing(resource -> !resource.type().equals(PATIENT)));
    return ordered;
  }
}
