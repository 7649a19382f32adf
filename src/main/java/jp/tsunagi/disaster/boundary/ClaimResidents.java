package jp.tsunagi.disaster.boundary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** 担当の宣言. As the caller sends it. */
public record ClaimResidents(
    @Nullable List<@Nullable String> residentIds, @Nullable Boolean release) {}
