package jp.tsunagi.fhirgateway.boundary;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import jp.tsunagi.exchange.boundary.BulkExportService;
import jp.tsunagi.exchange.boundary.RequestBulkExport;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/** {@code $export} of the system, of all Patients, of a Group: the Bulk Data kick-off requests. */
public class BulkExportOperations {
  private static final String DEFINITIONS = "http://hl7.org/fhir/uv/bulkdata/OperationDefinition/";
  private static final Set<String> FORMATS =
      Set.of("application/fhir+ndjson", "application/ndjson", "ndjson");
  private static final Set<String> NOT_SUPPORTED =
      Set.of(
          "_elements",
          "patient",
          "includeAssociatedData",
          "organizeOutputBy",
          "allowPartialManifests");

  private final BulkExportService exports;

  BulkExportOperations(BulkExportService exports) {
    this.exports = exports;
  }

  @Operation(
      name = "$export",
      idempotent = true,
      manualResponse = true,
      canonicalUrl = DEFINITIONS + "export")
  public void ofSystem(
      @OperationParam(name = "_outputFormat", min = 0, max = 1) @Nullable StringType format,
      @OperationParam(name = "_since", min = 0, max = 1) @Nullable InstantType since,
      @OperationParam(name = "_type", min = 0, max = OperationParam.MAX_UNLIMITED)
          @Nullable List<StringType> types,
      @OperationParam(name = "_typeFilter", min = 0, max = OperationParam.MAX_UNLIMITED)
          @Nullable List<StringType> filters,
      ServletRequestDetails request) {
    accept(null, false, new Asked(format, since, types, filters), request);
  }

  @Operation(
      name = "$export",
      typeName = "Patient",
      idempotent = true,
      manualResponse = true,
      canonicalUrl = DEFINITIONS + "patient-export")
  public void ofPatients(
      @OperationParam(name = "_outputFormat", min = 0, max = 1) @Nullable StringType format,
      @OperationParam(name = "_since", min = 0, max = 1) @Nullable InstantType since,
      @OperationParam(name = "_type", min = 0, max = OperationParam.MAX_UNLIMITED)
          @Nullable List<StringType> types,
      @OperationParam(name = "_typeFilter", min = 0, max = OperationParam.MAX_UNLIMITED)
          @Nullable List<StringType> filters,
      ServletRequestDetails request) {
    accept(null, true, new Asked(format, since, types, filters), request);
  }

  @Operation(
      name = "$export",
      typeName = "Group",
      idempotent = true,
      manualResponse = true,
      canonicalUrl = DEFINITIONS + "group-export")
  public void ofGroup(
      @IdParam IIdType id,
      @OperationParam(name = "_outputFormat", min = 0, max = 1) @Nullable StringType format,
      @OperationParam(name = "_since", min = 0, max = 1) @Nullable InstantType since,
      @OperationParam(name = "_type", min = 0, max = OperationParam.MAX_UNLIMITED)
          @Nullable List<StringType> types,
      @OperationParam(name = "_typeFilter", min = 0, max = OperationParam.MAX_UNLIMITED)
          @Nullable List<StringType> filters,
      ServletRequestDetails request) {
    accept(id.getIdPart(), true, new Asked(format, since, types, filters), request);
  }

  private record Asked(
      @Nullable StringType format,
      @Nullable InstantType since,
      @Nullable List<StringType> types,
      @Nullable List<StringType> filters) {}

  private void accept(
      @Nullable String group, boolean residentsOnly, Asked asked, ServletRequestDetails request) {
    requireAsynchronous(request);
    if (asked.format() != null && !FORMATS.contains(asked.format().getValue())) {
      throw wrong("_outputFormat", "application/fhir+ndjson");
    }
    String id =
        exports.accept(
            new RequestBulkExport(
                request.getCompleteUrl(),
                group,
                residentsOnly,
                values(asked.types()).flatMap(type -> Arrays.stream(type.split(","))).toList(),
                values(asked.filters()).toList(),
                asked.since() == null ? null : asked.since().getValue().toInstant()));
    HttpServletResponse response = request.getServletResponse();
    response.setStatus(HttpServletResponse.SC_ACCEPTED);
    response.setHeader(
        "Content-Location", request.getFhirServerBase() + BulkExportServlet.PATH + "/" + id);
  }

  private static void requireAsynchronous(ServletRequestDetails request) {
    String prefer = String.join(",", request.getHeaders("Prefer"));
    if (!prefer.contains("respond-async")) {
      throw wrong("Prefer", "respond-async");
    }
    if (!prefer.contains("handling=lenient")) {
      request.getParameters().keySet().stream()
          .filter(NOT_SUPPORTED::contains)
          .findFirst()
          .ifPresent(
              name -> {
                throw new ProblemException(ProblemCode.UNKNOWN_PARAMETER, "$export", name);
              });
    }
  }

  private static Stream<String> values(@Nullable List<StringType> given) {
    return given == null
        ? Stream.of()
        : given.stream().map(StringType::getValue).map(String::trim).filter(one -> !one.isEmpty());
  }

  private static ProblemException wrong(String name, String expected) {
    return new ProblemException(
        ProblemCode.INVALID_PARAMETER, List.of(Violation.of(name, "not-a-code", expected)));
  }
}
