package jp.tsunagi.e2e;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import jp.tsunagi.it.Visit;

/** 見る。 How a journey looks at a page and finds what is on it, in the words of the page. */
final class Look {
  /** What Chromium writes for an answer that is a refusal or for a lost line: the page tells it. */
  private static final Pattern DEALT_WITH =
      Pattern.compile(
          "Failed to load resource.*(401|403|404|409|412|503|ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_CONNECTION).*");

  private Look() {}

  /** Takes a picture; nothing may be wrong with the page by axe, nor on the console. */
  static void at(Visit visit, String step) {
    visit.page().locator(".skeleton").first().waitFor(gone());
    visit.screenshot(step);
    assertEquals(List.of(), visit.accessibilityViolations(), step);
    assertEquals(
        List.of(),
        visit.complaints().stream().filter(line -> !DEALT_WITH.matcher(line).find()).toList(),
        step);
    assertEquals(0, overhang(visit.page()), () -> step + ": wider than the screen");
  }

  /** By how many pixels the page is wider than the screen; a phone would shrink it all to fit. */
  private static int overhang(Page page) {
    return (int)
        page.evaluate(
            "width => Math.max(0, document.documentElement.scrollWidth - width)",
            page.viewportSize().width);
  }

  /** From now on the page notes the moment at which such an element with such a text appears. */
  static void watch(Page page, String selector, String text) {
    page.evaluate(
        """
        ([selector, text]) => {
          window.appearedAt = undefined;
          const look = () => {
            if (window.appearedAt) return;
            if ([...document.querySelectorAll(selector)].some(found => found.textContent.includes(text))) window.appearedAt = Date.now();
          };
          new MutationObserver(look).observe(document.body, {subtree: true, childList: true, characterData: true});
        }
        """,
        List.of(selector, text));
  }

  /** When what was watched for appeared, in milliseconds of the clock all parts of a test share. */
  static long appearedAt(Page page) {
    return ((Number) page.waitForFunction("() => window.appearedAt").evaluate("moment => moment"))
        .longValue();
  }

  /** Keeps how long something took, for who wants to know the figures of a run. */
  static void took(String what, List<Long> milliseconds) {
    Path file = Path.of(System.getProperty("tsunagi.home", ""), "target/measured.txt");
    try {
      Files.writeString(file, what + ", ms: " + milliseconds + "\n", CREATE, APPEND);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  static Page.GetByRoleOptions level(int level) {
    return new Page.GetByRoleOptions().setLevel(level);
  }

  static Locator.GetByRoleOptions within(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }

  static Locator.FilterOptions hasText(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static Locator.WaitForOptions gone() {
    return new Locator.WaitForOptions()
        .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED);
  }
}
