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
import java.util.List;
import jp.tsunagi.platform.boundary.Messages;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.resident.boundary.TimelineCursor;
import org.jspecify.annotations.Nullable;

/** {@code /api/notes}: the notebook over all residents, and one note. */
@Path("/notes")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class NotesResource {
  private NoteService notes;
  private NotePostingService posting;

  @SuppressWarnings("NullAway.Init")
  protected NotesResource() {}

  @Inject
  NotesResource(NoteService notes, NotePostingService posting) {
    this.notes = notes;
    this.posting = posting;
  }

  @GET
  public NotePage list(
      @QueryParam("residentId") @Nullable String residentId,
      @QueryParam("since") @Nullable String since,
      @QueryParam("unread") boolean unread,
      @QueryParam("cursor") @Nullable String cursor,
      @Context HttpHeaders headers) {
    return notes.list(
        residentId,
        TimelineCursor.time("since", since),
        unread,
        TimelineCursor.parse(cursor),
        language(headers));
  }

  @GET
  @Path("/{id}")
  public NoteView read(@PathParam("id") String id, @Context HttpHeaders headers) {
    return notes.read(id, language(headers));
  }

  @POST
  @Path("/read")
  @Consumes(MediaType.APPLICATION_JSON)
  public void markRead(@Nullable MarkRead command) {
    notes.markRead(required(command));
  }

  @POST
  @Path("/{id}/read")
  @Consumes(MediaType.WILDCARD)
  public void markRead(@PathParam("id") String id) {
    notes.markRead(new MarkRead(List.of(id)));
  }

  /** 201 with the note that follows, or 204 when the note was only taken back. */
  @POST
  @Path("/{id}/correction")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response correct(
      @PathParam("id") String id, @Nullable CorrectNote command, @Context HttpHeaders headers) {
    return posting
        .correct(id, required(command), language(headers))
        .map(note -> Response.created(URI.create("notes/" + note.id())).entity(note).build())
        .orElseGet(() -> Response.noContent().build());
  }

  static <T> T required(@Nullable T command) {
    if (command == null) {
      throw new ProblemException(ProblemCode.INVALID_SYNTAX);
    }
    return command;
  }

  static String language(HttpHeaders headers) {
    return Messages.language(headers.getAcceptableLanguages());
  }
}
