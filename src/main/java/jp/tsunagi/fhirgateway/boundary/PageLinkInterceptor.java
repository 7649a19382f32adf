package jp.tsunagi.fhirgateway.boundary;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.tsunagi.record.boundary.SearchUrl;
import org.hl7.fhir.r4.model.Bundle;
import org.jspecify.annotations.Nullable;

/**
 * Puts our stateless paging link and the true total into a searchset: HAPI would page from memory.
 */
@Interceptor
public class PageLinkInterceptor {
  private static final String PAGE = "jp.tsunagi.page";

  private record Place(@Nullable String next, @Nullable Long total) {}

  static void remember(RequestDetails request, @Nullable String next, @Nullable Long total) {
    request.getUserData().put(PAGE, new Place(next, total));
  }

  @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
  public void complete(RequestDetails request, ResponseDetails response) {
    if (request.getUserData().get(PAGE) instanceof Place page
        && response.getResponseResource() instanceof Bundle bundle) {
      bundle.setTotalElement(null);
      Long total = page.total();
      if (total != null) {
        bundle.setTotal((int) Math.min(total, Integer.MAX_VALUE));
      }
      String address = address(request);
      CompartmentRequest.compartment(request)
          .ifPresent(
              compartment -> bundle.getLinkOrCreate("self").setUrl(url(address, request, null)));
      if (page.next() != null) {
        bundle.addLink().setRelation("next").setUrl(url(address, request, page.next()));
      }
    }
  }

  private static String address(RequestDetails request) {
    String within =
        CompartmentRequest.compartment(request).map(compartment -> compartment + "/").orElse("");
    return request.getFhirServerBase() + "/" + within + request.getResourceName();
  }

  private static String url(String address, RequestDetails request, @Nullable String cursor) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    request.getParameters().forEach((name, values) -> parameters.put(name, Arrays.asList(values)));
    return SearchUrl.url(address, parameters, cursor);
  }
}
