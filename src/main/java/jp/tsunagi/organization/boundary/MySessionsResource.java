package jp.tsunagi.organization.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.SignInSession;

/** {@code /api/me/sessions}: where I am signed in; {@code /api/me/lock} locks the screen. */
@Path("/me")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MySessionsResource {
  /** The list; all of it fits on one page. */
  public record SessionList(List<SignInSession> items) {}

  private MySessionsService service;

  @SuppressWarnings("NullAway.Init")
  protected MySessionsResource() {}

  @Inject
  MySessionsResource(MySessionsService service) {
    this.service = service;
  }

  @GET
  @Path("/sessions")
  public SessionList mine() {
    return new SessionList(service.mine());
  }

  @DELETE
  @Path("/sessions/{id}")
  public void end(@PathParam("id") String id) {
    if (!id.matches("[\\w.-]{1,64}")) {
      throw ProblemException.notFound();
    }
    service.end(id);
  }

  @POST
  @Path("/lock")
  public void lock() {
    service.lock();
  }
}
