package jp.tsunagi.fhirgateway.boundary;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.tsunagi.record.boundary.ResourceKey;

/**
 * A compartment search ({@code GET /fhir/Patient/1/Observation}) told as a search of the type
 * within the compartment: HAPI would want a method for each of the 66 types.
 */
final class CompartmentRequest extends HttpServletRequestWrapper {
  private static final Pattern SEARCH =
      Pattern.compile("/fhir/Patient/([A-Za-z0-9.-]{1,64})/([A-Z][A-Za-z]+)");
  private static final String COMPARTMENT = "jp.tsunagi.compartment";

  private final String type;

  private CompartmentRequest(HttpServletRequest request, String type) {
    super(request);
    this.type = type;
  }

  /** The request as it is, or the search it means. */
  static HttpServletRequest of(HttpServletRequest request) {
    if (!request.getMethod().equals("GET")) {
      return request;
    }
    Matcher search = SEARCH.matcher(request.getRequestURI());
    if (!search.matches()) {
      return request;
    }
    request.setAttribute(COMPARTMENT, new ResourceKey("Patient", search.group(1)));
    return new CompartmentRequest(request, search.group(2));
  }

  /** The compartment a search is limited to. */
  static Optional<ResourceKey> compartment(RequestDetails request) {
    return request instanceof ServletRequestDetails servlet
            && servlet.getServletRequest().getAttribute(COMPARTMENT) instanceof ResourceKey key
        ? Optional.of(key)
        : Optional.empty();
  }

  @Override
  public String getRequestURI() {
    return "/fhir/" + type;
  }

  @Override
  public StringBuffer getRequestURL() {
    String url = super.getRequestURL().toString();
    return new StringBuffer(url.substring(0, url.indexOf("/fhir/"))).append(getRequestURI());
  }

  @Override
  public String getPathInfo() {
    return "/" + type;
  }
}
