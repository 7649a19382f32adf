package jp.tsunagi.fhirprofiles;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import jp.tsunagi.launcher.GuidePackage;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.NpmPackageValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** 配布物. The package of the guide as others load it: the HL7 engine knows nothing but it and R4. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuidePackageTest {
  /** In the folder of the tests' classes, because the engine loads packages from the class path. */
  private static final Path PACKAGE = Path.of("target/test-classes/guide/package.tgz");

  private final FhirContext fhir = FhirContext.forR4Cached();
  private final Guide guide = Guide.shared();

  @BeforeAll
  void packs() throws IOException {
    GuidePackage.write(Guide.FOLDER, PACKAGE);
  }

  @TestFactory
  Stream<DynamicTest> examples_are_valid_by_the_package_alone() throws IOException {
    NpmPackageValidationSupport ours = new NpmPackageValidationSupport(fhir);
    ours.loadPackageFromClasspath("classpath:guide/package.tgz");
    UnknownCodeSystemWarningValidationSupport unknown =
        new UnknownCodeSystemWarningValidationSupport(fhir);
    unknown.setNonExistentCodeSystemSeverity(IValidationSupport.IssueSeverity.WARNING);
    FhirValidator validator =
        fhir.newValidator()
            .registerValidatorModule(
                new FhirInstanceValidator(
                    new ValidationSupportChain(
                        new DefaultProfileValidationSupport(fhir),
                        ours,
                        new CommonCodeSystemsTerminologyService(fhir),
                        new InMemoryTerminologyServerValidationSupport(fhir),
                        unknown,
                        new SnapshotGeneratingValidationSupport(fhir))));
    return guide.examples.entrySet().stream()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.getKey(),
                    () -> assertEquals(List.of(), errors(validator, example.getValue()))));
  }

  private static List<String> errors(FhirValidator validator, Resource resource) {
    return validator.validateWithResult(resource).getMessages().stream()
        .filter(message -> message.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal())
        .map(message -> message.getLocationString() + ": " + message.getMessage())
        .toList();
  }

  @Test
  void names_itself_and_what_it_stands_on() throws IOException {
    NpmPackage opened = opened();

    assertEquals("jp.tsunagi.fhir", opened.name());
    assertEquals("https://tsunagi.example/fhir", opened.canonical());
    assertEquals("4.0.1", opened.fhirVersion());
    assertEquals(List.of("hl7.fhir.r4.core#4.0.1"), opened.dependencies());
  }

  @Test
  void its_index_lists_every_resource_of_the_guide() throws IOException {
    Set<String> indexed = new TreeSet<>();
    opened()
        .listIndexedResources(
            guide.conformance.values().stream().map(Resource::fhirType).toArray(String[]::new))
        .forEach(
            resource ->
                indexed.add(
                    resource.getFilename().replaceFirst("^@package/", "").replaceFirst("-", "/")));

    assertEquals(guide.conformance.keySet(), indexed);
  }

  @Test
  void the_same_sources_give_the_same_bytes(@TempDir Path folder) throws IOException {
    Path again = folder.resolve("package.tgz");

    GuidePackage.write(Guide.FOLDER, again);

    assertArrayEquals(Files.readAllBytes(PACKAGE), Files.readAllBytes(again));
  }

  private static NpmPackage opened() throws IOException {
    try (InputStream file = new FileInputStream(PACKAGE.toFile())) {
      return NpmPackage.fromPackage(file);
    }
  }
}
