package jp.tsunagi.organization.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** 事業所の一行. A body that works here, by name. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrganisationLine(String id, String name, @Nullable String kind) {}
