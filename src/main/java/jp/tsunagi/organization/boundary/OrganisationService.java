package jp.tsunagi.organization.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.audit.boundary.Audited;
import jp.tsunagi.organization.control.LiveDirectory;
import jp.tsunagi.organization.entity.OrganizationEntry;

/** 事業所の一覧. The bodies that work here, for any member of staff to choose among. */
@ApplicationScoped
public class OrganisationService {
  private LiveDirectory directory;
  private AuditScope audit;

  @SuppressWarnings("NullAway.Init")
  protected OrganisationService() {}

  @Inject
  OrganisationService(LiveDirectory directory, AuditScope audit) {
    this.directory = directory;
    this.audit = audit;
  }

  /** Those that are active, by name. */
  @Audited(AuditAction.READ)
  public List<OrganisationLine> all() {
    audit.ground("directory", "").resource("organisations");
    return directory.now().organizations().stream()
        .filter(OrganizationEntry::active)
        .map(entry -> new OrganisationLine(entry.id().value(), entry.name(), entry.kind()))
        .sorted(Comparator.comparing(OrganisationLine::name).thenComparing(OrganisationLine::id))
        .toList();
  }
}
