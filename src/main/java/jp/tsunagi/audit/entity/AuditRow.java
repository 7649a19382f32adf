package jp.tsunagi.audit.entity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import jp.tsunagi.platform.boundary.Json;
import org.jspecify.annotations.Nullable;

/**
 * 監査の一行. One access: who, what, about whom, on which ground, how it ended. Ids and codes, and of
 * people only the name of the one who acted.
 *
 * @param id time-ordered UUID; also the id of the FHIR AuditEvent
 * @param node which node's trail it is in
 * @param basis what the ground rests on: references of consents, cases, disasters, or articles
 * @param resources what was touched, as relative references
 * @param query the search as asked, without personal values
 * @param problem code of the problem it ended in
 */
@JsonInclude(Include.NON_EMPTY)
public record AuditRow(
    String id,
    Instant at,
    String node,
    Who actor,
    @Nullable Where origin,
    String action,
    String outcome,
    String ground,
    List<String> basis,
    @Nullable String dataSet,
    List<String> residents,
    List<String> resources,
    @Nullable String query,
    boolean exercise,
    @Nullable String problem) {
  private static final ObjectMapper MAPPER = Json.mapper();

  public AuditRow {
    basis = orEmpty(basis);
    residents = orEmpty(residents);
    resources = orEmpty(resources);
  }

  /**
   * 行為者.
   *
   * @param kind {@code person}, {@code client} or {@code system}
   * @param role codes of the roles acted in, separated by commas
   */
  @JsonInclude(Include.NON_EMPTY)
  public record Who(
      String user,
      String name,
      String kind,
      @Nullable String role,
      @Nullable String organization,
      @Nullable String organizationName) {}

  /**
   * 接続元.
   *
   * @param expiredToken true: the token was over and counted because its issuer was away
   */
  @JsonInclude(Include.NON_EMPTY)
  public record Where(
      @Nullable String address,
      @Nullable String device,
      @Nullable String request,
      @Nullable String userAgent,
      @Nullable Boolean expiredToken) {}

  private static List<String> orEmpty(@Nullable List<String> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /** The bytes that are journaled, kept and chained. */
  public byte[] content() {
    try {
      return MAPPER.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an audit row is always writable", e);
    }
  }

  public static AuditRow of(byte[] content) {
    try {
      return MAPPER.readValue(content, AuditRow.class);
    } catch (IOException e) {
      throw new UncheckedIOException("an unreadable audit row", e);
    }
  }
}
