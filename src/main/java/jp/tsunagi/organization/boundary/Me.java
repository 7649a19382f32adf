package jp.tsunagi.organization.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * わたし. Who the signed-in person or system is to this product.
 *
 * @param posts the posts in force, one of them active
 * @param areas codes of the places the actor is responsible for
 * @param client whether it is an outside system
 * @param idleLockMinutes after how long without a touch the screen locks; 0: never
 * @param lastEvent the live event sent last, from which {@code /api/events} resumes what happens
 *     while the screen is being made
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Me(
    String user,
    String name,
    List<String> roles,
    @Nullable Employer organisation,
    List<PostChoice> posts,
    List<String> areas,
    boolean client,
    int idleLockMinutes,
    String lastEvent) {

  /** The body one acts for. */
  public record Employer(String id, String name) {}

  /** A post one may act in. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PostChoice(
      String id, @Nullable Employer organisation, @Nullable String role, boolean active) {}
}
