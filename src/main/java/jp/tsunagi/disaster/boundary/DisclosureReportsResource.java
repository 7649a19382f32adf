package jp.tsunagi.disaster.boundary;

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
import java.util.Arrays;
import java.util.List;
import jp.tsunagi.audit.boundary.AuditEventMapper;
import jp.tsunagi.platform.boundary.CsvText;
import jp.tsunagi.platform.boundary.Messages;
import org.jspecify.annotations.Nullable;

/** {@code /api/disasters/{id}/disclosure-report}: as JSON, {@code ?format=csv} or {@code fhir}. */
@Path("/disasters/{id}/disclosure-report")
@RequestScoped
public class DisclosureReportsResource {
  private DisclosureReportService service;
  private Messages messages;

  @SuppressWarnings("NullAway.Init")
  protected DisclosureReportsResource() {}

  @Inject
  DisclosureReportsResource(DisclosureReportService service, Messages messages) {
    this.service = service;
    this.messages = messages;
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, "text/csv", "application/fhir+json"})
  public Response report(
      @PathParam("id") String id,
      @QueryParam("format") @Nullable String format,
      @Context HttpHeaders headers) {
    String language = Messages.language(headers.getAcceptableLanguages());
    DisclosureReport report = service.report(id, language);
    return switch (format == null ? "" : format) {
      case "csv" ->
          Response.ok(csv(report, language), CsvText.MEDIA_TYPE)
              .header(
                  "Content-Disposition",
                  "attachment; filename=\"disclosure-report-" + id + ".csv\"")
              .build();
      case "fhir" ->
          Response.ok(AuditEventMapper.bundle(report.rows()), "application/fhir+json").build();
      default -> Response.ok(report, MediaType.APPLICATION_JSON).build();
    };
  }

  private String csv(DisclosureReport report, String language) {
    List<String> header =
        Arrays.stream(messages.text(language, "disclosure.header").split(",")).toList();
    return CsvText.of(
        header,
        report.items().stream()
            .map(
                line ->
                    Arrays.asList(
                        line.at(),
                        line.user(),
                        line.name(),
                        line.role(),
                        line.organisation(),
                        line.residentId(),
                        line.action(),
                        line.dataSet(),
                        line.ground(),
                        report.mode().reason()))
            .toList());
  }
}
