package jp.tsunagi.audit.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 監査の一件. One access as an auditor reads it.
 *
 * @param resource the first resource touched; {@code resources} has all when there are several
 * @param basis what the ground rests on: consents, cases, disasters, articles
 * @param problem code of the problem a failed or refused call ended in
 * @param expiredToken true: the token was over and counted because its issuer was away
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AuditLine(
    String id,
    Instant at,
    By actor,
    String action,
    String outcome,
    List<String> residentIds,
    @Nullable String resource,
    List<String> resources,
    @Nullable String dataSet,
    Why ground,
    List<String> basis,
    @Nullable String query,
    boolean exercise,
    @Nullable String problem,
    @Nullable String remoteAddress,
    @Nullable String device,
    @Nullable String userAgent,
    @Nullable Boolean expiredToken,
    String node) {

  /**
   * 行為者.
   *
   * @param role codes of the roles acted in
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record By(
      String user,
      String name,
      @Nullable String role,
      @Nullable String organisation,
      @Nullable String organisationId) {}

  /** 根拠. The code and the sentence that explains it. */
  public record Why(String code, String text) {}
}
