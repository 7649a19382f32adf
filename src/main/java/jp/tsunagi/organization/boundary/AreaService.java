package jp.tsunagi.organization.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.audit.boundary.Audited;
import jp.tsunagi.kernel.AreaCode;

/** 地区の一覧. The places of the city, for any member of staff. */
@ApplicationScoped
public class AreaService {
  private AreaTree areas;
  private AuditScope audit;

  @SuppressWarnings("NullAway.Init")
  protected AreaService() {}

  @Inject
  AreaService(AreaTree areas, AuditScope audit) {
    this.areas = areas;
    this.audit = audit;
  }

  @Audited(AuditAction.READ)
  public List<AreaLine> all(String language) {
    audit.ground("directory", "").resource("areas");
    return areas.all().stream().map(area -> line(area, language)).toList();
  }

  private AreaLine line(Area area, String language) {
    AreaCode parent = area.parent();
    return new AreaLine(
        area.code().value(),
        areas.nameOf(area.code(), language),
        area.kind().name().toLowerCase(Locale.ROOT),
        parent == null ? null : parent.value(),
        area.latitude(),
        area.longitude());
  }
}
