package jp.tsunagi.resident.boundary;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jp.tsunagi.platform.boundary.Messages;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import org.jspecify.annotations.Nullable;

/** {@code /api/residents}: the list, the face sheet, the crew card, the timeline. */
@Path("/residents")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ResidentsResource {
  private static final String MERGE_PATCH = "application/merge-patch+json";

  private ResidentSearchService search;
  private ResidentService residents;
  private TimelineService timelines;

  @SuppressWarnings("NullAway.Init")
  protected ResidentsResource() {}

  @Inject
  ResidentsResource(
      ResidentSearchService search, ResidentService residents, TimelineService timelines) {
    this.search = search;
    this.residents = residents;
    this.timelines = timelines;
  }

  @GET
  public ResidentPage find(
      @QueryParam("query") @Nullable String query,
      @QueryParam("area") @Nullable String area,
      @QueryParam("cursor") @Nullable String cursor,
      @Context HttpHeaders headers) {
    return search.search(query == null ? "" : query, area, cursor, language(headers));
  }

  @GET
  @Path("/{id}")
  public Response faceSheet(@PathParam("id") String id, @Context HttpHeaders headers) {
    return tagged(residents.faceSheet(id, language(headers)));
  }

  @PATCH
  @Path("/{id}")
  @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
  public Response correct(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable JsonNode patch,
      @Context HttpHeaders headers) {
    if (patch == null) {
      throw new ProblemException(ProblemCode.INVALID_SYNTAX);
    }
    return tagged(residents.correct(id, ResidentTag.parse(ifMatch), patch, language(headers)));
  }

  @GET
  @Path("/{id}/crew-card")
  public Response crewCard(@PathParam("id") String id, @Context HttpHeaders headers) {
    return Response.ok(residents.crewCard(id, language(headers)))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  @GET
  @Path("/{id}/timeline")
  public TimelinePage timeline(
      @PathParam("id") String id,
      @QueryParam("since") @Nullable String since,
      @QueryParam("cursor") @Nullable String cursor,
      @Context HttpHeaders headers) {
    return timelines.timeline(
        id, TimelineCursor.time("since", since), TimelineCursor.parse(cursor), language(headers));
  }

  private static Response tagged(FaceSheet sheet) {
    return Response.ok(sheet)
        .header(HttpHeaders.ETAG, ResidentTag.of(sheet.editVersion()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  private static String language(HttpHeaders headers) {
    return Messages.language(headers.getAcceptableLanguages());
  }
}
