package jp.tsunagi.record.control;

import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.model.api.annotation.DatatypeDef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.StructureDefinition.StructureDefinitionKind;
import org.hl7.fhir.r4.model.StructureDefinition.TypeDerivationRule;
import org.jspecify.annotations.Nullable;

/**
 * 型の系統. All that FHIRPath needs to know of the definitions of R4: which type is a kind of which. By
 * default its engine reads every definition with all its words, which takes seconds and some eighty
 * megabytes; what the models' classes tell is enough.
 */
final class TypeHierarchy implements IValidationSupport {
  private static final String BASE = "http://hl7.org/fhir/StructureDefinition/";

  private final FhirContext context;
  private @Nullable Map<String, StructureDefinition> byUrl;

  TypeHierarchy(FhirContext context) {
    this.context = context;
  }

  @Override
  public FhirContext getFhirContext() {
    return context;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T extends IBaseResource> List<T> fetchAllStructureDefinitions() {
    return (List<T>) List.copyOf(all().values());
  }

  @Override
  public @Nullable IBaseResource fetchStructureDefinition(String url) {
    return all().get(url);
  }

  private synchronized Map<String, StructureDefinition> all() {
    Map<String, StructureDefinition> known = byUrl;
    if (known == null) {
      known = new LinkedHashMap<>();
      for (Class<?> type : List.of(Resource.class, DomainResource.class)) {
        add(known, type.getSimpleName(), type, StructureDefinitionKind.RESOURCE);
      }
      for (String name : context.getResourceTypes()) {
        Class<?> type = context.getResourceDefinition(name).getImplementingClass();
        add(known, name, type, StructureDefinitionKind.RESOURCE);
      }
      for (BaseRuntimeElementDefinition<?> type : context.getElementDefinitions()) {
        add(
            known,
            type.getName(),
            type.getImplementingClass(),
            Character.isLowerCase(type.getName().charAt(0))
                ? StructureDefinitionKind.PRIMITIVETYPE
                : StructureDefinitionKind.COMPLEXTYPE);
      }
      byUrl = known;
    }
    return known;
  }

  private static void add(
      Map<String, StructureDefinition> all,
      String name,
      Class<?> type,
      StructureDefinitionKind kind) {
    StructureDefinition definition = new StructureDefinition();
    definition.setUrl(BASE + name);
    definition.setName(name);
    definition.setType(name);
    definition.setKind(kind);
    definition.setDerivation(TypeDerivationRule.SPECIALIZATION);
    String parent = parent(type.getSuperclass());
    if (parent != null) {
      definition.setBaseDefinition(BASE + parent);
    }
    all.putIfAbsent(definition.getUrl(), definition);
  }

  /** The name of the nearest class above that is a type of FHIR. */
  private static @Nullable String parent(@Nullable Class<?> type) {
    if (type == null) {
      return null;
    }
    if (type == Resource.class || type == DomainResource.class) {
      return type.getSimpleName();
    }
    DatatypeDef datatype = type.getAnnotation(DatatypeDef.class);
    return datatype != null ? datatype.name() : parent(type.getSuperclass());
  }
}
