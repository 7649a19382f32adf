package jp.tsunagi.fhirgateway.boundary;

import ca.uhn.fhir.context.FhirContext;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import jp.tsunagi.exchange.boundary.BulkExportService;
import jp.tsunagi.exchange.boundary.BulkExportState;
import jp.tsunagi.platform.boundary.Json;
import jp.tsunagi.platform.boundary.Messages;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;

/**
 * {@code /fhir/bulk-export/{id}}: the state of an export, its manifest and its files; DELETE ends
 * it.
 */
@WebServlet(urlPatterns = "/fhir" + BulkExportServlet.PATH + "/*")
public class BulkExportServlet extends HttpServlet {
  static final String PATH = "/bulk-export";

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = Logger.getLogger(BulkExportServlet.class.getName());
  private static final Pattern ADDRESS =
      Pattern.compile("/([0-9a-f-]{36})(?:/([0-9]{1,6})\\.ndjson)?");
  private static final String RETRY_AFTER = "2";

  @Inject private transient BulkExportService exports;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer(
        request,
        response,
        address -> {
          if (address.group(2) == null) {
            state(address.group(1), request, response);
          } else {
            file(address.group(1), Integer.parseInt(address.group(2)), request, response);
          }
        });
  }

  @Override
  protected void doDelete(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer(
        request,
        response,
        address -> {
          if (address.group(2) != null) {
            throw new ProblemException(ProblemCode.METHOD_NOT_ALLOWED);
          }
          exports.cancel(address.group(1));
          response.setStatus(HttpServletResponse.SC_ACCEPTED);
        });
  }

  private void state(String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    BulkExportState state = exports.state(id);
    if (!state.complete()) {
      response.setStatus(HttpServletResponse.SC_ACCEPTED);
      response.setHeader("X-Progress", state.progress());
      response.setHeader("Retry-After", RETRY_AFTER);
      return;
    }
    List<Object> files = new ArrayList<>();
    for (BulkExportState.File file : state.files()) {
      files.add(
          ordered(
              "type",
              file.type(),
              "url",
              request.getRequestURL() + "/" + file.position() + ".ndjson",
              "count",
              file.count()));
    }
    response.setHeader(
        "Expires",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ZonedDateTime.ofInstant(state.expires(), ZoneOffset.UTC)));
    response.setContentType("application/json;charset=UTF-8");
    response
        .getOutputStream()
        .write(
            Json.mapper()
                .writeValueAsBytes(
                    ordered(
                        "transactionTime",
                        state.transactionTime().toString(),
                        "request",
                        state.request(),
                        "requiresAccessToken",
                        true,
                        "output",
                        files,
                        "error",
                        List.of())));
  }

  private static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return members;
  }

  private void file(
      String id, int position, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    List<OutputStream> opened = new ArrayList<>();
    exports.send(
        id,
        position,
        () -> {
          response.setContentType("application/fhir+ndjson");
          OutputStream out = new BufferedOutputStream(response.getOutputStream(), 65_536);
          if (takesGzip(request)) {
            response.setHeader("Content-Encoding", "gzip");
            out = new GZIPOutputStream(out, 65_536);
          }
          opened.add(out);
          return out;
        });
    for (OutputStream out : opened) {
      out.close();
    }
  }

  private static boolean takesGzip(HttpServletRequest request) {
    String accepted = request.getHeader("Accept-Encoding");
    return accepted != null && accepted.toLowerCase(Locale.ROOT).contains("gzip");
  }

  /** What is done at an address. */
  @FunctionalInterface
  private interface Act {
    void at(Matcher address) throws IOException;
  }

  private static void answer(HttpServletRequest request, HttpServletResponse response, Act act)
      throws IOException {
    try {
      String path = request.getPathInfo() == null ? "" : request.getPathInfo();
      Matcher address = ADDRESS.matcher(path);
      if (!address.matches()) {
        throw ProblemException.notFound();
      }
      act.at(address);
    } catch (RuntimeException failure) {
      ProblemException problem = ProblemInterceptor.problemOf(failure);
      if (problem.code() == ProblemCode.INTERNAL) {
        LOG.log(Level.SEVERE, "an export could not be told", failure);
      }
      if (!response.isCommitted()) {
        response.reset();
        response.setStatus(problem.code().status());
        response.setContentType("application/fhir+json;charset=UTF-8");
        FhirContext.forR4Cached()
            .newJsonParser()
            .encodeResourceToWriter(
                ProblemInterceptor.outcomeOf(problem, Messages.language(request)),
                response.getWriter());
      }
    }
  }
}
