package jp.tsunagi.platform.control;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Random;

/**
 * 要求番号. One id for each request, in the logs, in the audit trail and in the body of a 500. It names
 * the request and opens nothing, so it need not be hard to guess.
 */
final class RequestId {
  private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator(new Random());
  private static final String ATTRIBUTE = "jp.tsunagi.request-id";

  private RequestId() {}

  static String of(HttpServletRequest request) {
    Object known = request.getAttribute(ATTRIBUTE);
    if (known instanceof String id) {
      return id;
    }
    String id = IDS.generate().toString();
    request.setAttribute(ATTRIBUTE, id);
    return id;
  }
}
