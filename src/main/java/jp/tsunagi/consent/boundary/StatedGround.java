package jp.tsunagi.consent.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * 示された根拠. The ground of an answer as its reader sees it: {@code {code, text}} beside every resident
 * shown.
 *
 * @param text the sentence of {@link AccessPolicy#explain} in the reader's language
 * @param article the article of the law, where there is one
 * @param basis the consent, case or event it rests on, as a relative reference, or the by-law cited
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record StatedGround(String code, String text, String article, String basis) {
  public StatedGround(String code, String text) {
    this(code, text, "", "");
  }
}
