package jp.tsunagi.consent.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import jp.tsunagi.platform.boundary.Messages;
import jp.tsunagi.platform.boundary.TimeCursor;
import org.jspecify.annotations.Nullable;

/** {@code /api/break-glass}: a crew card without consent, for a life. */
@Path("/break-glass")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class BreakGlassResource {
  private static final int PAGE = 50;

  /** A page of grants. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record BreakGlassPage(List<BreakGlassLine> items, @Nullable String nextCursor) {}

  private BreakGlassService service;
  private BreakGlassReviewService reviews;

  @SuppressWarnings("NullAway.Init")
  protected BreakGlassResource() {}

  @Inject
  BreakGlassResource(BreakGlassService service, BreakGlassReviewService reviews) {
    this.service = service;
    this.reviews = reviews;
  }

  /** Who broke the glass, for the auditor to look at. */
  @GET
  public BreakGlassPage page(
      @QueryParam("state") @Nullable String state, @QueryParam("cursor") @Nullable String cursor) {
    List<BreakGlassLine> found = reviews.page(state, TimeCursor.of(cursor), PAGE + 1);
    boolean more = found.size() > PAGE;
    List<BreakGlassLine> items = more ? found.subList(0, PAGE) : found;
    BreakGlassLine last = items.isEmpty() ? null : items.get(items.size() - 1);
    return new BreakGlassPage(
        items, more && last != null ? new TimeCursor(last.at(), last.id()).print() : null);
  }

  @POST
  @Path("/{id}/review")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response review(@PathParam("id") String id, BreakGlassReview finding) {
    return Response.status(Response.Status.CREATED).entity(reviews.review(id, finding)).build();
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public BrokenGlass open(BreakGlass command, @Context HttpHeaders headers) {
    return service.open(command, Messages.language(headers.getAcceptableLanguages()));
  }
}
