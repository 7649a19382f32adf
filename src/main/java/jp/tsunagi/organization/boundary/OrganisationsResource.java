package jp.tsunagi.organization.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** {@code /api/organisations}: the bodies that work here. */
@Path("/organisations")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class OrganisationsResource {
  /** The list; all of it fits on one page. */
  public record OrganisationList(List<OrganisationLine> items) {}

  private OrganisationService service;

  @SuppressWarnings("NullAway.Init")
  protected OrganisationsResource() {}

  @Inject
  OrganisationsResource(OrganisationService service) {
    this.service = service;
  }

  @GET
  public OrganisationList all() {
    return new OrganisationList(service.all());
  }
}
