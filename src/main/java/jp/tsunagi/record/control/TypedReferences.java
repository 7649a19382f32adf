package jp.tsunagi.record.control;

import ca.uhn.fhir.fhirpath.IFhirPathEvaluationContext;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;

/**
 * Lets FHIRPath's {@code resolve() is Patient} be answered from the reference itself. Without it
 * every such expression silently yields nothing.
 */
final class TypedReferences implements IFhirPathEvaluationContext {
  private final FhirEngine engine;

  TypedReferences(FhirEngine engine) {
    this.engine = engine;
  }

  @Override
  public @Nullable IBase resolveReference(IIdType reference, IBase context) {
    String type = reference.getResourceType();
    if (type == null || !engine.context().getResourceTypes().contains(type)) {
      return null;
    }
    IBaseResource empty = engine.context().getResourceDefinition(type).newInstance();
    empty.setId(reference.getIdPart());
    return empty;
  }
}
