package jp.tsunagi.platform.control;

import com.fasterxml.uuid.Generators;
import jakarta.servlet.http.HttpServletRequest;

/** 要求番号. One id for each request, in the logs, in the audit trail and in the body of a 500. */
final class RequestId {
  private static final String ATTRIBUTE = "jp.tsunagi.request-id";

  private RequestId() {}

  static String of(HttpServletRequest request) {
    Object known = request.getAttribute(ATTRIBUTE);
    if (known instanceof String id) {
      return id;
    }
    String id = Generators.timeBasedEpochGenerator().generate().toString();
    request.setAttribute(ATTRIBUTE, id);
    return id;
  }
}
