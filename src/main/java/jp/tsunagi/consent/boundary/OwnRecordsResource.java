package jp.tsunagi.consent.boundary;

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

/** {@code /api/my-records}: whose record a resident or one of her family may look at. */
@Path("/my-records")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class OwnRecordsResource {
  /** The records. */
  public record Records(List<OwnRecord> items) {}

  private OwnRecordService service;

  @SuppressWarnings("NullAway.Init")
  protected OwnRecordsResource() {}

  @Inject
  OwnRecordsResource(OwnRecordService service) {
    this.service = service;
  }

  @GET
  public Records mine(@Context HttpHeaders headers) {
    return new Records(service.mine(Messages.language(headers.getAcceptableLanguages())));
  }
}
