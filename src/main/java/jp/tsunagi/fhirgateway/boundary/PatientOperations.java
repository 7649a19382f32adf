package jp.tsunagi.fhirgateway.boundary;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.UUID;
import jp.tsunagi.fhirgateway.control.Everything;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import jp.tsunagi.record.boundary.RecordWalk;
import jp.tsunagi.record.boundary.SearchUrl;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/** {@code $everything} of a Patient and of all Patients. */
public class PatientOperations {
  private static final int PAGE = 1_000;

  private final FhirOperationService operations;
  private final Clock clock;

  PatientOperations(FhirOperationService operations, Clock clock) {
    this.operations = operations;
    this.clock = clock;
  }

  @Operation(
      name = "$everything",
      typeName = "Patient",
      idempotent = true,
      manualResponse = true,
      canonicalUrl = "http://hl7.org/fhir/OperationDefinition/Patient-everything")
  public void everythingOfOne(
      @IdParam IIdType id,
      @OperationParam(name = "start", min = 0, max = 1) @Nullable DateType start,
      @OperationParam(name = "end", min = 0, max = 1) @Nullable DateType end,
      @OperationParam(name = "_since", min = 0, max = 1) @Nullable InstantType since,
      @OperationParam(name = "_type", min = 0, max = OperationParam.MAX_UNLIMITED)
          @Nullable List<StringType> types,
      @OperationParam(name = "_count", min = 0, max = 1) @Nullable IntegerType count,
      ServletRequestDetails request)
      throws IOException {
    answer(id.getIdPart(), start, end, since, types, count, request);
  }

  @Operation(
      name = "$everything",
      typeName = "Patient",
      idempotent = true,
      manualResponse = true,
      canonicalUrl = "http://hl7.org/fhir/OperationDefinition/Patient-everything")
  public void everythingOfAll(
      @OperationParam(name = "start", min = 0, max = 1) @Nullable DateType start,
      @OperationParam(name = "end", min = 0, max = 1) @Nullable DateType end,
      @OperationParam(name = "_since", min = 0, max = 1) @Nullable InstantType since,
      @OperationParam(name = "_type", min = 0, max = OperationParam.MAX_UNLIMITED)
          @Nullable List<StringType> types,
      @OperationParam(name = "_count", min = 0, max = 1) @Nullable IntegerType count,
      ServletRequestDetails request)
      throws IOException {
    answer(null, start, end, since, types, count, request);
  }

  private void answer(
      @Nullable String patient,
      @Nullable DateType start,
      @Nullable DateType end,
      @Nullable InstantType since,
      @Nullable List<StringType> types,
      @Nullable IntegerType count,
      ServletRequestDetails request)
      throws IOException {
    RecordWalk.Page page =
        operations.everything(
            new Everything.Request(
                patient,
                typesOf(types),
                since == null ? null : since.getValue().toInstant(),
                start == null ? null : start.getValue().toInstant(),
                end == null ? null : endOf(end),
                count(count),
                place(request)));
    String address =
        request.getFhirServerBase()
            + "/Patient/"
            + (patient == null ? "" : patient + "/")
            + "$everything";
    new StoredBundle(UUID.randomUUID().toString(), Instant.ofEpochMilli(clock.millis()))
        .link("self", address + query(request, null))
        .link("next", page.hasNext() ? address + query(request, page.last()) : null)
        .matches(page.resources())
        .included(page.referred())
        .send(request);
  }

  private static List<String> typesOf(@Nullable List<StringType> types) {
    return types == null
        ? List.of()
        : types.stream()
            .flatMap(type -> Arrays.stream(type.getValue().split(",")))
            .map(String::trim)
            .filter(type -> !type.isEmpty())
            .toList();
  }

  /** The last moment of the day, month or year that is meant. */
  private static Instant endOf(BaseDateTimeType end) {
    Calendar after = Calendar.getInstance(java.util.TimeZone.getTimeZone("Asia/Tokyo"));
    after.setTime(end.getValue());
    after.add(end.getPrecision().getCalendarConstant(), 1);
    return Instant.ofEpochMilli(after.getTimeInMillis() - 1);
  }

  private static int count(@Nullable IntegerType count) {
    if (count == null) {
      return PAGE;
    }
    if (count.getValue() < 1) {
      throw new ProblemException(
          ProblemCode.INVALID_PARAMETER, List.of(Violation.of("_count", "out-of-range", 1, PAGE)));
    }
    return Math.min(count.getValue(), PAGE);
  }

  private static long place(ServletRequestDetails request) {
    String[] cursor = request.getParameters().get(SearchUrl.CURSOR);
    if (cursor == null || cursor.length == 0) {
      return 0;
    }
    if (!cursor[0].matches("[0-9]{1,18}")) {
      throw new ProblemException(
          ProblemCode.INVALID_PARAMETER, List.of(Violation.of(SearchUrl.CURSOR, "cursor")));
    }
    return Long.parseLong(cursor[0]);
  }

  /** The parameters asked with, at another place. A POSTed question goes on by GET. */
  private static String query(ServletRequestDetails request, @Nullable Long place) {
    List<String> pairs = new ArrayList<>();
    request
        .getParameters()
        .forEach(
            (name, values) -> {
              if (!name.equals(SearchUrl.CURSOR)) {
                for (String value : values) {
                  pairs.add(encoded(name) + "=" + encoded(value));
                }
              } else if (place == null) {
                pairs.add(name + "=" + encoded(values[0]));
              }
            });
    if (place != null) {
      pairs.add(SearchUrl.CURSOR + "=" + place);
    }
    return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
