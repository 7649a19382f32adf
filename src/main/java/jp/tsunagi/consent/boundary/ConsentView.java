package jp.tsunagi.consent.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 同意. One decision as it stands in the record.
 *
 * @param state {@code given}, {@code refused} or {@code withdrawn}
 * @param withdrawnAt when it was withdrawn
 * @param proof whether a scanned paper is attached
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ConsentView(
    String id,
    String residentId,
    String purpose,
    String state,
    String givenBy,
    @Nullable String proxyName,
    @Nullable String proxyRelation,
    @Nullable String supporterId,
    String how,
    @Nullable String decidedOn,
    @Nullable String validFrom,
    @Nullable String validUntil,
    List<String> onlyOrganisations,
    List<String> exceptOrganisations,
    List<String> onlyRelatives,
    @Nullable Instant withdrawnAt,
    boolean proof) {
  public ConsentView {
    onlyOrganisations = List.copyOf(onlyOrganisations);
    exceptOrganisations = List.copyOf(exceptOrganisations);
    onlyRelatives = List.copyOf(onlyRelatives);
  }
}
