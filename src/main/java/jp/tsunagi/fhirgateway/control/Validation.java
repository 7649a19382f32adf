package jp.tsunagi.fhirgateway.control;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.ResourceKey;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * 検査. {@code $validate}: what would be wrong with a resource if it were written, or with the stored
 * one as the caller sees it. Writes nothing.
 */
@ApplicationScoped
public class Validation {
  private static final Set<String> MODES = Set.of("", "create", "update", "delete", "profile");

  private final FhirContext fhir = FhirContext.forR4Cached();
  private FhirInteractions interactions;
  private StructureCheck structure;
  private ProfileValidator profiles;
  private FhirGatewayConfig config;

  /**
   * One thing said about the resource.
   *
   * @param rule the message id of the engine, or our rule
   * @param ours whether {@code rule} is a rule of ours, with its arguments
   */
  public record Finding(
      Level level, String place, String rule, boolean ours, String text, List<Object> arguments) {}

  /** How bad it is. */
  public enum Level {
    INFORMATION,
    WARNING,
    ERROR
  }

  @SuppressWarnings("NullAway.Init") // the proxy's constructor
  protected Validation() {}

  @Inject
  Validation(
      FhirInteractions interactions,
      StructureCheck structure,
      ProfileValidator profiles,
      FhirGatewayConfig config) {
    this.interactions = interactions;
    this.structure = structure;
    this.profiles = profiles;
    this.config = config;
  }

  /**
   * @param key the resource it is asked about; null on a type
   */
  public List<Finding> of(
      String type, @Nullable ResourceKey key, ValidationRequest request, Actor actor) {
    if (!MODES.contains(request.mode())) {
      throw new ProblemException(ProblemCode.INVALID_PARAMETER);
    }
    if (request.mode().equals("delete")) {
      return ofDeletion(key, actor);
    }
    @Nullable FhirResource stored = key == null ? null : interactions.read(key, null, actor);
    String text = request.text();
    if (text == null) {
      if (stored == null) {
        throw ProblemException.invalid("resource", "required");
      }
      text = fhir.newJsonParser().encodeResourceToString(stored.model());
    }
    List<Finding> findings = new ArrayList<>(unknown(request.profiles()));
    findings.addAll(ofType(type, request.type()));
    findings.addAll(
        config.fullValidation() ? byTheEngine(text, request.profiles()) : byStructure(text));
    return findings;
  }

  private List<Finding> ofDeletion(@Nullable ResourceKey key, Actor actor) {
    if (key == null) {
      throw ProblemException.invalid("mode", "not-a-code", "create, update, profile");
    }
    interactions.requireDeletable(key, actor);
    return List.of();
  }

  private List<Finding> unknown(List<String> asked) {
    return asked.stream()
        .filter(profile -> !profiles.isKnown(profile))
        .map(profile -> ours("profile", "no-such-profile", profile))
        .toList();
  }

  private static Finding ours(String place, String rule, Object... arguments) {
    return new Finding(Level.ERROR, place, rule, true, "", List.of(arguments));
  }

  private static List<Finding> ofType(String type, String found) {
    return found.isEmpty() || found.equals(type)
        ? List.of()
        : List.of(ours(found, "not-a-code", type));
  }

  private List<Finding> byTheEngine(String text, List<String> asked) {
    return profiles.validate(text, asked.stream().filter(profiles::isKnown).toList()).stream()
        .map(Validation::finding)
        .toList();
  }

  private static Finding finding(SingleValidationMessage message) {
    return new Finding(
        level(message.getSeverity()),
        Objects.requireNonNullElse(message.getLocationString(), ""),
        Objects.requireNonNullElse(message.getMessageId(), ""),
        false,
        Objects.requireNonNullElse(message.getMessage(), ""),
        List.of());
  }

  private static Level level(ResultSeverityEnum severity) {
    return switch (severity) {
      case INFORMATION -> Level.INFORMATION;
      case WARNING -> Level.WARNING;
      case ERROR, FATAL -> Level.ERROR;
    };
  }

  /** Without the engine: what a write would be refused for. */
  private List<Finding> byStructure(String text) {
    IParser parser = text.startsWith("<") ? fhir.newXmlParser() : fhir.newJsonParser();
    try {
      Resource model =
          (Resource) parser.setParserErrorHandler(new StrictErrorHandler()).parseResource(text);
      return structure.violations(model).stream()
          .map(
              violation ->
                  ours(violation.field(), violation.rule(), violation.arguments().toArray()))
          .toList();
    } catch (DataFormatException unreadable) {
      return List.of(
          new Finding(
              Level.ERROR,
              "",
              "parser",
              false,
              String.valueOf(unreadable.getMessage()),
              List.of()));
    }
  }
}
