package jp.tsunagi.notification.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
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
import org.jspecify.annotations.Nullable;

/** {@code /api/notifications}: what the caller's organization was told. */
@Path("/notifications")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class NotificationsResource {
  private NotificationService service;
  @Context private HttpHeaders headers;

  @SuppressWarnings("NullAway.Init")
  protected NotificationsResource() {}

  @Inject
  NotificationsResource(NotificationService service) {
    this.service = service;
  }

  @GET
  public NotificationPage list(@QueryParam("cursor") @Nullable String cursor) {
    return service.list(cursor, language());
  }

  @POST
  @Path("{id}/read")
  public NotificationItem markRead(@PathParam("id") String id) {
    return service.markRead(id, language());
  }

  private String language() {
    return Messages.language(headers.getAcceptableLanguages());
  }
}
