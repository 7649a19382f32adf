package jp.tsunagi.it;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** 訪問。 One person at one screen, with cookies and storage of their own; closing it forgets them. */
public final class Visit implements AutoCloseable {
  private final BrowserContext context;
  private final Page page;
  private final Screen screen;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  Visit(BrowserContext context, Page page, Screen screen) {
    this.context = context;
    this.page = page;
    this.screen = screen;
    context.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text() + " (" + message.location() + ")");
          }
        });
    context.onWebError(error -> complaints.add(error.error()));
  }

  public Page page() {
    return page;
  }

  public BrowserContext context() {
    return context;
  }

  /**
   * Errors on the console so far: exceptions, refusals of the content security policy, failed
   * requests.
   */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Keeps a picture in target/screenshots, named after the step and the screen. */
  public Path screenshot(String step) {
    Path file =
        Path.of(
            System.getProperty("tsunagi.home", ""),
            "target/screenshots",
            step + "-" + screen + ".png");
    page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    return file;
  }

  /**
   * What axe finds wrong with the page by WCAG 2.2 AA: one line for each rule, with the elements.
   */
  public List<String> accessibilityViolations() {
    return new AxeBuilder(page)
            .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
            .analyze()
            .getViolations()
            .stream()
            .map(Visit::described)
            .toList();
  }

  private static String described(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getHelp()
        + " "
        + rule.getNodes().stream().map(node -> String.valueOf(node.getTarget())).toList();
  }

  @Override
  public void close() {
    context.close();
  }
}
