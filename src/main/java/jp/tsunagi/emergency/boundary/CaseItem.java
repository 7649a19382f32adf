package jp.tsunagi.emergency.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 案件の一行.
 *
 * @param acceptedBy account name of who accepted it
 * @param acceptedByName the person behind it, as people know each other
 * @param unregistered 未登録機器: nobody has registered the device
 * @param deviceId what the device calls itself, where that is all there is to know
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CaseItem(
    String caseId,
    List<String> residentIds,
    String kind,
    String state,
    @Nullable String area,
    @Nullable String areaName,
    Instant receivedAt,
    @Nullable String acceptedBy,
    @Nullable String acceptedByName,
    boolean exercise,
    boolean unregistered,
    @Nullable String deviceId,
    List<CaseResident> residents) {}
