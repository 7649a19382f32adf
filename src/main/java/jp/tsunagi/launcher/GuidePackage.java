package jp.tsunagi.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/**
 * 実装ガイドの配布物. Packs {@code fhir-profiles/} as an NPM-style FHIR package, which validators and other
 * servers can load: {@code package/} with its manifest, the resources and their index, the examples
 * below {@code package/example}. The same sources give the same bytes.
 */
public final class GuidePackage {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GUIDE = "ImplementationGuide/tsunagi.json";
  private static final int INDEX_VERSION = 2;

  /** What the index tells of a resource, besides its file and type. */
  private static final List<String> INDEXED =
      List.of("id", "url", "version", "kind", "type", "supplements", "content", "valueSet");

  private final Path sources;

  private GuidePackage(Path sources) {
    this.sources = sources;
  }

  /** Called by the build with the folder of the guide and the file to write. */
  public static void main(String[] arguments) throws IOException {
    write(Path.of(arguments[0]), Path.of(arguments[1]));
  }

  /** Writes the package of the guide in a folder. */
  public static void write(Path sources, Path target) throws IOException {
    Path parent = target.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(target))) {
      new GuidePackage(sources).writeTo(file);
    }
  }

  private void writeTo(OutputStream file) throws IOException {
    JsonNode guide = JSON.readTree(sources.resolve(GUIDE).toFile());
    Map<String, byte[]> resources = new TreeMap<>();
    Map<String, byte[]> examples = new TreeMap<>();
    resources.put(flat(GUIDE), Files.readAllBytes(sources.resolve(GUIDE)));
    for (JsonNode entry : guide.at("/definition/resource")) {
      String path = entry.at("/reference/reference").asText() + ".json";
      if (isExample(entry)) {
        examples.put(flat(path), Files.readAllBytes(sources.resolve("examples").resolve(path)));
      } else {
        resources.put(flat(path), Files.readAllBytes(sources.resolve(path)));
      }
    }
    try (TarArchiveOutputStream archive =
        new TarArchiveOutputStream(new GzipCompressorOutputStream(file), "UTF-8")) {
      add(archive, "package/package.json", bytes(manifest(guide)));
      add(archive, "package/.index.json", bytes(index(resources)));
      for (Map.Entry<String, byte[]> resource : resources.entrySet()) {
        add(archive, "package/" + resource.getKey(), resource.getValue());
      }
      add(archive, "package/example/.index.json", bytes(index(examples)));
      for (Map.Entry<String, byte[]> example : examples.entrySet()) {
        add(archive, "package/example/" + example.getKey(), example.getValue());
      }
    }
  }

  private static boolean isExample(JsonNode entry) {
    return entry.path("exampleBoolean").asBoolean() || entry.has("exampleCanonical");
  }

  /** {@code Type/id.json} as packages name it: {@code Type-id.json}. */
  private static String flat(String path) {
    return path.replace('/', '-');
  }

  private static ObjectNode manifest(JsonNode guide) {
    ObjectNode manifest = JSON.createObjectNode();
    String url = guide.path("url").asText();
    manifest.put("name", guide.path("packageId").asText());
    manifest.put("version", guide.path("version").asText());
    manifest.put("tools-version", 3);
    manifest.put("type", "IG");
    manifest.put("canonical", url.substring(0, url.indexOf("/ImplementationGuide/")));
    manifest.put("url", url);
    manifest.put("title", guide.path("title").asText());
    manifest.put("description", guide.path("description").asText());
    manifest.put("author", guide.path("publisher").asText());
    manifest.put("date", guide.path("date").asText().replace("-", "") + "000000");
    manifest.set("fhirVersions", guide.path("fhirVersion").deepCopy());
    manifest.putObject("dependencies").put("hl7.fhir.r4.core", "4.0.1");
    return manifest;
  }

  private static ObjectNode index(Map<String, byte[]> resources) throws IOException {
    ObjectNode index = JSON.createObjectNode();
    index.put("index-version", INDEX_VERSION);
    ArrayNode files = index.putArray("files");
    for (Map.Entry<String, byte[]> resource : resources.entrySet()) {
      JsonNode content = JSON.readTree(resource.getValue());
      ObjectNode file = files.addObject();
      file.put("filename", resource.getKey());
      file.put("resourceType", content.path("resourceType").asText());
      for (String name : INDEXED) {
        if (content.path(name).isTextual()) {
          file.set(name, content.get(name));
        }
      }
    }
    return index;
  }

  private static byte[] bytes(JsonNode json) throws IOException {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
  }

  private static void add(TarArchiveOutputStream archive, String name, byte[] content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    entry.setModTime(0);
    archive.putArchiveEntry(entry);
    archive.write(content);
    archive.closeArchiveEntry();
  }
}
