package jp.tsunagi.record.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** 検索の答え。 One page, with what was included. */
public record SearchAnswer(
    List<StoredBody> matches,
    List<StoredBody> included,
    @Nullable String next,
    @Nullable Long total,
    List<String> ignored) {}
