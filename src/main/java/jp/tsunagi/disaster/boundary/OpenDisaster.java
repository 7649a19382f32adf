package jp.tsunagi.disaster.boundary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** 災害の開設. As the caller sends it; nothing is checked yet. */
public record OpenDisaster(
    @Nullable String title,
    @Nullable String hazard,
    @Nullable List<@Nullable String> areas,
    @Nullable Mode emergencyMode,
    @Nullable Boolean exercise) {
  /** 緊急モード. */
  public record Mode(
      @Nullable String legalGround, @Nullable String reason, @Nullable String until) {}
}
