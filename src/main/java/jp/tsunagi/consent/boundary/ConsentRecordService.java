package jp.tsunagi.consent.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.audit.boundary.Audited;
import jp.tsunagi.consent.control.ConsentConfig;
import jp.tsunagi.consent.control.ConsentFormMapper;
import jp.tsunagi.consent.control.ConsentFormRules;
import jp.tsunagi.consent.control.StandingRepository;
import jp.tsunagi.consent.entity.ConsentForm;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.UploadCheck;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.RecordChanging.Operation;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.SearchPage;
import jp.tsunagi.record.boundary.SearchQuery;
import org.jspecify.annotations.Nullable;

/**
 * 同意の登録と撤回. The city's welfare office records what a resident, her proxy or a supporter decided, on
 * paper or on the screen, and takes it back when they do. It counts from the next request on.
 */
@ApplicationScoped
@Transactional
public class ConsentRecordService {
  private static final String CONSENT = "Consent";
  private static final int PAGE = 100;

  private RecordStore records;
  private AccessPolicy policy;
  private ConsentFormRules rules;
  private StandingRepository standings;
  private UploadCheck uploads;
  private ConsentConfig config;
  private CurrentActor current;
  private AuditScope audit;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected ConsentRecordService() {}

  @Inject
  ConsentRecordService(
      RecordStore records,
      AccessPolicy policy,
      ConsentFormRules rules,
      StandingRepository standings,
      UploadCheck uploads,
      ConsentConfig config,
      CurrentActor current,
      AuditScope audit,
      Clock clock) {
    this.records = records;
    this.policy = policy;
    this.rules = rules;
    this.standings = standings;
    this.uploads = uploads;
    this.config = config;
    this.current = current;
    this.audit = audit;
    this.clock = clock;
  }

  /** All decisions on sharing of a resident, newest first, and whose is still awaited. */
  @Audited(AuditAction.READ)
  public ResidentConsents of(ResidentId resident) {
    Actor actor = current.get();
    policy.require(actor, resident, DataSet.CARE_RECORD);
    List<ConsentView> all = new ArrayList<>(views(actor, resident));
    // Of one day the last recorded comes first: ids grow with time.
    all.sort(
        Comparator.comparing((ConsentView view) -> String.valueOf(view.decidedOn()))
            .thenComparing(ConsentView::id)
            .reversed());
    return new ResidentConsents(all, awaitedSupporters(actor, resident));
  }

  private List<AwaitedSupporter> awaitedSupporters(Actor actor, ResidentId resident) {
    if (!config.helpersAreAsked()) {
      return List.of();
    }
    List<ResourceKey> awaited =
        standings.helpersAwaited(resident.value(), clock.millis()).stream()
            .map(id -> new ResourceKey("RelatedPerson", id))
            .toList();
    return awaited.isEmpty()
        ? List.of()
        : records.readAll(awaited, policy.visibility(actor)).stream()
            .map(person -> new AwaitedSupporter(person.id(), ConsentFormMapper.nameOf(person)))
            .toList();
  }

  private List<ConsentView> views(Actor actor, ResidentId resident) {
    List<ConsentView> all = new ArrayList<>();
    @Nullable String next = null;
    do {
      SearchPage page =
          records.search(
              SearchQuery.of(CONSENT).where("patient", resident.value()).count(PAGE).from(next),
              policy.visibility(actor));
      page.matches().stream()
          .filter(consent -> ConsentFormMapper.residentOf(consent).isPresent())
          .map(ConsentFormMapper::view)
          .forEach(all::add);
      next = page.next();
    } while (next != null);
    return all;
  }

  @Audited(AuditAction.CREATE)
  public ConsentView record(ResidentId resident, RecordConsent asked) {
    Actor actor = requireRegistrar();
    policy.require(actor, resident, DataSet.CARE_RECORD);
    ConsentForm form = rules.check(asked);
    FhirResource consent = ConsentFormMapper.toConsent(resident.value(), form, actor);
    requireKnown(actor, asked);
    requireRelatives(actor, resident, asked);
    policy.requireChange(actor, Operation.CREATE, null, consent);
    replaceEarlier(actor, resident, form);
    FhirResource created = records.create(consent, actor, Door.USE_CASE);
    audit.resource(created.key().toString());
    return ConsentFormMapper.view(created);
  }

  // A limit limits nothing while an earlier consent without it goes on. What begins later leaves
  // the
  // earlier one until then, and an older paper entered late takes the place of none.
  private void replaceEarlier(Actor actor, ResidentId resident, ConsentForm form) {
    if (form.validFrom().isAfter(LocalDate.now(clock))) {
      return;
    }
    for (ConsentView earlier : views(actor, resident)) {
      if (ConsentFormRules.replaces(form, earlier)) {
        FhirResource stored = lock(actor, earlier.id());
        if (ConsentFormMapper.hasOtherPurposes(stored)) {
          throw new ProblemException(ProblemCode.CONFLICT);
        }
        write(actor, stored, ConsentFormMapper.withdrawn(stored));
      }
    }
  }

  // A body or a supporter nobody knows would be a limit that limits nothing.
  private void requireKnown(Actor actor, RecordConsent asked) {
    List<ResourceKey> named = new ArrayList<>();
    add(named, "Organization", asked.onlyOrganisations());
    add(named, "Organization", asked.exceptOrganisations());
    if (asked.supporterId() != null) {
      named.add(new ResourceKey("RelatedPerson", asked.supporterId()));
    }
    long known = named.isEmpty() ? 0 : records.readAll(named, policy.visibility(actor)).size();
    if (known < named.stream().distinct().count()) {
      throw new ProblemException(
          ProblemCode.UNKNOWN_REFERENCE,
          String.join(", ", named.stream().map(ResourceKey::toString).sorted().toList()));
    }
  }

  // Somebody else's relative would be given what the resident gives to her own.
  private void requireRelatives(Actor actor, ResidentId resident, RecordConsent asked) {
    List<ResourceKey> named = new ArrayList<>();
    add(named, "RelatedPerson", asked.onlyRelatives());
    Set<ResourceKey> hers =
        named.isEmpty()
            ? Set.of()
            : records.readAll(named, policy.visibility(actor)).stream()
                .filter(person -> ConsentFormMapper.isRelativeOf(person, resident.value()))
                .map(FhirResource::key)
                .collect(Collectors.toSet());
    named.removeAll(hers);
    if (!named.isEmpty()) {
      throw new ProblemException(
          ProblemCode.UNKNOWN_REFERENCE,
          String.join(", ", named.stream().map(ResourceKey::toString).sorted().toList()));
    }
  }

  private static void add(List<ResourceKey> named, String type, @Nullable List<String> ids) {
    if (ids != null) {
      ids.forEach(id -> named.add(new ResourceKey(type, id)));
    }
  }

  /** Withdraws; what was withdrawn already stays as it is. */
  @Audited(AuditAction.UPDATE)
  public ConsentView withdraw(String id) {
    Actor actor = requireRegistrar();
    FhirResource stored = lock(actor, id);
    if (ConsentFormMapper.isWithdrawn(stored)) {
      policy.requireChange(actor, Operation.UPDATE, stored, stored);
      return ConsentFormMapper.view(stored);
    }
    return ConsentFormMapper.view(write(actor, stored, ConsentFormMapper.withdrawn(stored)));
  }

  /** Attaches the scanned paper; a later scan takes the place of an earlier one. */
  @Audited(AuditAction.UPDATE)
  public ConsentView attach(String id, byte[] content, String contentType) {
    Actor actor = requireRegistrar();
    FhirResource stored = lock(actor, id);
    String type = uploads.accept(content, contentType, UploadCheck.DOCUMENTS);
    String resident = ConsentFormMapper.residentOf(stored).orElseThrow(ProblemException::notFound);
    FhirResource paper = ConsentFormMapper.toProof(resident, content, type, clock);
    policy.requireChange(actor, Operation.CREATE, null, paper);
    FhirResource document = records.create(paper, actor, Door.USE_CASE);
    audit.resource(document.key().toString());
    return ConsentFormMapper.view(
        write(actor, stored, ConsentFormMapper.withProof(stored, document.id())));
  }

  /** The scanned paper. */
  @Audited(AuditAction.READ)
  public ConsentFormMapper.Paper paper(String id) {
    Actor actor = current.get();
    FhirResource consent = read(actor, new ResourceKey(CONSENT, id));
    FhirResource document =
        ConsentFormMapper.proofOf(consent)
            .map(paper -> read(actor, new ResourceKey("DocumentReference", paper)))
            .orElseThrow(ProblemException::notFound);
    policy.show(actor, document);
    audit.resource(document.key().toString());
    return ConsentFormMapper.paper(document).orElseThrow(ProblemException::notFound);
  }

  private FhirResource read(Actor actor, ResourceKey key) {
    return records
        .read(key, policy.visibility(actor))
        .orElseThrow(
            () -> {
              policy.refused(actor, key);
              return ProblemException.notFound();
            });
  }

  private FhirResource lock(Actor actor, String id) {
    ResourceKey key = new ResourceKey(CONSENT, id);
    read(actor, key);
    FhirResource stored = records.lock(key).orElseThrow(ProblemException::notFound);
    if (ConsentFormMapper.residentOf(stored).isEmpty()) {
      throw ProblemException.notFound();
    }
    return stored;
  }

  private FhirResource write(Actor actor, FhirResource stored, FhirResource changed) {
    policy.requireChange(actor, Operation.UPDATE, stored, changed);
    audit.resource(stored.key().toString());
    return records.update(changed, stored.version(), actor, Door.USE_CASE);
  }

  private Actor requireRegistrar() {
    Actor actor = current.get();
    if (!actor.has(Role.CITY_WELFARE)) {
      throw new ProblemException(ProblemCode.FORBIDDEN);
    }
    return actor;
  }
}
