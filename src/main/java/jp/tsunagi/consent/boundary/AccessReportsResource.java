package jp.tsunagi.consent.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.platform.boundary.CsvText;
import jp.tsunagi.platform.boundary.Messages;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import org.jspecify.annotations.Nullable;

/** {@code /api/residents/{id}/access-report}: who looked, when, why, on which ground. */
@Path("/residents/{residentId: [A-Za-z0-9.-]{1,64}}/access-report")
@RequestScoped
public class AccessReportsResource {
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  /** The report. */
  public record Report(String residentId, List<AccessReportLine> items) {}

  private AccessReportService service;
  private Messages messages;

  @SuppressWarnings("NullAway.Init")
  protected AccessReportsResource() {}

  @Inject
  AccessReportsResource(AccessReportService service, Messages messages) {
    this.service = service;
    this.messages = messages;
  }

  /**
   * @param from first day, {@code 2026-04-01}
   * @param to last day
   * @param format {@code csv} for a table, otherwise JSON
   */
  @GET
  @Produces({MediaType.APPLICATION_JSON, "text/csv"})
  public Response report(
      @PathParam("residentId") String resident,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("format") @Nullable String format,
      @Context HttpHeaders headers) {
    String language = Messages.language(headers.getAcceptableLanguages());
    List<AccessReportLine> lines =
        service.report(new ResidentId(resident), day(from, 0), day(to, 1), language);
    if (!"csv".equals(format)) {
      return Response.ok(new Report(resident, lines), MediaType.APPLICATION_JSON).build();
    }
    return Response.ok(csv(lines, language), CsvText.MEDIA_TYPE)
        .header(
            "Content-Disposition", "attachment; filename=\"access-report-" + resident + ".csv\"")
        .build();
  }

  private String csv(List<AccessReportLine> lines, String language) {
    List<String> header =
        Arrays.stream(messages.text(language, "report.header").split(",")).toList();
    return CsvText.of(
        header,
        lines.stream()
            .map(
                line ->
                    Arrays.asList(
                        line.date(),
                        line.first(),
                        line.last(),
                        line.times(),
                        line.who(),
                        line.organisation(),
                        line.role(),
                        line.did(),
                        line.why().text(),
                        line.why().article()))
            .toList());
  }

  private static @Nullable Instant day(@Nullable String value, int after) {
    if (value == null || value.isBlank()) {
      return null;
    }
    try {
      return LocalDate.parse(value).plusDays(after).atStartOfDay(JAPAN).toInstant();
    } catch (DateTimeParseException e) {
      throw new ProblemException(ProblemCode.INVALID_PARAMETER);
    }
  }
}
