package jp.tsunagi.fhirprofiles;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;

/**
 * 実装ガイド. The guide as it lies in {@code fhir-profiles/}, loaded into the HL7 validation engine with
 * its bundled R4 definitions and nothing from the network.
 */
public final class Guide {
  static final Path FOLDER = Path.of("fhir-profiles");

  // The engine tells at INFO each code system it looks up. Held here, or the level is lost with the
  // logger.
  private static final List<Logger> ENGINE =
      List.of(Logger.getLogger("org.hl7.fhir"), Logger.getLogger("ca.uhn.fhir"));

  static {
    ENGINE.forEach(logger -> logger.setLevel(Level.WARNING));
  }

  final FhirContext context = FhirContext.forR4Cached();

  /**
   * Path below the folder, such as {@code StructureDefinition/resident.json}, to the conformance
   * resource.
   */
  final Map<String, Resource> conformance = new TreeMap<>();

  final Map<String, Resource> examples = new TreeMap<>();
  final Map<String, Resource> counterExamples = new TreeMap<>();

  final ValidationSupportChain support;
  private final FhirValidator validator;

  private static final class Loaded {
    private static final Guide GUIDE = new Guide();
  }

  /** The guide, loaded once for all tests: it takes seconds. */
  public static Guide shared() {
    return Loaded.GUIDE;
  }

  private Guide() {
    conformance.putAll(read(FOLDER));
    conformance.keySet().removeIf(path -> path.contains("examples/"));
    examples.putAll(read(FOLDER.resolve("examples")));
    counterExamples.putAll(read(FOLDER.resolve("counter-examples")));

    PrePopulatedValidationSupport ours = new PrePopulatedValidationSupport(context);
    conformance.values().stream()
        .filter(MetadataResource.class::isInstance)
        .forEach(ours::addResource);
    UnknownCodeSystemWarningValidationSupport unknown =
        new UnknownCodeSystemWarningValidationSupport(context);
    unknown.setNonExistentCodeSystemSeverity(IValidationSupport.IssueSeverity.WARNING);
    support =
        new ValidationSupportChain(
            new DefaultProfileValidationSupport(context),
            ours,
            new CommonCodeSystemsTerminologyService(context),
            new InMemoryTerminologyServerValidationSupport(context),
            unknown,
            new SnapshotGeneratingValidationSupport(context));
    validator = context.newValidator().registerValidatorModule(new FhirInstanceValidator(support));
  }

  /** What the engine holds against a resource, each as {@code where: words}; warnings left out. */
  public List<String> errors(IBaseResource resource) {
    return errors(validator.validateWithResult(resource));
  }

  /** The same for one as it came, in JSON or XML: a model would have lost some of what is wrong. */
  public List<String> errors(String text) {
    return errors(validator.validateWithResult(text));
  }

  private static List<String> errors(ValidationResult result) {
    List<String> errors = new ArrayList<>();
    for (SingleValidationMessage message : result.getMessages()) {
      if (message.getSeverity() == ResultSeverityEnum.ERROR
          || message.getSeverity() == ResultSeverityEnum.FATAL) {
        errors.add(message.getLocationString() + ": " + message.getMessage());
      }
    }
    return errors;
  }

  /** The profile with the snapshot the engine makes of it. */
  StructureDefinition snapshot(StructureDefinition profile) {
    IBaseResource whole =
        support.generateSnapshot(
            new ValidationSupportContext(support),
            profile.copy(),
            profile.getUrl(),
            null,
            profile.getName());
    return (StructureDefinition) Objects.requireNonNull(whole);
  }

  private Map<String, Resource> read(Path folder) {
    Map<String, Resource> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> file.toString().endsWith(".json") && !file.endsWith("expected.json"))
          .forEach(
              file ->
                  found.put(folder.relativize(file).toString().replace('\\', '/'), parse(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private Resource parse(Path file) {
    try {
      return (Resource) context.newJsonParser().parseResource(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
