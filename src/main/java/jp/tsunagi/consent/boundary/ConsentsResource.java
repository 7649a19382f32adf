package jp.tsunagi.consent.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import jp.tsunagi.consent.control.ConsentFormMapper;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.UploadCheck;

/** {@code /api/consents}: withdrawing a consent, and the paper it was given on. */
@Path("/consents/{id: [A-Za-z0-9.-]{1,64}}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ConsentsResource {
  private ConsentRecordService service;
  private UploadCheck uploads;

  @SuppressWarnings("NullAway.Init")
  protected ConsentsResource() {}

  @Inject
  ConsentsResource(ConsentRecordService service, UploadCheck uploads) {
    this.service = service;
    this.uploads = uploads;
  }

  @POST
  @Path("/withdraw")
  public ConsentView withdraw(@PathParam("id") String id) {
    return service.withdraw(id);
  }

  /** The file itself as the body. */
  @PUT
  @Path("/proof")
  @Consumes(MediaType.WILDCARD)
  public ConsentView attach(
      @PathParam("id") String id, @Context HttpHeaders headers, InputStream body)
      throws IOException {
    byte[] content = body.readNBytes(uploads.most() + 1);
    MediaType type = headers.getMediaType();
    if (type == null) {
      throw new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
    }
    return service.attach(id, content, type.getType() + "/" + type.getSubtype());
  }

  /** As it was taken in, always to be saved and never to be shown by the browser itself. */
  @GET
  @Path("/proof")
  @Produces(MediaType.WILDCARD)
  public Response paper(@PathParam("id") String id) {
    ConsentFormMapper.Paper paper = service.paper(id);
    return Response.ok(paper.content(), paper.contentType())
        .header("Content-Disposition", "attachment; filename=\"consent-" + id + "\"")
        .build();
  }
}
