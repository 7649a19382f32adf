package jp.tsunagi.consent.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jp.tsunagi.platform.boundary.Messages;

/** {@code /api/break-glass}: a crew card without consent, for a life. */
@Path("/break-glass")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class BreakGlassResource {
  private BreakGlassService service;

  @SuppressWarnings("NullAway.Init")
  protected BreakGlassResource() {}

  @Inject
  BreakGlassResource(BreakGlassService service) {
    this.service = service;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public BrokenGlass open(BreakGlass command, @Context HttpHeaders headers) {
    return service.open(command, Messages.language(headers.getAcceptableLanguages()));
  }
}
