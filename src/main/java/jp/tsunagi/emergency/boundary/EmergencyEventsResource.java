package jp.tsunagi.emergency.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jp.tsunagi.platform.boundary.PassingFailure;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import org.jspecify.annotations.Nullable;

/** {@code /api/emergency-events}: where emergency centres hand over what their devices report. */
@Path("/emergency-events")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class EmergencyEventsResource {
  private EmergencyEventService service;

  @SuppressWarnings("NullAway.Init")
  protected EmergencyEventsResource() {}

  @Inject
  EmergencyEventsResource(EmergencyEventService service) {
    this.service = service;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response receive(@Nullable ReceiveEmergencyEvent command) {
    if (command == null) {
      throw new ProblemException(ProblemCode.INVALID_SYNTAX);
    }
    EmergencyEventReceipt receipt = PassingFailure.outlast(() -> service.receive(command));
    int status =
        switch (receipt.manner()) {
          case RECEIVED -> 201;
          case REPEATED -> 200;
          case UNREGISTERED -> 202;
        };
    return Response.status(status).entity(receipt.answer()).build();
  }
}
