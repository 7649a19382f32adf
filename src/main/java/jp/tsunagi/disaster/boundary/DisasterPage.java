package jp.tsunagi.disaster.boundary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** 災害の一覧. Newest first. */
public record DisasterPage(List<DisasterView> items, @Nullable String nextCursor) {}
