package jp.tsunagi.carenote.boundary;

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
import jakarta.ws.rs.core.Response;
import java.net.URI;
import jp.tsunagi.platform.boundary.Messages;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.resident.boundary.TimelineCursor;
import org.jspecify.annotations.Nullable;

/** {@code /api/residents/{id}/notes}: the notes about one resident. */
@Path("/residents/{residentId}/notes")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ResidentNotesResource {
  private NoteService notes;
  private NotePostingService posting;

  @SuppressWarnings("NullAway.Init")
  protected ResidentNotesResource() {}

  @Inject
  ResidentNotesResource(NoteService notes, NotePostingService posting) {
    this.notes = notes;
    this.posting = posting;
  }

  @GET
  public NotePage list(
      @PathParam("residentId") String residentId,
      @QueryParam("since") @Nullable String since,
      @QueryParam("cursor") @Nullable String cursor,
      @Context HttpHeaders headers) {
    return notes.list(
        residentId,
        TimelineCursor.time("since", since),
        false,
        TimelineCursor.parse(cursor),
        language(headers));
  }

  /** 201 for a new note, 200 when the same post had been received before. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response post(
      @PathParam("residentId") String residentId,
      @Nullable PostNote command,
      @Context HttpHeaders headers) {
    if (command == null) {
      throw new ProblemException(ProblemCode.INVALID_SYNTAX);
    }
    NotePostingService.Posted posted = posting.post(residentId, command, language(headers));
    URI location = URI.create("notes/" + posted.note().id());
    return (posted.created() ? Response.created(location) : Response.ok().location(location))
        .entity(posted.note())
        .build();
  }

  private static String language(HttpHeaders headers) {
    return Messages.language(headers.getAcceptableLanguages());
  }
}
