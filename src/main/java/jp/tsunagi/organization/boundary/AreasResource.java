package jp.tsunagi.organization.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import jp.tsunagi.platform.boundary.Messages;

/** {@code /api/areas}: the places of the city. */
@Path("/areas")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AreasResource {
  /** The list; all of it fits on one page. */
  public record AreaList(List<AreaLine> items) {}

  private AreaService service;

  @SuppressWarnings("NullAway.Init")
  protected AreasResource() {}

  @Inject
  AreasResource(AreaService service) {
    this.service = service;
  }

  @GET
  public AreaList areas(@Context HttpHeaders headers) {
    return new AreaList(service.all(Messages.language(headers.getAcceptableLanguages())));
  }
}
