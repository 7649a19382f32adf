package jp.tsunagi.fhirgateway.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;

/**
 * 必須の符号. Codes that R4 requires of an element whose type alone does not: HAPI's parser refuses a
 * wrong {@code status}, but takes any {@code clinicalStatus}.
 */
final class RequiredBindings {
  private static final String FILE = "/fhirgateway/required-bindings.properties";
  private static final Map<String, Set<String>> CODES = read();

  private RequiredBindings() {}

  /** {@code system|code} of everything allowed at an element, null where nothing is required. */
  static @Nullable Set<String> of(String element) {
    return CODES.get(element);
  }

  /** Every element that has one. */
  static Set<String> elements() {
    return CODES.keySet();
  }

  static boolean allows(Set<String> codes, List<Coding> codings) {
    return codings.stream()
        .anyMatch(coding -> codes.contains(coding.getSystem() + "|" + coding.getCode()));
  }

  /** The codes without their systems, to tell somebody who used another. */
  static String words(Set<String> codes) {
    return String.join(
        ", ", codes.stream().map(code -> code.substring(code.indexOf('|') + 1)).toList());
  }

  private static Map<String, Set<String>> read() {
    Properties properties = new Properties();
    try (InputStream file = RequiredBindings.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    Map<String, Set<String>> codes = new HashMap<>();
    properties.forEach(
        (element, allowed) ->
            codes.put(
                (String) element,
                new LinkedHashSet<>(Arrays.asList(((String) allowed).split(" ")))));
    return codes;
  }
}
