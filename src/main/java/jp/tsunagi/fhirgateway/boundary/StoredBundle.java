package jp.tsunagi.fhirgateway.boundary;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.SummaryEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import jp.tsunagi.fhirgateway.control.StoredJson;
import jp.tsunagi.record.boundary.FhirResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;

/**
 * A searchset put together from bodies as they lie in the store: nothing is parsed and written
 * again that only passes through. Where the answer must look different (XML, {@code _elements},
 * {@code _summary}, {@code _pretty}) the same Bundle is made as a model.
 */
final class StoredBundle {
  private static final Set<String> RESHAPING = Set.of("_elements", "_summary", "_pretty");
  private static final byte[] SEARCH_MATCH = bytes(",\"search\":{\"mode\":\"match\"}}");
  private static final byte[] SEARCH_INCLUDE = bytes(",\"search\":{\"mode\":\"include\"}}");

  private final String id;
  private final Instant made;
  private final Map<String, String> links = new LinkedHashMap<>();
  private final List<FhirResource> matches = new ArrayList<>();
  private final List<FhirResource> included = new ArrayList<>();
  private @Nullable Long total;
  private @Nullable OperationOutcome outcome;
  private String outcomeUrl = "";

  StoredBundle(String id, Instant made) {
    this.id = id;
    this.made = made;
  }

  StoredBundle link(String relation, @Nullable String url) {
    if (url != null) {
      links.put(relation, url);
    }
    return this;
  }

  StoredBundle matches(List<FhirResource> resources) {
    matches.addAll(resources);
    return this;
  }

  StoredBundle included(List<FhirResource> resources) {
    included.addAll(resources);
    return this;
  }

  StoredBundle total(@Nullable Long number) {
    total = number;
    return this;
  }

  /** What is said about the search itself. */
  StoredBundle outcome(OperationOutcome said) {
    outcome = said;
    outcomeUrl = "urn:uuid:" + UUID.randomUUID();
    return this;
  }

  /** The Bundle in JSON. */
  byte[] json(String base) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(16_384);
    try {
      write(out, base);
    } catch (IOException neverInMemory) {
      throw new UncheckedIOException(neverInMemory);
    }
    return out.toByteArray();
  }

  /** Answers the request with this Bundle. */
  void send(ServletRequestDetails request) throws IOException {
    if (!asStored(request)) {
      RestfulServerUtils.streamResponseAsResource(
          request.getServer(),
          model(request.getFhirServerBase()),
          summary(request),
          Constants.STATUS_HTTP_200_OK,
          false,
          request.isRespondGzip(),
          request);
      return;
    }
    HttpServletResponse response = request.getServletResponse();
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType("application/fhir+json;charset=UTF-8");
    boolean gzip = request.isRespondGzip();
    if (gzip) {
      response.setHeader("Content-Encoding", "gzip");
    }
    try (OutputStream out =
        gzip
            ? new BufferedOutputStream(new GZIPOutputStream(response.getOutputStream(), 16_384))
            : new BufferedOutputStream(response.getOutputStream(), 32_768)) {
      write(out, request.getFhirServerBase());
    }
  }

  private static boolean asStored(RequestDetails request) {
    if (request.getParameters().keySet().stream().anyMatch(RESHAPING::contains)) {
      return false;
    }
    RestfulServerUtils.ResponseEncoding encoding =
        RestfulServerUtils.determineResponseEncodingNoDefault(
            request, request.getServer().getDefaultResponseEncoding());
    return encoding == null || encoding.getEncoding() == ca.uhn.fhir.rest.api.EncodingEnum.JSON;
  }

  private static Set<SummaryEnum> summary(RequestDetails request) {
    Set<SummaryEnum> summary = RestfulServerUtils.determineSummaryMode(request);
    return summary == null ? Set.of(SummaryEnum.FALSE) : summary;
  }

  void write(OutputStream out, String base) throws IOException {
    out.write(
        bytes(
            "{\"resourceType\":\"Bundle\",\"id\":"
                + quoted(id)
                + ",\"meta\":{\"lastUpdated\":"
                + quoted(made.toString())
                + "},\"type\":\"searchset\""
                + (total == null ? "" : ",\"total\":" + Math.min(total, Integer.MAX_VALUE))));
    if (!links.isEmpty()) {
      List<String> told = new ArrayList<>();
      links.forEach(
          (relation, url) ->
              told.add("{\"relation\":" + quoted(relation) + ",\"url\":" + quoted(url) + "}"));
      out.write(bytes(",\"link\":[" + String.join(",", told) + "]"));
    }
    boolean first = true;
    for (FhirResource resource : matches) {
      entry(out, base, resource, first, SEARCH_MATCH);
      first = false;
    }
    for (FhirResource resource : included) {
      entry(out, base, resource, first, SEARCH_INCLUDE);
      first = false;
    }
    OperationOutcome said = outcome;
    if (said != null) {
      out.write(bytes(first ? ",\"entry\":[" : ","));
      out.write(bytes("{\"fullUrl\":\"" + outcomeUrl + "\",\"resource\":"));
      out.write(StoredJson.of(said));
      out.write(bytes(",\"search\":{\"mode\":\"outcome\"}}"));
      first = false;
    }
    out.write(bytes(first ? "}" : "]}"));
  }

  private static void entry(
      OutputStream out, String base, FhirResource resource, boolean first, byte[] mode)
      throws IOException {
    out.write(bytes(first ? ",\"entry\":[" : ","));
    out.write(bytes("{\"fullUrl\":" + quoted(base + "/" + resource.key()) + ",\"resource\":"));
    out.write(StoredJson.of(resource));
    out.write(mode);
  }

  private Bundle model(String base) {
    Bundle bundle = new Bundle().setType(BundleType.SEARCHSET);
    bundle.setId(id);
    bundle.getMeta().setLastUpdated(Date.from(made));
    links.forEach((relation, url) -> bundle.addLink().setRelation(relation).setUrl(url));
    Long number = total;
    if (number != null) {
      bundle.setTotal((int) Math.min(number, Integer.MAX_VALUE));
    }
    matches.forEach(resource -> add(bundle, base, resource, SearchEntryMode.MATCH));
    included.forEach(resource -> add(bundle, base, resource, SearchEntryMode.INCLUDE));
    if (outcome != null) {
      bundle
          .addEntry()
          .setFullUrl(outcomeUrl)
          .setResource(outcome)
          .getSearch()
          .setMode(SearchEntryMode.OUTCOME);
    }
    return bundle;
  }

  private static void add(Bundle bundle, String base, FhirResource resource, SearchEntryMode mode) {
    bundle
        .addEntry()
        .setFullUrl(base + "/" + resource.key())
        .setResource(resource.model())
        .getSearch()
        .setMode(mode);
  }

  /** Base, types and ids are plain ASCII; parameters in links come percent-encoded. */
  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
