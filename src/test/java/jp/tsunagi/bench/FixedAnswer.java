package jp.tsunagi.bench;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** 固定の答え. What a request costs in the servlet container when nothing is done for it. */
@WebServlet("/*")
public class FixedAnswer extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final byte[] BODY =
      ("{\"resourceType\":\"Observation\",\"id\":\"1\",\"note\":[{\"text\":\""
              + "x".repeat(740)
              + "\"}]}")
          .getBytes(StandardCharsets.UTF_8);

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("application/fhir+json");
    response.setHeader("ETag", "W/\"1\"");
    response.setContentLength(BODY.length);
    response.getOutputStream().write(BODY);
  }
}
