package jp.tsunagi.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Screen;
import jp.tsunagi.it.Visit;
import jp.tsunagi.it.WebBrowser;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules written in JavaScript, tested where they run: every file of {@code src/test/browser}.
 */
@IntegrationTest
class BrowserLogicE2E {
  private static final Path TESTS =
      Path.of(System.getProperty("tsunagi.home", ""), "src/test/browser");
  private static final Path INDEX =
      Path.of(System.getProperty("tsunagi.home", ""), "src/main/webapp/index.html");
  private static final Pattern IMPORT_MAP =
      Pattern.compile("<script type=\"importmap\">.*?</script>", Pattern.DOTALL);

  @ArquillianResource WebBrowser browser;

  static List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(TESTS)) {
      return files
          .map(file -> TESTS.relativize(file).toString())
          .filter(file -> file.endsWith(".test.js"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void every_sentence_holds(String file) {
    try (Visit visit = browser.visit(Screen.DESKTOP)) {
      Page page = visit.page();
      page.route("**/test.html", BrowserLogicE2E::emptyPage);
      page.route("**/test-modules/**", BrowserLogicE2E::testModule);
      page.navigate("/test.html");

      @SuppressWarnings("unchecked")
      List<Map<String, String>> results =
          (List<Map<String, String>>)
              page.evaluate(
                  """
                  async file => {
                    await import('/test-modules/' + file);
                    return (await import('/test-modules/testing.js')).run();
                  }""",
                  file);

      assertFalse(results.isEmpty(), "no test in " + file);
      assertEquals(
          List.of(),
          results.stream()
              .filter(result -> !result.getOrDefault("failure", "").isEmpty())
              .map(result -> result.get("sentence") + ": " + result.get("failure"))
              .toList());
    }
  }

  /**
   * A page with the import map of the application and nothing else: no sign-in, no service worker.
   */
  private static void emptyPage(Route route) {
    Matcher map = IMPORT_MAP.matcher(read(INDEX));
    String importMap = map.find() ? map.group() : "";
    route.fulfill(
        new Route.FulfillOptions()
            .setContentType("text/html;charset=utf-8")
            .setBody("<!doctype html><meta charset=\"utf-8\">" + importMap));
  }

  private static void testModule(Route route) {
    String url = route.request().url();
    String file = url.substring(url.indexOf("/test-modules/") + "/test-modules/".length());
    route.fulfill(
        new Route.FulfillOptions()
            .setContentType("text/javascript;charset=utf-8")
            .setBody(read(TESTS.resolve(file))));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
