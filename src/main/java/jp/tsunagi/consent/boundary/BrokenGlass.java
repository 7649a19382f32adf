package jp.tsunagi.consent.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * 緊急閲覧. What breaking the glass gave.
 *
 * @param grant the first grant
 * @param crewCard its card
 * @param grants all, when a household's device named several residents
 * @param crewCards their cards
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record BrokenGlass(
    Grant grant, Object crewCard, List<Grant> grants, List<Object> crewCards) {

  /** One resident's card, until then. */
  public record Grant(String id, String residentId, Instant until) {}
}
