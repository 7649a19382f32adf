package jp.tsunagi.fhirgateway.control;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.SearchPage;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;

/**
 * 検索結果の組立て. Puts the stored bytes of a page between the words of a searchset Bundle; nothing is
 * parsed and nothing encoded.
 */
public final class SearchsetWriter {
  private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();
  private static final byte[] RESOURCE = bytes(",\"resource\":");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(16_384);
  private final String base;
  private final String self;
  private @Nullable String next;
  private @Nullable OperationOutcome outcome;
  private boolean any;

  /**
   * @param base the address of the server, with the last slash
   * @param self the search as it was asked
   */
  public SearchsetWriter(String base, String self) {
    this.base = base;
    this.self = self;
  }

  public void next(String url) {
    next = url;
  }

  public void outcome(OperationOutcome said) {
    outcome = said;
  }

  public byte[] write(SearchPage page) {
    text("{\"resourceType\":\"Bundle\",\"id\":\"");
    text(IDS.generate().toString());
    text("\",\"type\":\"searchset\"");
    Long total = page.total();
    if (total != null) {
      text(",\"total\":" + Math.min(total, Integer.MAX_VALUE));
    }
    text(",\"link\":[");
    link("self", self);
    String onward = next;
    if (onward != null) {
      text(",");
      link("next", onward);
    }
    text("]");
    entries(page.matches(), "match");
    entries(page.included(), "include");
    OperationOutcome said = outcome;
    if (said != null) {
      begin();
      text("\"resource\":");
      out.writeBytes(StoredJson.of(said));
      text(",\"search\":{\"mode\":\"outcome\"}}");
    }
    text(any ? "]}" : "}");
    return out.toByteArray();
  }

  private void entries(List<FhirResource> resources, String mode) {
    byte[] end = bytes(",\"search\":{\"mode\":\"" + mode + "\"}}");
    for (FhirResource resource : resources) {
      begin();
      text("\"fullUrl\":");
      quoted(base + resource.type() + "/" + resource.id());
      out.writeBytes(RESOURCE);
      out.writeBytes(StoredJson.of(resource));
      out.writeBytes(end);
    }
  }

  private void begin() {
    text(any ? ",{" : ",\"entry\":[{");
    any = true;
  }

  private void link(String relation, String url) {
    text("{\"relation\":\"" + relation + "\",\"url\":");
    quoted(url);
    text("}");
  }

  private void quoted(String value) {
    out.write('"');
    out.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(value));
    out.write('"');
  }

  private void text(String words) {
    out.writeBytes(bytes(words));
  }

  private static byte[] bytes(String words) {
    return words.getBytes(StandardCharsets.UTF_8);
  }
}
