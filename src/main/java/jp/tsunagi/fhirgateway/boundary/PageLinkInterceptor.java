package jp.tsunagi.fhirgateway.boundary;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import jp.tsunagi.fhirgateway.control.SearchUrl;
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
      if (page.next() != null) {
        bundle.addLink().setRelation("next").setUrl(next(request, page.next()));
      }
    }
  }

  private static String next(RequestDetails request, @Nullable String cursor) {
    StringBuilder url =
        new StringBuilder(request.getFhirServerBase())
            .append('/')
            .append(request.getResourceName())
            .append('?');
    for (Map.Entry<String, String[]> parameter : request.getParameters().entrySet()) {
      if (!parameter.getKey().equals(SearchUrl.CURSOR)) {
        for (String value : parameter.getValue()) {
          url.append(encoded(parameter.getKey())).append('=').append(encoded(value)).append('&');
        }
      }
    }
    return url.append(SearchUrl.CURSOR).append('=').append(encoded(cursor)).toString();
  }

  private static String encoded(@Nullable String text) {
    return URLEncoder.encode(text == null ? "" : text, StandardCharsets.UTF_8);
  }
}
