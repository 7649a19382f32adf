package jp.tsunagi.it;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * ブラウザー。 A real Chromium. People of the cast sign in through Keycloak's own form, as everybody
 * does.
 */
public final class WebBrowser implements AutoCloseable {
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--force-color-profile=srgb");

  /** Only a time that is promised is measured; how busy the machine is must not fail a test. */
  private static final int PATIENCE_MILLIS = 20_000;

  private final Tsunagi tsunagi;
  private final Playwright playwright;
  private final Browser chromium;

  WebBrowser(Tsunagi tsunagi) {
    this.tsunagi = tsunagi;
    this.playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    this.chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program())
                    .setHeadless(true)
                    .setArgs(ARGUMENTS));
  }

  /** Somebody who has not signed in, on a fresh profile. */
  public Visit visit(Screen screen) {
    Browser.NewContextOptions options =
        new Browser.NewContextOptions()
            .setBaseURL(tsunagi.baseUrl().toString())
            .setViewportSize(screen.width(), screen.height())
            .setLocale("ja-JP")
            .setTimezoneId("Asia/Tokyo")
            .setHasTouch(screen == Screen.PHONE)
            .setIsMobile(screen == Screen.PHONE);
    BrowserContext context = chromium.newContext(options);
    return new Visit(context, context.newPage(), screen);
  }

  /** A person of the cast, signed in and at the given path of the application. */
  public Visit signedIn(String user, Screen screen, String path) {
    Visit visit = visit(screen);
    Page page = visit.page();
    page.navigate("/login?to=" + path);
    page.locator("#username").fill(user);
    page.locator("#password").fill(Tsunagi.PASSWORD);
    page.locator("#kc-login").click();
    page.waitForURL(url -> url.startsWith(tsunagi.baseUrl() + "/") && !url.contains("/callback"));
    return visit;
  }

  private static Path program() {
    return Optional.ofNullable(System.getenv("TSUNAGI_CHROMIUM")).stream()
        .flatMap(given -> Stream.of(Path.of(given)))
        .findFirst()
        .or(
            () ->
                Stream.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
                    .flatMap(
                        name ->
                            Stream.of(Path.of("/usr/bin", name), Path.of("/usr/local/bin", name)))
                    .filter(Files::isExecutable)
                    .findFirst())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no Chromium: run 'apt-get install chromium', or set TSUNAGI_CHROMIUM to its program"));
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }
}
