package jp.tsunagi.record.boundary;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.ResourceReferenceInfo;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * 誰についての資源か. The residents a resource is about: everybody it refers to, wherever it does so.
 *
 * <p>Wider than FHIR's own patient compartment on purpose: that one leaves out Task, Device and
 * Provenance, and a reference that is not counted is a resident whose consent is not asked. Only
 * {@code Patient.link} does not count: a Patient is about itself.
 */
public final class ResidentsConcerned {
  private static final String PATIENT = "Patient";

  private ResidentsConcerned() {}

  /** Ids of the residents, in the order of the resource; empty when it is about nobody. */
  public static List<String> by(FhirResource resource) {
    return resource.storedResidents().orElseGet(() -> in(resource));
  }

  private static List<String> in(FhirResource resource) {
    Resource model = resource.model();
    if (model instanceof Patient) {
      return resource.hasId() ? List.of(resource.id()) : List.of();
    }
    Set<String> residents = new LinkedHashSet<>();
    if (model instanceof Bundle bundle) {
      bundle.getEntry().stream()
          .map(Bundle.BundleEntryComponent::getResource)
          .filter(entry -> entry instanceof Patient && entry.hasId())
          .forEach(entry -> residents.add(entry.getIdElement().getIdPart()));
    }
    for (ResourceReferenceInfo reference :
        FhirContext.forR4Cached().newTerser().getAllResourceReferences(model)) {
      OwnReference.id((Reference) reference.getResourceReference(), PATIENT)
          .ifPresent(residents::add);
    }
    return List.copyOf(residents);
  }
}
