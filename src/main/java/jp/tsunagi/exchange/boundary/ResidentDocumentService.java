package jp.tsunagi.exchange.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.audit.boundary.Audited;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.boundary.Decision;
import jp.tsunagi.exchange.control.CrewCardMapper;
import jp.tsunagi.exchange.control.PatientSummaryMapper;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.RecordWalk;
import jp.tsunagi.record.boundary.RecordWalk.Page;
import jp.tsunagi.record.boundary.RecordWalk.Route;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.Visibility;
import jp.tsunagi.resident.boundary.CrewCardRecords;
import jp.tsunagi.resident.boundary.ResidentIds;

/** 利用者の書類. Documents about one resident: the crew card and the International Patient Summary. */
@ApplicationScoped
@Transactional
public class ResidentDocumentService {
  private static final int MOST = 2_000;

  private CrewCardRecords cards;
  private RecordWalk walk;
  private RecordStore store;
  private AccessPolicy policy;
  private AuditScope audit;
  private CurrentActor current;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected ResidentDocumentService() {}

  @Inject
  ResidentDocumentService(
      CrewCardRecords cards,
      RecordWalk walk,
      RecordStore store,
      AccessPolicy policy,
      AuditScope audit,
      CurrentActor current,
      Clock clock) {
    this.cards = cards;
    this.walk = walk;
    this.store = store;
    this.policy = policy;
    this.audit = audit;
    this.current = current;
    this.clock = clock;
  }

  /**
   * The crew card as FHIR: a collection whose first entry is the Patient.
   *
   * @param base the address of the FHIR door
   */
  @Audited(AuditAction.READ)
  public FhirResource crewCard(String id, String base, String language) {
    ResidentId resident = ResidentIds.parse(id, audit);
    audit.resource("Patient/" + resident.value() + "/$crew-card");
    CrewCardRecords.Card card = cards.require(current.get(), resident, language);
    return CrewCardMapper.toBundle(
        UUID.randomUUID().toString(), clock.instant(), card.resources(), card.ground(), base);
  }

  /**
   * The summary as an IPS document, from what the caller sees. A section of which she sees nothing
   * because her view does not reach says so; it never says that there is nothing.
   */
  @Audited(AuditAction.READ)
  public FhirResource summary(String id, String base) {
    Actor actor = current.get();
    ResidentId resident = ResidentIds.parse(id, audit);
    audit.resource("Patient/" + resident.value() + "/$summary");
    Decision decision = policy.require(actor, resident, DataSet.IDENTITY);
    boolean care = decision.shows(DataSet.CARE_RECORD);
    Visibility visibility =
        !care && decision.shows(DataSet.CREW_CARD)
            ? policy.visibility(actor, DataSet.CREW_CARD)
            : policy.visibility(actor);
    Page page =
        walk.nextWithReferred(
            Route.of(List.of(new ResourceKey("Patient", resident.value())))
                .only(PatientSummaryMapper.TYPES),
            0,
            MOST,
            visibility);
    if (page.resources().stream().noneMatch(one -> one.type().equals("Patient"))) {
      throw ProblemException.notFound();
    }
    return PatientSummaryMapper.toDocument(
        new PatientSummaryMapper.Material(
            policy.showAll(actor, page.resources()),
            policy.showAll(actor, page.referred()),
            author(actor, visibility),
            care,
            decision.shows(DataSet.CREW_CARD)),
        UUID.randomUUID().toString(),
        clock.instant(),
        base);
  }

  private List<FhirResource> author(Actor actor, Visibility visibility) {
    return actor
        .organizationId()
        .map(OrganizationId::value)
        .flatMap(office -> store.read(new ResourceKey("Organization", office), visibility))
        .map(List::of)
        .orElse(List.of());
  }
}
