package jp.tsunagi.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** 画面の部品の決まり. What the sources of the browser application must keep to, read as text. */
class BrowserSourcesTest {
  private static final Path WEBAPP = Path.of("src/main/webapp");
  private static final int MOST_LINES = 150;
  private static final Pattern MESSAGE = Pattern.compile("\\bt\\(\\s*'([^']+)'");
  private static final Pattern KEY = Pattern.compile("^  '([^']+)':", Pattern.MULTILINE);
  private static final Pattern IMPORT =
      Pattern.compile("(?:from|import\\(?)\\s*'(/[^']+\\.js)'", Pattern.MULTILINE);
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|unsafeSVG|document\\.write|\\beval\\(|\\sstyle=");

  @Test
  void no_source_writes_markup_from_text_or_styles_inline() {
    assertEquals(
        Map.of(),
        found(text -> FORBIDDEN.matcher(text).results().map(MatchResult::group).toList()));
  }

  @Test
  void every_element_fits_on_a_few_screens() {
    assertEquals(
        Map.of(),
        found(
            text ->
                text.lines().count() > MOST_LINES
                    ? List.of(text.lines().count() + " lines")
                    : List.of()));
  }

  @Test
  void every_text_used_exists() {
    Set<String> known =
        KEY.matcher(read(WEBAPP.resolve("messages/ja.js")))
            .results()
            .map(key -> key.group(1))
            .collect(Collectors.toSet());

    assertEquals(
        Map.of(),
        found(
            text ->
                MESSAGE
                    .matcher(text)
                    .results()
                    .map(key -> key.group(1))
                    .filter(key -> !known.contains(key))
                    .toList()));
  }

  @Test
  void every_import_names_a_file() {
    assertEquals(
        Map.of(),
        found(
            text ->
                IMPORT
                    .matcher(text)
                    .results()
                    .map(file -> file.group(1))
                    .filter(file -> !Files.exists(WEBAPP.resolve(file.substring(1))))
                    .toList()));
  }

  @Test
  void platform_knows_no_other_component() {
    Map<String, List<String>> found =
        found(
            text ->
                IMPORT
                    .matcher(text)
                    .results()
                    .map(file -> file.group(1))
                    .filter(file -> !file.matches("/(platform|messages)/.*"))
                    .toList());

    assertEquals(
        Set.of(),
        found.keySet().stream()
            .filter(file -> file.startsWith("platform/"))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private interface Question {
    List<String> about(String text);
  }

  /** File by file what the question finds; a file without an answer is left out. */
  private static Map<String, List<String>> found(Question question) {
    Map<String, List<String>> answers = new TreeMap<>();
    try (Stream<Path> files = Files.walk(WEBAPP)) {
      files
          .filter(file -> file.toString().endsWith(".js"))
          .filter(file -> !file.startsWith(WEBAPP.resolve("messages")))
          .forEach(
              file -> {
                List<String> answer = question.about(read(file));
                if (!answer.isEmpty()) {
                  answers.put(WEBAPP.relativize(file).toString(), answer);
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answers;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
