package jp.tsunagi.platform.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * 文言. Texts of the server in Japanese and English, from {@code
 * messages/<component>_{ja,en}.properties}. A key missing in English falls back to Japanese; a key
 * missing in both is the key itself, which a test forbids.
 */
@ApplicationScoped
public class Messages {
  /** The components that bring texts; each has both languages. */
  public static final List<String> COMPONENTS =
      List.of(
          "platform",
          "organization",
          "consent",
          "audit",
          "resident",
          "carenote",
          "emergency",
          "notification",
          "disaster",
          "record",
          "fhirgateway",
          "exchange");

  public static final String JAPANESE = "ja";
  public static final String ENGLISH = "en";

  private final Map<String, Map<String, String>> texts =
      Map.of(JAPANESE, load(JAPANESE), ENGLISH, load(ENGLISH));

  private static Map<String, String> load(String language) {
    Map<String, String> all = new HashMap<>();
    for (String component : COMPONENTS) {
      try (InputStream in =
          Messages.class.getResourceAsStream(
              "/messages/" + component + "_" + language + ".properties")) {
        if (in == null) {
          continue;
        }
        Properties properties = new Properties();
        properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        properties.forEach((key, value) -> all.put((String) key, (String) value));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Map.copyOf(all);
  }

  /** The text, or empty when neither language has it. */
  public Optional<String> find(String language, String key, Object... arguments) {
    String pattern = texts.getOrDefault(language, Map.of()).get(key);
    if (pattern == null) {
      pattern = texts.getOrDefault(JAPANESE, Map.of()).get(key);
    }
    if (pattern == null) {
      return Optional.empty();
    }
    return Optional.of(
        arguments.length == 0
            ? pattern.replace("''", "'")
            : new MessageFormat(pattern, Locale.forLanguageTag(language)).format(arguments));
  }

  public String text(String language, String key, Object... arguments) {
    return find(language, key, arguments).orElse(key);
  }

  /** {@code en} when the caller prefers English, otherwise {@code ja}. */
  public static String language(List<Locale> preferred) {
    for (Locale locale : preferred) {
      if (locale.getLanguage().equals(ENGLISH)) {
        return ENGLISH;
      }
      if (locale.getLanguage().equals(JAPANESE)) {
        return JAPANESE;
      }
    }
    return JAPANESE;
  }

  /** The language a request asks for; Japanese when it does not say. */
  public static String language(HttpServletRequest request) {
    return request.getHeader("Accept-Language") == null
        ? JAPANESE
        : language(Collections.list(request.getLocales()));
  }

  /** All keys of a language, for the test that both languages are complete. */
  public java.util.Set<String> keys(String language) {
    return texts.getOrDefault(language, Map.of()).keySet();
  }
}
