package jp.tsunagi.organization.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code /api/me}: who is signed in. */
@Path("/me")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {
  private MyPostService service;

  @SuppressWarnings("NullAway.Init")
  protected MeResource() {}

  @Inject
  MeResource(MyPostService service) {
    this.service = service;
  }

  @GET
  public Me me() {
    return service.me();
  }

  /** Acts in another post; it counts from the next request on. */
  @POST
  @Path("/post")
  @Consumes(MediaType.APPLICATION_JSON)
  public void choose(ChoosePost command) {
    service.choose(command);
  }
}
