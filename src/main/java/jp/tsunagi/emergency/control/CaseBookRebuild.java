package jp.tsunagi.emergency.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import jp.tsunagi.emergency.entity.ReceivedCall;
import jp.tsunagi.emergency.entity.TakenStep;
import jp.tsunagi.kernel.Vocabulary.Codes;
import jp.tsunagi.kernel.Vocabulary.Systems;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordKind;
import jp.tsunagi.record.boundary.RecordRevisited;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.SearchPage;
import jp.tsunagi.record.boundary.SearchQuery;
import jp.tsunagi.record.boundary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * 案件簿の作り直し. Empties the case book and enters every call and every step of the record again, in the
 * order in which they came. The book is derived, and this is the proof of it.
 */
@ApplicationScoped
public class CaseBookRebuild {
  private static final int PAGE = 200;

  /** One entry to be made. */
  private record Entry(Instant at, int rank, Runnable make) {}

  private RecordStore records;
  private EmergencyLineRepository lines;
  private EmergencyCaseRepository cases;
  private EmergencyEventRepository events;
  private CaseProjection projection;
  private CaseAssignment assignment;
  private Jurisdictions jurisdictions;

  @SuppressWarnings("NullAway.Init")
  protected CaseBookRebuild() {}

  @Inject
  CaseBookRebuild(
      RecordStore records,
      EmergencyLineRepository lines,
      EmergencyCaseRepository cases,
      EmergencyEventRepository events,
      CaseProjection projection,
      CaseAssignment assignment,
      Jurisdictions jurisdictions) {
    this.records = records;
    this.lines = lines;
    this.cases = cases;
    this.events = events;
    this.projection = projection;
    this.assignment = assignment;
    this.jurisdictions = jurisdictions;
  }

  /** Makes the book again if the record holds calls and the book none. */
  public int rebuildIfMissing() {
    return events.isEmpty() && !records.search(calls().count(1), Visibility.ALL).matches().isEmpty()
        ? rebuild()
        : 0;
  }

  private static SearchQuery calls() {
    return SearchQuery.of("Communication")
        .where("category", Systems.COMMUNICATION_CATEGORY + "|" + Codes.EMERGENCY_CALL);
  }

  /** Runs inside the caller's transaction; how many calls and steps were entered. */
  public int rebuild() {
    List<Entry> entries = new ArrayList<>();
    each(calls(), call -> entries.add(entry(EmergencyCallMapper.readCall(call))));
    each(
        SearchQuery.of("Task").where("code", Systems.TASK + "|" + Codes.EMERGENCY_STEP),
        step -> entries.add(entry(step)));
    entries.sort(Comparator.comparing(Entry::at).thenComparing(Entry::rank));
    lines.clear();
    cases.clear();
    events.clear();
    entries.forEach(entry -> entry.make().run());
    each(
        SearchQuery.of("Task").where("code", Systems.TASK + "|" + Codes.EMERGENCY_CASE),
        this::place);
    return entries.size();
  }

  /**
   * Enters a call or a step that is missing, and what a case's own Task says of its place. What
   * stands in the book stays as it is: what an event was answered, and which case a line leads to,
   * is no later reader's to say.
   */
  void revisit(@Observes RecordRevisited passed) {
    FhirResource resource = passed.resource();
    if (resource == null) {
      return;
    }
    RecordKind kind = RecordKind.of(resource);
    if (kind == RecordKind.EMERGENCY_CALL) {
      revisit(EmergencyCallMapper.readCall(resource));
    } else if (kind == RecordKind.EMERGENCY_CASE) {
      place(resource);
    } else if (CaseTaskMapper.isStep(resource)) {
      revisitStep(resource);
    }
  }

  private void revisit(ReceivedCall call) {
    boolean known = events.find(call.event().centre(), call.event().eventId()).isPresent();
    if (!known) {
      assignment.reopen(call);
      projection.enter(call);
    } else if (call.caseId() != null && lacks(call.caseId(), call)) {
      projection.enterCase(call.caseId(), call);
    }
    Optional.ofNullable(call.caseId())
        .flatMap(cases::find)
        .ifPresent(emergency -> assignment.settleWhereNothingNewerStands(call, emergency));
  }

  private boolean lacks(String caseId, ReceivedCall call) {
    return cases
        .find(caseId)
        .filter(emergency -> emergency.residents().containsAll(call.residents()))
        .isEmpty();
  }

  private void revisitStep(FhirResource resource) {
    TakenStep step = CaseTaskMapper.readStep(resource);
    CaseTaskMapper.caseOf(resource)
        .flatMap(cases::find)
        .filter(emergency -> emergency.taken(step.step()).isEmpty())
        .flatMap(emergency -> cases.lock(emergency.id()))
        .filter(emergency -> emergency.taken(step.step()).isEmpty())
        .ifPresent(emergency -> projection.enter(emergency, step));
  }

  private Entry entry(ReceivedCall call) {
    return new Entry(
        call.receivedAt(),
        -1,
        () -> {
          assignment.reopen(call);
          projection.enter(call);
          assignment.settle(call);
        });
  }

  private Entry entry(FhirResource resource) {
    TakenStep step = CaseTaskMapper.readStep(resource);
    String caseId =
        CaseTaskMapper.caseOf(resource)
            .orElseThrow(() -> new IllegalStateException(resource.key() + " has no case"));
    return new Entry(
        step.at(),
        step.step().ordinal(),
        () -> projection.enter(cases.lock(caseId).orElseThrow(), step));
  }

  private void place(FhirResource task) {
    String area = CaseTaskMapper.areaOf(task).orElse(null);
    cases.place(task.id(), area, jurisdictions.around(area).orElse(null));
  }

  private void each(SearchQuery query, Consumer<FhirResource> reader) {
    @Nullable String next = null;
    do {
      SearchPage page = records.search(query.count(PAGE).from(next), Visibility.ALL);
      page.matches().forEach(reader);
      next = page.next();
    } while (next != null);
  }
}
