package jp.tsunagi.record.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code /api/search-index}: making the index anew, for administrators ({@code bin/reindex}). */
@Path("/search-index")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class IndexRebuildResource {
  private IndexRebuildService service;

  @SuppressWarnings("NullAway.Init")
  protected IndexRebuildResource() {}

  @Inject
  IndexRebuildResource(IndexRebuildService service) {
    this.service = service;
  }

  /** How far it is. */
  @GET
  public IndexRebuild progress() {
    return service.progress();
  }

  /** Begins, or goes on with what was broken off; {@code anew=true} begins at the first. */
  @POST
  @Path("/rebuild")
  public Response start(@QueryParam("anew") @DefaultValue("false") boolean anew) {
    return Response.accepted(service.start(anew)).build();
  }
}
