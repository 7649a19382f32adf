package jp.tsunagi.fhirgateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** 送ったまま。 A stored resource as its sender knows it. */
final class AsSent {
  private AsSent() {}

  /** Without what the server writes itself. */
  static JsonNode bare(JsonNode resource) {
    ObjectNode bare = resource.deepCopy();
    bare.remove("id");
    if (bare.path("meta") instanceof ObjectNode meta) {
      meta.remove(List.of("versionId", "lastUpdated"));
      if (meta.isEmpty()) {
        bare.remove("meta");
      }
    }
    return bare;
  }
}
