package jp.tsunagi.carenote.boundary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** 既読にする. Ids of notes; those the reader may not see are passed over in silence. */
public record MarkRead(@Nullable List<@Nullable String> ids) {}
