package jp.tsunagi.fhirgateway.boundary;

import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.Delete;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Patch;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.PatchTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.tsunagi.audit.boundary.AuditEventMapper;
import jp.tsunagi.audit.boundary.AuditLine;
import jp.tsunagi.audit.boundary.AuditQuery;
import jp.tsunagi.audit.boundary.AuditQueryService;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.SearchUrl;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.AuditEvent;
import org.jspecify.annotations.Nullable;

/** 監査記録をFHIRで. The audit trail as AuditEvent: read and searched by auditors, written by nobody. */
public class AuditEventProvider implements IResourceProvider {
  private static final int PAGE = 50;
  private static final int MOST = 500;
  private static final Map<String, String> ACTIONS =
      Map.of("C", "create", "R", "read", "U", "update", "D", "delete", "E", "search");
  private static final Map<String, String> OUTCOMES =
      Map.of("0", "permitted", "4", "denied", "8", "failed");

  private final AuditQueryService audit;

  AuditEventProvider(AuditQueryService audit) {
    this.audit = audit;
  }

  @Override
  public Class<? extends IBaseResource> getResourceType() {
    return AuditEvent.class;
  }

  @Read
  public AuditEvent read(@IdParam IIdType id) {
    return audit
        .read(id.getIdPart(), "ja")
        .map(AuditEventMapper::event)
        .orElseThrow(ProblemException::notFound);
  }

  @Search
  public List<AuditEvent> search(
      @OptionalParam(name = "patient") @Nullable ReferenceParam patient,
      @OptionalParam(name = "entity") @Nullable ReferenceParam entity,
      @OptionalParam(name = "agent") @Nullable TokenParam agent,
      @OptionalParam(name = "altid") @Nullable TokenParam user,
      @OptionalParam(name = "action") @Nullable TokenParam action,
      @OptionalParam(name = "outcome") @Nullable TokenParam outcome,
      @OptionalParam(name = "date") @Nullable DateRangeParam date,
      RequestDetails request) {
    int count = Math.min(MOST, Optional.ofNullable(count(request)).orElse(PAGE));
    ReferenceParam resident = patient != null ? patient : entity;
    TokenParam who = user != null ? user : agent;
    List<AuditLine> lines =
        audit.find(
            AuditQuery.newest(count + 1)
                .ofResident(resident == null ? null : resident.getIdPart())
                .by(who == null ? null : who.getValue())
                .doing(
                    action == null
                        ? null
                        : ACTIONS.getOrDefault(action.getValue(), action.getValue()))
                .ending(
                    outcome == null
                        ? null
                        : OUTCOMES.getOrDefault(outcome.getValue(), outcome.getValue()))
                .between(
                    date == null ? null : instant(date.getLowerBoundAsInstant()),
                    date == null ? null : instant(date.getUpperBoundAsInstant()))
                .after(parameter(request, SearchUrl.CURSOR)),
            "ja");
    boolean more = lines.size() > count;
    List<AuditLine> page = more ? lines.subList(0, count) : lines;
    PageLinkInterceptor.remember(request, more ? page.get(page.size() - 1).id() : null, null);
    return page.stream().map(AuditEventMapper::event).toList();
  }

  private static java.time.@Nullable Instant instant(@Nullable Date date) {
    return date == null ? null : date.toInstant();
  }

  private static @Nullable Integer count(RequestDetails request) {
    String count = parameter(request, "_count");
    return count != null && count.matches("[0-9]{1,6}") ? Integer.valueOf(count) : null;
  }

  private static @Nullable String parameter(RequestDetails request, String name) {
    String[] values = request.getParameters().get(name);
    return values == null || values.length == 0 ? null : values[0];
  }

  @Create
  public MethodOutcome create(@ResourceParam AuditEvent event) {
    throw nobodyWrites();
  }

  @Update
  public MethodOutcome update(@IdParam IIdType id, @ResourceParam AuditEvent event) {
    throw nobodyWrites();
  }

  @Patch
  public MethodOutcome patch(@IdParam IIdType id, PatchTypeEnum kind, @ResourceParam String body) {
    throw nobodyWrites();
  }

  @Delete
  public MethodOutcome delete(@IdParam IIdType id) {
    throw nobodyWrites();
  }

  private static ProblemException nobodyWrites() {
    return new ProblemException(ProblemCode.APPEND_ONLY);
  }
}
