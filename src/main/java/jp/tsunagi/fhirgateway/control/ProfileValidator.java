package jp.tsunagi.fhirgateway.control;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.jspecify.annotations.Nullable;

/**
 * プロファイルの検査. The HL7 validation engine with our guide: invariants, bindings and slices, tens of
 * milliseconds a resource. The first use takes seconds; {@link #warmUp()} does that beforehand.
 */
@ApplicationScoped
public class ProfileValidator {
  // The engine tells at INFO each code system it looks up. Held here, or the level is lost with the
  // logger.
  private static final Logger ENGINE = Logger.getLogger("org.hl7.fhir");

  static {
    ENGINE.setLevel(Level.WARNING);
  }

  private final FhirContext fhir = FhirContext.forR4Cached();
  private ProfileSupport support;
  private GuideContent guide;
  private @Nullable FhirValidator engine;
  private volatile @Nullable Set<String> ours;

  @SuppressWarnings("NullAway.Init") // the proxy's constructor
  protected ProfileValidator() {}

  @Inject
  ProfileValidator(ProfileSupport support, GuideContent guide) {
    this.support = support;
    this.guide = guide;
  }

  /** Whether a profile, with or without its version, is one of the guide. */
  public boolean isOurs(String profile) {
    Set<String> known = ours;
    if (known == null) {
      known =
          guide.all(StructureDefinition.class).stream()
              .map(StructureDefinition::getUrl)
              .collect(Collectors.toSet());
      ours = known;
    }
    return known.contains(profile.split("\\|", 2)[0]);
  }

  /** Whether anything is known of a profile: of ours, or one that comes with R4. */
  public boolean isKnown(String profile) {
    return isOurs(profile) || support.chain().fetchStructureDefinition(profile) != null;
  }

  /** Whether the resource says it follows one of ours. */
  public boolean claimsOurs(Resource resource) {
    return claims(resource).stream().anyMatch(this::isOurs);
  }

  /** The profiles the resource says it follows. */
  static List<String> claims(Resource resource) {
    return resource.hasMeta()
        ? resource.getMeta().getProfile().stream()
            .filter(CanonicalType::hasValue)
            .map(CanonicalType::getValue)
            .toList()
        : List.of();
  }

  /** What the engine says of a resource by the profiles it claims, R4 among them. */
  public List<SingleValidationMessage> validate(Resource resource) {
    return engine().validateWithResult(resource).getMessages();
  }

  /** What the engine says of a resource as it was sent, by the profiles it claims and others. */
  public List<SingleValidationMessage> validate(String text, Collection<String> profiles) {
    ValidationOptions options = new ValidationOptions();
    new TreeSet<>(profiles).forEach(options::addProfile);
    return engine().validateWithResult(text, options).getMessages();
  }

  /** Reads what the engine needs for every one of our profiles. */
  public void warmUp() {
    for (StructureDefinition profile : guide.all(StructureDefinition.class)) {
      if (!profile.getType().equals("Extension")) {
        Resource empty = (Resource) fhir.getResourceDefinition(profile.getType()).newInstance();
        empty.getMeta().addProfile(profile.getUrl());
        validate(empty);
      }
    }
  }

  private synchronized FhirValidator engine() {
    FhirValidator made = engine;
    if (made == null) {
      made = fhir.newValidator();
      made.registerValidatorModule(new FhirInstanceValidator(support.chain()));
      engine = made;
    }
    return made;
  }
}
