package jp.tsunagi.record.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jp.tsunagi.platform.boundary.PassingFailure;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/search-index}: making the index and the projections anew, for administrators ({@code
 * bin/reindex}).
 */
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

  /**
   * Makes what is derived of the next resources anew.
   *
   * @param after what the batch before answered as {@code next}; without it, from the first on
   */
  @POST
  @Path("/rebuild")
  public IndexBatch rebuild(@QueryParam("after") @Nullable String after) {
    return PassingFailure.outlast(() -> service.rebuild(after));
  }
}
