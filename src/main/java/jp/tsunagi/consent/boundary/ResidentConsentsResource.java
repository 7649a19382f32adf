package jp.tsunagi.consent.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.platform.boundary.ProblemException;

/** {@code /api/residents/{id}/consents}: what a resident decided on sharing. */
@Path("/residents/{residentId}/consents")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ResidentConsentsResource {
  private ConsentRecordService service;

  @SuppressWarnings("NullAway.Init")
  protected ResidentConsentsResource() {}

  @Inject
  ResidentConsentsResource(ConsentRecordService service) {
    this.service = service;
  }

  @GET
  public ResidentConsents all(@PathParam("residentId") String resident) {
    return service.of(residentId(resident));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response record(@PathParam("residentId") String resident, RecordConsent command) {
    ConsentView recorded = service.record(residentId(resident), command);
    return Response.created(URI.create("/api/consents/" + recorded.id())).entity(recorded).build();
  }

  // An id of whatever shape that is nobody's answers as an unknown one.
  private static ResidentId residentId(String id) {
    if (!id.matches("[A-Za-z0-9.-]{1,64}")) {
      throw ProblemException.notFound();
    }
    return new ResidentId(id);
  }
}
