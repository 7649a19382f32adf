package jp.tsunagi.consent.boundary;

/**
 * 示された根拠. The ground of an answer as its reader sees it: {@code {code, text}} beside every resident
 * shown.
 *
 * @param text the sentence of {@link AccessPolicy#explain} in the reader's language
 */
public record StatedGround(String code, String text) {}
