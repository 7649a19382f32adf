package jp.tsunagi.fhirgateway.control;

import ca.uhn.fhir.context.FhirContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import jp.tsunagi.record.boundary.FhirResource;
import org.hl7.fhir.r4.model.Resource;

/** 保存のままのJSON. Resources as bytes, and how they are sent. */
public final class StoredJson {
  private static final String CONTENT_TYPE = "application/fhir+json;charset=UTF-8";

  /** Less than this is one packet with or without. */
  private static final int WORTH_COMPRESSING = 1_400;

  private StoredJson() {}

  /** The resource as it is shown: as stored, or encoded where the policy left something out. */
  public static byte[] of(FhirResource resource) {
    return resource.json().orElseGet(() -> of(resource.model()));
  }

  public static byte[] of(Resource model) {
    return FhirContext.forR4Cached()
        .newJsonParser()
        .setStripVersionsFromReferences(false)
        .encodeResourceToString(model)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Sends the whole answer, compressed if the caller takes it so. */
  public static void send(byte[] body, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Content-Type", CONTENT_TYPE);
    String accepted = request.getHeader("Accept-Encoding");
    if (body.length > WORTH_COMPRESSING && accepted != null && accepted.contains("gzip")) {
      response.setHeader("Content-Encoding", "gzip");
      response.setHeader("Vary", "Accept-Encoding");
      try (OutputStream out = new Fast(response.getOutputStream())) {
        out.write(body);
      }
      return;
    }
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** The network is nearer than the processor is idle. */
  private static final class Fast extends GZIPOutputStream {
    Fast(OutputStream out) throws IOException {
      super(out, 8_192);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
