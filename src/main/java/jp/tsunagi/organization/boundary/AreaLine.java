package jp.tsunagi.organization.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** 地区の一行. A place as {@code GET /api/areas} lists it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AreaLine(
    String code,
    String name,
    String kind,
    @Nullable String parent,
    double latitude,
    double longitude) {}
