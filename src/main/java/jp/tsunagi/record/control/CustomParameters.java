package jp.tsunagi.record.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.tsunagi.record.control.SearchParameter.Kind;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;

/** 独自検索パラメータ。 The active SearchParameters of our implementation guide, from the class path. */
@ApplicationScoped
public class CustomParameters {
  private static final String FOLDER = "/fhir-profiles/SearchParameter";

  private final Map<String, List<ParameterFactory.Definition>> byType = new HashMap<>();

  @SuppressWarnings("NullAway.Init")
  protected CustomParameters() {}

  @Inject
  CustomParameters(FhirEngine engine) {
    for (byte[] file : files()) {
      org.hl7.fhir.r4.model.SearchParameter parameter =
          (org.hl7.fhir.r4.model.SearchParameter) engine.decode(file);
      if (parameter.getStatus() == PublicationStatus.ACTIVE) {
        add(parameter);
      }
    }
  }

  List<ParameterFactory.Definition> of(String type) {
    return byType.getOrDefault(type, List.of());
  }

  private void add(org.hl7.fhir.r4.model.SearchParameter parameter) {
    ParameterFactory.Definition definition =
        new ParameterFactory.Definition(
            parameter.getCode(),
            kind(parameter.getType()),
            parameter.hasExpression() ? parameter.getExpression() : "",
            parameter.getTarget().stream()
                .map(target -> target.getCode())
                .collect(Collectors.toSet()),
            parameter.getComponent().stream()
                .map(part -> ParameterCatalogue.lastWord(part.getDefinition()))
                .toList());
    Set<String> bases =
        parameter.getBase().stream().map(base -> base.getCode()).collect(Collectors.toSet());
    for (String base : bases) {
      byType.computeIfAbsent(base, none -> new ArrayList<>()).add(definition);
    }
  }

  private static Kind kind(SearchParamType type) {
    return Kind.valueOf(type.name());
  }

  /** The files of the folder, which lies in a directory when deployed and may lie in a jar. */
  private static List<byte[]> files() {
    URL folder = CustomParameters.class.getResource(FOLDER);
    if (folder == null) {
      return List.of();
    }
    try {
      URI place = folder.toURI();
      if (!place.getScheme().equals("jar")) {
        return contents(Path.of(place));
      }
      try (FileSystem archive = FileSystems.newFileSystem(place, Map.of())) {
        return contents(archive.getPath(FOLDER));
      }
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<byte[]> contents(Path folder) throws IOException {
    List<byte[]> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".json")).sorted().toList()) {
        all.add(Files.readAllBytes(file));
      }
    }
    return all;
  }
}
