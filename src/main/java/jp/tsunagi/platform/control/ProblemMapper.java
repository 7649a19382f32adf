package jp.tsunagi.platform.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import jp.tsunagi.platform.boundary.Messages;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import org.jspecify.annotations.Nullable;

/** Tells every problem on {@code /api}, whatever threw it, as {@code application/problem+json}. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = Logger.getLogger(ProblemMapper.class.getName());

  @Inject private ProblemDocument document;
  @Context private HttpServletRequest request;

  @Override
  public Response toResponse(Throwable thrown) {
    ProblemException problem = problemOf(thrown);
    String requestId = RequestId.of(request);
    if (problem.code().status() >= 500) {
      LOG.log(Level.SEVERE, thrown, () -> "request " + requestId + " failed");
    }
    String language = Messages.language(request);
    Response.ResponseBuilder response =
        Response.status(problem.code().status())
            .type(ProblemDocument.MEDIA_TYPE)
            .header("Content-Language", language)
            .header("Cache-Control", "no-store")
            .entity(document.of(problem, language, requestId));
    if (problem.code() == ProblemCode.BUSY || problem.code() == ProblemCode.RATE_LIMITED) {
      response.header("Retry-After", "1");
    }
    return response.build();
  }

  /** The problem behind an exception, looking through the container's wrappers. */
  static ProblemException problemOf(Throwable thrown) {
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProblemException problem) {
        return problem;
      }
      if (cause instanceof StreamConstraintsException) {
        return new ProblemException(ProblemCode.TOO_LARGE);
      }
      if (cause instanceof UnrecognizedPropertyException unknown) {
        return ProblemException.invalid(path(unknown), "unknown-member");
      }
      if (cause instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
        return ProblemException.invalid(path(mapping), "wrong-type");
      }
      if (cause instanceof JsonProcessingException) {
        return new ProblemException(ProblemCode.INVALID_SYNTAX);
      }
      if (cause instanceof WebApplicationException web) {
        return new ProblemException(codeOf(web.getResponse().getStatus()));
      }
    }
    return new ProblemException(ProblemCode.INTERNAL);
  }

  private static String path(JsonMappingException mapping) {
    return mapping.getPath().stream()
        .map(
            step ->
                step.getFieldName() != null
                    ? "." + step.getFieldName()
                    : "[" + step.getIndex() + "]")
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }

  private static ProblemCode codeOf(int status) {
    return switch (status) {
      case 400 -> ProblemCode.INVALID_SYNTAX;
      case 401 -> ProblemCode.UNAUTHENTICATED;
      case 403 -> ProblemCode.FORBIDDEN;
      case 404 -> ProblemCode.NOT_FOUND;
      case 405 -> ProblemCode.METHOD_NOT_ALLOWED;
      case 406 -> ProblemCode.NOT_ACCEPTABLE;
      case 409 -> ProblemCode.CONFLICT;
      case 413 -> ProblemCode.TOO_LARGE;
      case 415 -> ProblemCode.UNSUPPORTED_MEDIA_TYPE;
      default -> ProblemCode.INTERNAL;
    };
  }
}
