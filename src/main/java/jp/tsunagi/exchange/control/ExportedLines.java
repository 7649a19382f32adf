package jp.tsunagi.exchange.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.boundary.Decision;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.RecordWalk;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.Visibility;

/**
 * 出力された行. Asks again, when a file is fetched, whether its lines may be seen: a consent withdrawn
 * since the export counts from the next request, this one.
 */
@ApplicationScoped
public class ExportedLines {
  private static final Pattern ID =
      Pattern.compile("^\\{\"resourceType\":\"[A-Za-z]+\",\"id\":\"([A-Za-z0-9\\-.]{1,64})\"");
  private static final Pattern VERSION = Pattern.compile("\"versionId\":\"([0-9]{1,9})\"");

  private RecordWalk walk;
  private RecordStore store;
  private AccessPolicy policy;

  @SuppressWarnings("NullAway.Init")
  protected ExportedLines() {}

  @Inject
  ExportedLines(RecordWalk walk, RecordStore store, AccessPolicy policy) {
    this.walk = walk;
    this.store = store;
    this.policy = policy;
  }

  /**
   * The lines whose resources the actor sees now, as wide as they were written; what has changed
   * since, only where she may see that version too.
   */
  public List<String> stillVisible(String type, List<String> lines, Actor actor) {
    Map<String, String> byId = new LinkedHashMap<>();
    for (String line : lines) {
      Matcher id = ID.matcher(line);
      if (id.find()) {
        byId.put(id.group(1), line);
      }
    }
    Visibility visibility = policy.visibility(actor);
    Map<String, Long> today = walk.visible(type, byId.keySet(), visibility);
    byId.keySet().retainAll(today.keySet());
    byId.entrySet()
        .removeIf(
            line -> {
              long written = version(line.getValue());
              ResourceKey key = new ResourceKey(type, line.getKey());
              return !Long.valueOf(written).equals(today.get(line.getKey()))
                  && !isShown(key, written, visibility, actor);
            });
    if (type.equals("Patient")) {
      keepThoseSeenAsWide(byId, actor);
    }
    return List.copyOf(byId.values());
  }

  private static long version(String line) {
    Matcher version = VERSION.matcher(line);
    return version.find() ? Long.parseLong(version.group(1)) : 0;
  }

  private boolean isShown(ResourceKey key, long version, Visibility visibility, Actor actor) {
    return store.readVersion(key, version, visibility).stream()
        .anyMatch(found -> !policy.showVersions(actor, List.of(found), visibility).isEmpty());
  }

  private void keepThoseSeenAsWide(Map<String, String> patients, Actor actor) {
    Map<ResidentId, Decision> views =
        policy.views(actor, patients.keySet().stream().map(ResidentId::new).toList());
    patients
        .entrySet()
        .removeIf(
            patient ->
                !isAsWide(
                    patient.getValue(),
                    Objects.requireNonNullElse(
                        views.get(new ResidentId(patient.getKey())), Decision.denied())));
  }

  private static boolean isAsWide(String line, Decision view) {
    if (view.shows(DataSet.CARE_RECORD)) {
      return true;
    }
    boolean narrowed = line.contains("\"REDACTED\"");
    boolean withAddress = line.contains("\"address\":") || line.contains("\"telecom\":");
    return narrowed
        && (!withAddress
            || view.shows(DataSet.ROSTER_ITEM)
            || view.shows(DataSet.EVACUATION_PLAN)
            || view.shows(DataSet.CREW_CARD));
  }
}
