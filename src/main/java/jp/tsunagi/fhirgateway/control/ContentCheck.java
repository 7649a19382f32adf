package jp.tsunagi.fhirgateway.control;

import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import jp.tsunagi.record.boundary.FhirResource;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;

/**
 * 内容の検査. What a resource that comes through the FHIR door must hold: its structure always, and our
 * profile where it claims one (ADR-0071). Use cases of our own do not come by here; tests hold what
 * they write against the same profiles.
 */
@ApplicationScoped
public class ContentCheck {
  /** The rule of a violation in the engine's words: its message and the id of its rule. */
  public static final String BY_THE_ENGINE = "profile";

  private StructureCheck structure;
  private ProfileValidator profiles;
  private FhirGatewayConfig config;

  @SuppressWarnings("NullAway.Init") // the proxy's constructor
  protected ContentCheck() {}

  @Inject
  ContentCheck(StructureCheck structure, ProfileValidator profiles, FhirGatewayConfig config) {
    this.structure = structure;
    this.profiles = profiles;
    this.config = config;
  }

  /** Refuses (422) what is not right, with the place, the rule and the words for each fault. */
  void require(FhirResource resource) {
    Resource model = resource.model();
    refuse(onlyParts(model));
    refuse(structure.violations(model));
    if (config.fullValidation() && profiles.claimsOurs(model)) {
      refuse(
          profiles.validate(model).stream()
              .filter(message -> isError(message.getSeverity()))
              .map(ContentCheck::violation)
              .toList());
    }
  }

  // Whoever sends back what an answer left elements out of would delete them; and nobody may make
  // a whole resource look like such an answer.
  private static List<Violation> onlyParts(Resource model) {
    Meta meta = model.getMeta();
    return Stream.of(Map.entry("tag", meta.getTag()), Map.entry("security", meta.getSecurity()))
        .filter(
            labels ->
                labels.getValue().stream()
                    .anyMatch(
                        label -> Labels.SERVERS_OWN.contains(String.valueOf(label.getCode()))))
        .map(labels -> Violation.of(model.fhirType() + ".meta." + labels.getKey(), "only-a-part"))
        .toList();
  }

  /** Claimed profiles that nothing is known of: a warning, for the resource is stored. */
  public List<String> unknownProfiles(Resource resource) {
    return ProfileValidator.claims(resource).stream()
        .filter(profile -> !profiles.isKnown(profile))
        .toList();
  }

  private static void refuse(List<Violation> violations) {
    if (!violations.isEmpty()) {
      throw new ProblemException(ProblemCode.INVALID_CONTENT, violations);
    }
  }

  static boolean isError(ResultSeverityEnum severity) {
    return severity == ResultSeverityEnum.ERROR || severity == ResultSeverityEnum.FATAL;
  }

  private static Violation violation(SingleValidationMessage message) {
    return Violation.of(
        Objects.requireNonNullElse(message.getLocationString(), ""),
        BY_THE_ENGINE,
        Objects.requireNonNullElse(message.getMessage(), ""),
        Objects.requireNonNullElse(message.getMessageId(), ""));
  }
}
