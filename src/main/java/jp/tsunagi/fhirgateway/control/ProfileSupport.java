package jp.tsunagi.fhirgateway.control;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport.IssueSeverity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.jspecify.annotations.Nullable;

/**
 * 定義. What the HL7 engine knows: R4 as it is bundled with HAPI, our guide, and nothing from the
 * network. Made when first needed and kept.
 */
@ApplicationScoped
public class ProfileSupport {
  private final FhirContext fhir = FhirContext.forR4Cached();
  private GuideContent guide;
  private @Nullable ValidationSupportChain chain;

  @SuppressWarnings("NullAway.Init") // the proxy's constructor
  protected ProfileSupport() {}

  @Inject
  ProfileSupport(GuideContent guide) {
    this.guide = guide;
  }

  synchronized ValidationSupportChain chain() {
    ValidationSupportChain made = chain;
    if (made == null) {
      made = make();
      chain = made;
    }
    return made;
  }

  private ValidationSupportChain make() {
    PrePopulatedValidationSupport ours = new PrePopulatedValidationSupport(fhir);
    guide.all(MetadataResource.class).forEach(ours::addResource);
    UnknownCodeSystemWarningValidationSupport unknown =
        new UnknownCodeSystemWarningValidationSupport(fhir);
    unknown.setNonExistentCodeSystemSeverity(IssueSeverity.WARNING);
    return new ValidationSupportChain(
        bundled(),
        ours,
        new CommonCodeSystemsTerminologyService(fhir),
        new InMemoryTerminologyServerValidationSupport(fhir),
        unknown,
        new SnapshotGeneratingValidationSupport(fhir));
  }

  /** R4 without its words for people, which are most of it. */
  private DefaultProfileValidationSupport bundled() {
    DefaultProfileValidationSupport bundled = new DefaultProfileValidationSupport(fhir);
    for (StructureDefinition definition :
        bundled.<StructureDefinition>fetchAllStructureDefinitions()) {
      definition.setMapping(null).setText(null);
      definition.setDifferential(null);
      definition.getSnapshot().getElement().forEach(ProfileSupport::shorten);
    }
    return bundled;
  }

  private static void shorten(ElementDefinition element) {
    element.setDefinition(null).setComment(null).setRequirements(null).setMeaningWhenMissing(null);
    element.setAlias(null).setMapping(null).setExample(null).setIsModifierReason(null);
    element.getConstraint().forEach(constraint -> constraint.setXpath(null).setRequirements(null));
  }
}
