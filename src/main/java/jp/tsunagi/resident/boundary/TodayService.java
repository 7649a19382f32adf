package jp.tsunagi.resident.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.audit.boundary.Audited;
import jp.tsunagi.consent.boundary.Ground;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.platform.boundary.CurrentActor;

/** 今日. What waits for the caller on the start page, from every component that has something. */
@ApplicationScoped
public class TodayService {
  private CurrentActor current;
  private AuditScope audit;
  private Instance<TodaySource> sources;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected TodayService() {}

  @Inject
  TodayService(CurrentActor current, AuditScope audit, Instance<TodaySource> sources, Clock clock) {
    this.current = current;
    this.audit = audit;
    this.sources = sources;
    this.clock = clock;
  }

  /** The sections by name, and when they were true. */
  @Audited(AuditAction.READ)
  @Transactional
  public Map<String, Object> today(String language) {
    Actor actor = current.get();
    // The page itself is about nobody; each source names the residents it shows and their grounds.
    audit.resource("today").ground(Ground.DIRECTORY.code(), "");
    Map<String, Object> today = new LinkedHashMap<>();
    today.put("asOf", clock.instant());
    for (TodaySource source : sources) {
      today.put(source.name(), source.content(actor, language));
    }
    return today;
  }
}
