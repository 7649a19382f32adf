package jp.tsunagi.emergency.boundary;

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
import jp.tsunagi.platform.boundary.Messages;
import jp.tsunagi.platform.boundary.PassingFailure;
import org.jspecify.annotations.Nullable;

/** {@code /api/emergency-cases}: the cases, and the steps that responders take. */
@Path("/emergency-cases")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class EmergencyCasesResource {
  /** The empty body of a step that says nothing more. */
  public record Nothing() {}

  private EmergencyCaseService service;
  @Context private HttpHeaders headers;

  @SuppressWarnings("NullAway.Init")
  protected EmergencyCasesResource() {}

  @Inject
  EmergencyCasesResource(EmergencyCaseService service) {
    this.service = service;
  }

  @GET
  public CasePage list(
      @QueryParam("state") @Nullable String state, @QueryParam("cursor") @Nullable String cursor) {
    return service.list(new CaseQuery(state, cursor, language()));
  }

  @GET
  @Path("{id}")
  public CaseDetails find(@PathParam("id") String id) {
    return service.find(id, language());
  }

  @POST
  @Path("{id}/{step: accept|dispatch|arrive|close}")
  @Consumes(MediaType.APPLICATION_JSON)
  public CaseDetails take(
      @PathParam("id") String id, @PathParam("step") String step, @Nullable Nothing body) {
    return taken(new TakeStep(id, step, null, language()));
  }

  @POST
  @Path("{id}/outcome")
  @Consumes(MediaType.APPLICATION_JSON)
  public CaseDetails outcome(@PathParam("id") String id, @Nullable RecordOutcome outcome) {
    return taken(new TakeStep(id, "outcome", outcome, language()));
  }

  private CaseDetails taken(TakeStep command) {
    return PassingFailure.outlast(() -> service.take(command));
  }

  private String language() {
    return Messages.language(headers.getAcceptableLanguages());
  }
}
