package jp.tsunagi.fhirgateway.control;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ImplementationGuide;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * 実装ガイド. Our implementation guide as it lies on the class path: what the server serves, validates
 * by and expands. Its own list says which files there are; examples are not among them.
 */
@ApplicationScoped
public class GuideContent {
  private static final String FOLDER = "/fhir-profiles/";
  private static final String LIST = "ImplementationGuide/tsunagi";

  private final FhirContext fhir = FhirContext.forR4Cached();
  private @Nullable Content content;

  private record Content(List<Resource> resources, String fingerprint) {}

  /** The conformance resources; the guide itself comes last. Not to be changed. */
  public List<Resource> resources() {
    return content().resources();
  }

  /** The conformance resources of one type. */
  public <T extends Resource> List<T> all(Class<T> type) {
    return resources().stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Tells one content from another. */
  public String fingerprint() {
    return content().fingerprint();
  }

  private synchronized Content content() {
    Content known = content;
    if (known == null) {
      known = read();
      content = known;
    }
    return known;
  }

  private Content read() {
    MessageDigest digest = sha256();
    ImplementationGuide list = (ImplementationGuide) parsed(LIST, digest);
    list.getDefinition()
        .getResource()
        .removeIf(entry -> entry.hasExampleCanonicalType() || isExample(entry));
    List<Resource> resources = new ArrayList<>();
    list.getDefinition()
        .getResource()
        .forEach(entry -> resources.add(parsed(entry.getReference().getReference(), digest)));
    resources.add(list);
    return new Content(
        List.copyOf(resources), HexFormat.of().formatHex(digest.digest()).substring(0, 32));
  }

  private static boolean isExample(
      ImplementationGuide.ImplementationGuideDefinitionResourceComponent entry) {
    return entry.hasExampleBooleanType() && entry.getExampleBooleanType().booleanValue();
  }

  private Resource parsed(String path, MessageDigest digest) {
    byte[] json = bytes(FOLDER + path + ".json");
    digest.update(json);
    IParser parser = fhir.newJsonParser();
    return (Resource)
        parser.parseResource(
            new InputStreamReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8));
  }

  private static byte[] bytes(String name) {
    try (InputStream file = GuideContent.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return file.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The type and id of everything in the guide, as in a reference. */
  Stream<String> names() {
    return resources().stream()
        .map(resource -> resource.fhirType() + "/" + resource.getIdElement().getIdPart());
  }
}
