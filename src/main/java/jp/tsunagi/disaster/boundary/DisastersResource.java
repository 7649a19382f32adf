package jp.tsunagi.disaster.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
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
import java.net.URI;
import jp.tsunagi.platform.boundary.Messages;
import org.jspecify.annotations.Nullable;

/** {@code /api/disasters}: disasters and drills, their rosters, reports and board. */
@Path("/disasters")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DisastersResource {
  private DisasterService disasters;
  private RosterService rosters;
  private ClaimService claims;
  private FactDesk facts;

  @SuppressWarnings("NullAway.Init")
  protected DisastersResource() {}

  @Inject
  DisastersResource(
      DisasterService disasters, RosterService rosters, ClaimService claims, FactDesk facts) {
    this.disasters = disasters;
    this.rosters = rosters;
    this.claims = claims;
    this.facts = facts;
  }

  @GET
  public DisasterPage page(@QueryParam("cursor") @Nullable String cursor) {
    return disasters.page(cursor);
  }

  @POST
  public Response open(OpenDisaster command) {
    DisasterView opened = disasters.open(command);
    return Response.created(URI.create("/api/disasters/" + opened.id())).entity(opened).build();
  }

  @GET
  @Path("/{id}")
  public DisasterView find(@PathParam("id") String id) {
    return disasters.find(id);
  }

  @POST
  @Path("/{id}/emergency-mode")
  public DisasterView prolong(@PathParam("id") String id, ProlongEmergencyMode command) {
    return disasters.prolong(id, command);
  }

  /** The second signature under an emergency mode. */
  @POST
  @Path("/{id}/emergency-mode/confirm")
  public DisasterView confirm(@PathParam("id") String id) {
    return disasters.confirm(id);
  }

  @POST
  @Path("/{id}/close")
  public DisasterView close(@PathParam("id") String id) {
    return disasters.close(id);
  }

  @GET
  @Path("/{id}/roster")
  public RosterPage roster(
      @PathParam("id") String id,
      @QueryParam("area") @Nullable String area,
      @QueryParam("status") @Nullable String status,
      @QueryParam("assignee") @Nullable String assignee,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("facts") boolean withFacts,
      @Context HttpHeaders headers) {
    return rosters.page(
        id, new RosterRequest(area, status, assignee, cursor, withFacts), language(headers));
  }

  @GET
  @Path("/{id}/board")
  public Board board(@PathParam("id") String id, @Context HttpHeaders headers) {
    return rosters.board(id, language(headers));
  }

  @POST
  @Path("/{id}/claims")
  public ClaimResults claim(
      @PathParam("id") String id, ClaimResidents command, @Context HttpHeaders headers) {
    return claims.claim(id, command, language(headers));
  }

  @POST
  @Path("/{id}/facts")
  public FactResults report(
      @PathParam("id") String id, FactBatchRequest batch, @Context HttpHeaders headers) {
    return facts.report(id, batch, language(headers));
  }

  private static String language(HttpHeaders headers) {
    return Messages.language(headers.getAcceptableLanguages());
  }
}
