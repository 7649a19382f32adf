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
    Map<String, Shown> all = grounds(end.equals(AuditOutcome.DENIED.code()));
    List<AuditRow> rows = new ArrayList<>(all.size());
    for (Map.Entry<String, Shown> ground : all.entrySet()) {
      Shown shown = ground.getValue();
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
              rows.isEmpty() ? withUngrounded(shown.residents) : List.copyOf(shown.residents),
              List.copyOf(resources),
              query,
              exercise,
              problem));
    }
    return rows;
  }

  // What was refused had no ground, whatever the caller usually acts on. Where residents were
  // shown,
  // the grounds they were shown on are the grounds of the call.
  private Map<String, Shown> grounds(boolean refused) {
    if (refused || grounds.isEmpty()) {
      Shown shown = new Shown();
      grounds.values().forEach(other -> shown.residents.addAll(other.residents));
      return Map.of(NO_GROUND, shown);
    }
    Map<String, Shown> withResidents = new LinkedHashMap<>(grounds);
    withResidents.values().removeIf(shown -> shown.residents.isEmpty());
    if (!withResidents.isEmpty()) {
      return withResidents;
    }
    Map.Entry<String, Shown> first = grounds.entrySet().iterator().next();
    return Map.of(first.getKey(), first.getValue());
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

  /** Who calls, and from where. */
  record Caller(AuditRow.Who who, AuditRow.@Nullable Where where) {}
}
