package jp.tsunagi.fhirgateway.control;

import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Resource;

/** 内包資源. The resources within a resource, by the id a local reference names them with. */
final class Contained {
  private Contained() {}

  static Set<String> in(Resource resource) {
    if (!(resource instanceof DomainResource domain) || !domain.hasContained()) {
      return Set.of();
    }
    return domain.getContained().stream()
        .filter(Resource::hasId)
        .map(inner -> inner.getIdElement().getIdPart().replaceFirst("^#", ""))
        .collect(Collectors.toSet());
  }
}
