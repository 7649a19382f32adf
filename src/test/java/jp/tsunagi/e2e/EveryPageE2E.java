package jp.tsunagi.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static jp.tsunagi.e2e.Look.named;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Screen;
import jp.tsunagi.it.Tsunagi;
import jp.tsunagi.it.Visit;
import jp.tsunagi.it.WebBrowser;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * どの画面も。 Every page of every role, in both languages, with large text, by keyboard, and in trouble.
 */
@IntegrationTest
class EveryPageE2E {
  private static final Pattern UNTRANSLATED =
      Pattern.compile("^[a-z]+[A-Za-z]*\\.[A-Za-z.-]+$", Pattern.MULTILINE);

  @ArquillianResource Tsunagi tsunagi;
  @ArquillianResource WebBrowser browser;

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          sato,      / /residents /notes /cases /disasters /about /my-sessions /notices
          mori,      / /break-glass
          takahashi, / /disasters /unsent
          nakamura,  / /cases /unsent
          kato,      / /disasters /residents
          inoue,     / /residents
          matsumoto, / /disasters /disasters/new /cases /notices
          kimura,    / /audit/anomalies /audit/break-glass /audit/disclosures /notices
          admin,     / /about
          hana,      / /residents/r-00001/access-report /about /my-sessions
          yukiko,    / /about
          """)
  void every_page_of_a_role_is_sound(String user, String paths) {
    for (Screen screen : Screen.values()) {
      try (Visit visit = browser.signedIn(user, screen, "/about")) {
        for (String path : paths.split(" ")) {
          look(visit, path, "page-" + user + path.replace('/', '-'));
        }
        visit.page().evaluate("() => localStorage.setItem('tsunagi-language', 'en')");
        for (String path : paths.split(" ")) {
          look(visit, path, "en-" + user + path.replace('/', '-'));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sato, / /residents /residents/{hana} /notes",
    "kato, /cases",
    "kimura, /audit /audit/anomalies /audit/break-glass",
    "mori, /break-glass",
    "hana, /"
  })
  void text_twice_as_large_still_fits(String user, String paths) {
    for (Screen screen : Screen.values()) {
      try (Visit visit = browser.signedIn(user, screen, "/about")) {
        // To the page, a zoom of 200 % is a screen half as wide.
        visit.page().setViewportSize(screen.width() / 2, screen.height() / 2);
        for (String path : paths.split(" ")) {
          String address = path.replace("{hana}", new Story(tsunagi).hana());
          look(visit, address, "large-" + user + path.replaceAll("[/{}]", "-"));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_goes_wrong_is_said_with_what_to_do_next(Screen screen) {
    try (Visit sato = browser.signedIn("sato", screen, "/nowhere")) {
      Page page = sato.page();
      assertThat(page.getByRole(AriaRole.HEADING, named("この画面はありません"))).isVisible();
      Look.at(sato, "trouble-1-no-page");
      page.navigate("/residents/nobody");
      assertThat(page.getByRole(AriaRole.HEADING, named("見つかりません"))).isVisible();
      Look.at(sato, "trouble-2-unknown");

      page.navigate("/trouble.html");
      assertThat(page.getByRole(AriaRole.HEADING, named("ただいま利用できません"))).isVisible();
      Look.at(sato, "trouble-0-server");

      page.route("**/api/residents**", route -> route.abort());
      page.navigate("/residents");
      assertThat(page.getByText("サーバーに届きません")).isVisible();
      Look.at(sato, "trouble-3-unreachable");
      page.unroute("**/api/residents**");
      page.getByRole(AriaRole.BUTTON, named("もう一度")).click();
      assertThat(page.locator(".resident-line").first()).isVisible();

      sato.context().clearCookies();
      page.locator(".resident-line a").first().click();
      assertThat(page.locator(".network")).containsText("サインインの期限が切れました");
      Look.at(sato, "trouble-4-signed-out");
      page.getByRole(AriaRole.LINK, named("サインイン")).first().click();
      assertThat(page.getByRole(AriaRole.HEADING, Look.level(1))).isVisible();
    }
  }

  @Test
  void everything_can_be_reached_by_keyboard() {
    try (Visit sato = browser.signedIn("sato", Screen.DESKTOP, "/")) {
      Page page = sato.page();
      page.locator(".resident-line").first().waitFor();
      page.keyboard().press("Tab");
      assertThat(page.locator(".skip-link")).isFocused();
      sato.screenshot("keys-1-skip");
      page.keyboard().press("Enter");
      page.keyboard().press("Tab");
      assertEquals(true, page.evaluate("() => document.activeElement.closest('main') !== null"));

      page.locator(".person-menu summary").focus();
      page.keyboard().press("Enter");
      assertThat(page.getByText("サインアウト")).isVisible();
      Look.at(sato, "keys-2-menu");
      page.keyboard().press("Escape");
      assertThat(page.getByText("サインアウト")).isHidden();
      assertThat(page.locator(".person-menu summary")).isFocused();

      page.keyboard().press("/");
      page.keyboard().type("ﾀﾅｶ");
      assertThat(page.getByRole(AriaRole.OPTION).first()).isVisible();
      page.keyboard().press("Escape");
      assertThat(page.getByRole(AriaRole.OPTION)).hasCount(0);
      page.keyboard().press("Enter");
      assertThat(page.getByRole(AriaRole.HEADING, Look.level(1))).containsText("検索結果");
    }
  }

  private static void look(Visit visit, String path, String step) {
    visit.page().navigate(path);
    visit.page().locator("main h1, main h2").first().waitFor();
    Look.at(visit, step);
    assertEquals(
        List.of(),
        UNTRANSLATED
            .matcher(visit.page().locator("main").innerText())
            .results()
            .map(found -> found.group())
            .toList(),
        step);
  }
}
