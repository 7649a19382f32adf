package jp.tsunagi.carenote.boundary;

import org.jspecify.annotations.Nullable;

/** 連絡を訂正する. Takes a note back; with a text, another note follows it. */
public record CorrectNote(@Nullable String text) {}
