package jp.tsunagi.resident.boundary;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.audit.boundary.Audited;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.boundary.Decision;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.Visibility;
import jp.tsunagi.resident.control.ResidentChangeRepository;
import jp.tsunagi.resident.control.ResidentFiles;
import jp.tsunagi.resident.entity.ResidentEdit;
import org.jspecify.annotations.Nullable;

/** 利用者. Shows one resident as far as the caller may see her, and takes corrections to her sheet. */
@ApplicationScoped
public class ResidentService {
  private CurrentActor current;
  private AccessPolicy policy;
  private AuditScope audit;
  private ResidentReach reach;
  private RecordStore store;
  private ResidentFiles files;
  private ResidentChangeRepository changes;
  private FaceSheets sheets;
  private CrewCards cards;
  private SheetCorrection correction;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected ResidentService() {}

  @Inject
  ResidentService(
      CurrentActor current,
      AccessPolicy policy,
      AuditScope audit,
      ResidentReach reach,
      RecordStore store,
      ResidentFiles files,
      ResidentChangeRepository changes,
      FaceSheets sheets,
      CrewCards cards,
      SheetCorrection correction,
      Clock clock) {
    this.current = current;
    this.policy = policy;
    this.audit = audit;
    this.reach = reach;
    this.store = store;
    this.files = files;
    this.changes = changes;
    this.sheets = sheets;
    this.cards = cards;
    this.correction = correction;
    this.clock = clock;
  }

  /** The face sheet, as wide as the caller's view of the resident is now. */
  @Audited(AuditAction.READ)
  @Transactional
  public FaceSheet faceSheet(String id, String language) {
    Actor actor = current.get();
    ResidentId resident = ResidentIds.parse(id, audit);
    // Read before the content: an edit in between makes the tag too old, never too new.
    long editVersion = changes.editVersion(resident);
    Decision decision = reach.decide(actor, resident);
    return sheet(actor, resident, decision, editVersion, language);
  }

  private FaceSheet sheet(
      Actor actor, ResidentId resident, Decision decision, long editVersion, String language) {
    boolean care = decision.shows(DataSet.CARE_RECORD);
    boolean card = !care && decision.shows(DataSet.CREW_CARD);
    Visibility visibility =
        card ? policy.visibility(actor, DataSet.CREW_CARD) : policy.visibility(actor);
    FhirResource patient =
        files.patient(resident, visibility).orElseThrow(ProblemException::notFound);
    return sheets.of(
        files.file(care || card ? patient : policy.show(actor, patient), visibility),
        decision,
        editVersion,
        changes.lastChange(resident),
        language);
  }

  /**
   * Corrects the face sheet.
   *
   * @param expected the edit version the caller's correction is based on; null when she did not say
   * @param patch a merge patch (RFC 7396)
   * @return the sheet as it stands afterwards
   */
  @Audited(AuditAction.UPDATE)
  @Transactional
  public FaceSheet correct(String id, @Nullable Long expected, JsonNode patch, String language) {
    Actor actor = current.get();
    ResidentId resident = ResidentIds.parse(id, audit);
    // Locked before anything is read: of two corrections one waits here and then sees the other's.
    // The Patient first, then the count, in the order every other writer takes them.
    store.lock(ResidentFiles.key(resident));
    long editVersion = changes.lockEditVersion(resident);
    Decision decision = policy.require(actor, resident, DataSet.CARE_RECORD);
    if (expected == null) {
      throw new ProblemException(ProblemCode.PRECONDITION_REQUIRED);
    }
    if (expected != editVersion) {
      throw new ProblemException(ProblemCode.VERSION_CONFLICT)
          .with("current", sheet(actor, resident, decision, editVersion, language))
          .with("etag", ResidentTag.of(editVersion))
          .with("changed", changes.fieldsChangedSince(resident, expected));
    }
    ResidentEdit edit = ResidentEditReader.read(patch, LocalDate.now(clock));
    correction.apply(actor, resident, edit);
    return sheet(actor, resident, decision, changes.editVersion(resident), language);
  }

  /** The crew card, for whoever may see it now. */
  @Audited(AuditAction.READ)
  @Transactional
  public CrewCard crewCard(String id, String language) {
    return cards.require(current.get(), ResidentIds.parse(id, audit), language);
  }
}
