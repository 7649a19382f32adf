package jp.tsunagi.audit.control;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditOutcome;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.audit.entity.AuditRow;
import jp.tsunagi.kernel.ResidentId;
import org.jspecify.annotations.Nullable;

/**
 * What one audited call did, while it runs. Becomes one row, or one for each ground when the
 * residents of a page are shown on several.
 */
final class AuditEntry implements AuditScope {
  private static final String NO_GROUND = "none";
  private static final int MOST_BASES = 20;

  /** Residents and bases of one ground. */
  private static final class Shown {
    private final Set<String> bases = new LinkedHashSet<>();
    private final Set<String> residents = new LinkedHashSet<>();
  }

  private final AuditAction action;
  private final Map<String, Shown> grounds = new LinkedHashMap<>();
  private final Set<String> residents = new LinkedHashSet<>();
  private final Set<String> resources = new LinkedHashSet<>();
  private @Nullable String dataSet;
  private @Nullable String query;
  private boolean exercise;
  private boolean denied;
  private boolean secured;

  AuditEntry(AuditAction action) {
    this.action = action;
  }

  AuditAction action() {
    return action;
  }

  @Override
  public AuditEntry ground(String groundCode, String basis) {
    Shown shown = grounds.computeIfAbsent(groundCode, code -> new Shown());
    if (!basis.isEmpty() && shown.bases.size() < MOST_BASES) {
      shown.bases.add(basis);
    }
    return this;
  }

  @Override
  public AuditEntry permitted(ResidentId resident, String groundCode, String basis) {
    ground(groundCode, basis);
    shown(groundCode).residents.add(resident.value());
    return this;
  }

  private Shown shown(String groundCode) {
    return grounds.computeIfAbsent(groundCode, code -> new Shown());
  }

  @Override
  public AuditEntry dataSet(String code) {
    dataSet = code;
    return this;
  }

  @Override
  public AuditEntry resident(ResidentId resident) {
    residents.add(resident.value());
    return this;
  }

  @Override
  public AuditEntry residents(Collection<ResidentId> shown) {
    shown.forEach(this::resident);
    return this;
  }

  @Override
  public AuditEntry resource(String reference) {
    resources.add(reference);
    return this;
  }

  @Override
  public AuditEntry query(String text) {
    query = text;
    return this;
  }

  @Override
  public AuditEntry exercise(boolean drill) {
    exercise = drill;
    return this;
  }

  @Override
  public AuditEntry denied(String groundCode) {
    denied = true;
    return this;
  }

  @Override
  public boolean isRunning() {
    return true;
  }

  boolean hasGround() {
    return denied || !grounds.isEmpty();
  }

  boolean isSecured() {
    return secured;
  }

  void secured() {
    secured = true;
  }

  /** The rows of the call. */
  List<AuditRow> rows(
      AuditOutcome outcome,
      @Nullable String problem,
      Supplier<String> ids,
      Instant at,
      String node,
      Caller caller) {
    String end = (denied ? AuditOutcome.DENIED : outcome).code();
    Map<String, Shown> all = grounds.isEmpty() ? Map.of(NO_GROUND, new Shown()) : grounds;
    List<AuditRow> rows = new ArrayList<>(all.size());
    for (Map.Entry<String, Shown> ground : all.entrySet()) {
      boolean first = rows.isEmpty();
      Shown shown = ground.getValue();
      if (!first && shown.residents.isEmpty()) {
        rows.set(0, withBases(rows.get(0), shown.bases));
        continue;
      }
      rows.add(
          new AuditRow(
              ids.get(),
              at,
              node,
              caller.who(),
              caller.where(),
              action.code(),
              end,
              ground.getKey(),
              List.copyOf(shown.bases),
              dataSet,
              first ? withUngrounded(shown.residents) : List.copyOf(shown.residents),
              List.copyOf(resources),
              query,
              exercise,
              problem));
    }
    return rows;
  }

  // Residents named without a ground of their own belong to the first row.
  private List<String> withUngrounded(Set<String> shown) {
    Set<String> all = new LinkedHashSet<>(shown);
    for (String resident : residents) {
      if (grounds.values().stream().noneMatch(other -> other.residents.contains(resident))) {
        all.add(resident);
      }
    }
    return List.copyOf(all);
  }

  private static AuditRow withBases(AuditRow row, Set<String> bases) {
    Set<String> all = new LinkedHashSet<>(row.basis());
    all.addAll(bases);
    return new AuditRow(
        row.id(),
        row.at(),
        row.node(),
        row.actor(),
        row.origin(),
        row.action(),
        row.outcome(),
        row.ground(),
        List.copyOf(all),
        row.dataSet(),
        row.residents(),
        row.resources(),
        row.query(),
        row.exercise(),
        row.problem());
  }

  /** Who calls, and from where. */
  record Caller(AuditRow.Who who, AuditRow.@Nullable Where where) {}
}
