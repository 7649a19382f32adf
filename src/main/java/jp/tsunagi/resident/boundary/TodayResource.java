package jp.tsunagi.resident.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import jp.tsunagi.platform.boundary.Messages;

/** {@code /api/today}: the start page. */
@Path("/today")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TodayResource {
  private TodayService today;

  @SuppressWarnings("NullAway.Init")
  protected TodayResource() {}

  @Inject
  TodayResource(TodayService today) {
    this.today = today;
  }

  @GET
  public Map<String, Object> today(@Context HttpHeaders headers) {
    return today.today(Messages.language(headers.getAcceptableLanguages()));
  }
}
