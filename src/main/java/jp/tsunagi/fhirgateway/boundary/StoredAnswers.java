package jp.tsunagi.fhirgateway.boundary;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jp.tsunagi.fhirgateway.control.EntityTag;
import jp.tsunagi.fhirgateway.control.StoredJson;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.SearchPage;
import jp.tsunagi.record.boundary.SearchQuery;
import jp.tsunagi.record.boundary.SearchUrl;
import org.jspecify.annotations.Nullable;

/**
 * 保存のままの答え. Reads and searches whose answer is what lies in the store: nine of ten requests. They
 * are decided, audited and found like all others ({@link FhirRecordService}), but the bytes go from
 * the store to the caller without ever becoming objects. Whatever needs more — XML, {@code
 * _elements}, a summary — is left to HAPI's server.
 */
@ApplicationScoped
class StoredAnswers {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");
  private static final Pattern VERSION = Pattern.compile("[0-9]{1,18}");
  private static final String BASE = "/fhir/";

  /** Parameters that ask for another form of the answer than the stored one. */
  private static final Set<String> REFORMING =
      Set.of("_pretty", "_summary", "_elements", "_contained", "_containedType", "_graph");

  private static final Set<String> JSON =
      Set.of("json", "application/json", "application/fhir+json");

  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
  private FhirRecordService record;
  private ProblemInterceptor problems;
  private Clock clock;

  /** The types that are answered this way. */
  private volatile Set<String> types = Set.of();

  /** What a path names. */
  private record Target(
      String type, @Nullable String id, @Nullable String version, boolean within) {
    boolean isSearch() {
      return id == null || within;
    }
  }

  @SuppressWarnings("NullAway.Init")
  protected StoredAnswers() {}

  @Inject
  StoredAnswers(FhirRecordService record, ProblemInterceptor problems, Clock clock) {
    this.record = record;
    this.problems = problems;
    this.clock = clock;
  }

  /** All but Binary, whose answer is the thing itself unless somebody asks for FHIR. */
  void serve(Set<String> stored) {
    types =
        stored.stream()
            .filter(type -> !type.equals("Binary"))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Answers the request if it is one of these; otherwise leaves everything untouched. */
  boolean answers(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (!request.getMethod().equals("GET") || !acceptsJson(request)) {
      return false;
    }
    Target target = target(request.getRequestURI());
    if (target == null) {
      return false;
    }
    try {
      return answers(target, SearchUrl.parameters(request.getQueryString()), request, response);
    } catch (RuntimeException failure) {
      problems.send(request, response, failure);
      return true;
    }
  }

  private boolean answers(
      Target target,
      Map<String, List<String>> parameters,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if (!parameters.keySet().stream().allMatch(name -> isAnswered(name, parameters))) {
      return false;
    }
    if (target.isSearch()) {
      search(target, parameters, request, response);
      return true;
    }
    if (!Set.of("_format").containsAll(parameters.keySet())) {
      return false;
    }
    read(target, request, response);
    return true;
  }

  private static boolean acceptsJson(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return accept == null
        || (!accept.contains("xml")
            && !accept.contains("html")
            && !accept.contains("turtle")
            && (accept.contains("json") || accept.contains("*/*")));
  }

  private static boolean isAnswered(String name, Map<String, List<String>> parameters) {
    if (name.equals("_format")) {
      return JSON.containsAll(parameters.get(name));
    }
    return !REFORMING.contains(name);
  }

  /** {@code Type}, {@code Type/id}, {@code Type/id/_history/2} or {@code Patient/id/Type}. */
  private @Nullable Target target(String path) {
    if (!path.startsWith(BASE)) {
      return null;
    }
    String[] parts = path.substring(BASE.length()).split("/", -1);
    if (!types.contains(parts[0]) || (parts.length > 1 && !ID.matcher(parts[1]).matches())) {
      return null;
    }
    return switch (parts.length) {
      case 1 -> new Target(parts[0], null, null, false);
      case 2 -> new Target(parts[0], parts[1], null, false);
      case 3 ->
          parts[0].equals("Patient") && types.contains(parts[2])
              ? new Target(parts[2], parts[1], null, true)
              : null;
      case 4 ->
          parts[2].equals("_history") && VERSION.matcher(parts[3]).matches()
              ? new Target(parts[0], parts[1], parts[3], false)
              : null;
      default -> null;
    };
  }

  private void read(Target target, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ResourceKey key = new ResourceKey(target.type(), String.valueOf(target.id()));
    String version = target.version();
    FhirResource found = record.read(key, version == null ? null : Long.valueOf(version));
    EntityTag tag = new EntityTag(found.version(), found.lastUpdated().orElse(Instant.EPOCH));
    response.setHeader("ETag", tag.text());
    response.setDateHeader("Last-Modified", tag.lastModified());
    if (tag.isKnownTo(request.getHeader("If-None-Match"), modifiedSince(request))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setHeader(
        "Content-Location", base(request) + "/" + key + "/_history/" + found.version());
    StoredJson.send(StoredJson.of(found), request, response);
  }

  private static long modifiedSince(HttpServletRequest request) {
    try {
      return request.getDateHeader("If-Modified-Since");
    } catch (IllegalArgumentException noDate) {
      return -1;
    }
  }

  private void search(
      Target target,
      Map<String, List<String>> parameters,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    SearchQuery query = SearchUrl.of(target.type(), parameters);
    if (target.id() != null) {
      query.inCompartment(new ResourceKey("Patient", target.id()));
    }
    if (!SearchUrl.isStrict(request.getHeader("Prefer"))) {
      query.lenient();
    }
    SearchPage page = record.search(query);
    String address = request.getRequestURL().toString();
    String asked = request.getQueryString();
    String next = page.next();
    StoredBundle searchset =
        new StoredBundle(ids.generate().toString(), Instant.ofEpochMilli(clock.millis()))
            .total(page.total())
            .link("self", asked == null ? address : address + "?" + asked)
            .link("next", next == null ? null : SearchUrl.url(address, parameters, next))
            .matches(page.matches())
            .included(page.included());
    if (!page.ignored().isEmpty()) {
      searchset.outcome(ProblemInterceptor.leftAside(target.type(), page.ignored(), "ja"));
    }
    StoredJson.send(searchset.json(base(request)), request, response);
  }

  /** The address of this FHIR server as the caller knows it. */
  private static String base(HttpServletRequest request) {
    StringBuffer url = request.getRequestURL();
    return url.substring(0, url.indexOf(BASE) + BASE.length() - 1);
  }
}
