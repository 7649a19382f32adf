package jp.tsunagi.emergency.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import jp.tsunagi.resident.boundary.Warning;
import org.jspecify.annotations.Nullable;

/** 案件の利用者. As far as the caller may see her. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CaseResident(
    String residentId,
    String name,
    @Nullable String kana,
    @Nullable Integer age,
    @Nullable String careLevel,
    @Nullable String address,
    @Nullable List<Warning> warnings) {}
