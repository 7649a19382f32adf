package jp.tsunagi.audit.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.tsunagi.audit.boundary.Anomaly;
import jp.tsunagi.audit.boundary.AnomalySource;
import jp.tsunagi.audit.boundary.AuditQuery;
import jp.tsunagi.audit.boundary.RelativesHint;
import jp.tsunagi.audit.entity.AuditRow;
import jp.tsunagi.platform.boundary.Messages;
import org.jspecify.annotations.Nullable;

/** Walks the trail of some days and gathers what stands out, its own findings and the others'. */
@ApplicationScoped
public class AnomalyFinder {
  private static final int AT_ONCE = 2_000;

  private AuditStore store;
  private AuditConfig config;
  private Messages messages;
  private Instance<RelativesHint> relatives;
  private Instance<AnomalySource> sources;

  @SuppressWarnings("NullAway.Init")
  protected AnomalyFinder() {}

  @Inject
  AnomalyFinder(
      AuditStore store,
      AuditConfig config,
      Messages messages,
      Instance<RelativesHint> relatives,
      Instance<AnomalySource> sources) {
    this.store = store;
    this.config = config;
    this.messages = messages;
    this.relatives = relatives;
    this.sources = sources;
  }

  /** What stands out, newest first. */
  public List<Anomaly> between(Instant from, Instant to, String language) {
    AnomalyRules rules = new AnomalyRules(config.usual());
    walk(from, to, rules);
    List<Anomaly> found = new ArrayList<>(rules.found(messages, language));
    for (Map.Entry<String, Set<String>> seen : rules.residentsByUser().entrySet()) {
      for (RelativesHint hint : relatives) {
        Set<String> own =
            hint.relativesOf(seen.getKey(), rules.nameOf(seen.getKey()), seen.getValue());
        if (!own.isEmpty()) {
          found.add(rules.relative(seen.getKey(), own, messages, language));
        }
      }
    }
    sources.forEach(source -> found.addAll(source.between(from, to, language)));
    found.sort(Comparator.comparing(Anomaly::until).reversed());
    return found;
  }

  private void walk(Instant from, Instant to, AnomalyRules rules) {
    AuditQuery query = AuditQuery.newest(AT_ONCE).between(from, to);
    @Nullable String last = null;
    List<AuditRow> rows;
    do {
      rows = store.find(query.after(last));
      rows.forEach(rules::add);
      last = rows.isEmpty() ? null : rows.get(rows.size() - 1).id();
    } while (rows.size() == AT_ONCE);
  }
}
