package jp.tsunagi.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static jp.tsunagi.e2e.Look.hasText;
import static jp.tsunagi.e2e.Look.named;
import static jp.tsunagi.e2e.Look.within;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import jp.tsunagi.it.Eventually;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Screen;
import jp.tsunagi.it.Tsunagi;
import jp.tsunagi.it.Visit;
import jp.tsunagi.it.WebBrowser;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 画面ロックと端末。 Nothing stays in sight, nothing typed is lost, and a lost phone is signed out. */
@IntegrationTest
class LockScreenE2E {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final String STATUS =
      "() => fetch('/api/me', {redirect: 'manual'}).then(answer => answer.status)";

  @ArquillianResource Tsunagi tsunagi;
  @ArquillianResource WebBrowser browser;

  @ParameterizedTest
  @EnumSource
  void a_locked_screen_shows_nothing_and_comes_back_with_the_draft(Screen screen) {
    String path = "/residents/" + new Story(tsunagi).hana();
    try (Visit sato = browser.signedIn("sato", screen, path)) {
      Page page = sato.page();
      page.locator("#note-text").fill("書きかけの連絡");
      page.locator(".person-menu summary").click();
      page.getByRole(AriaRole.BUTTON, named("今すぐロック")).click();

      assertThat(page.getByRole(AriaRole.HEADING, named("画面をロックしました"))).isVisible();
      assertThat(page.getByText(Story.HANA)).hasCount(0);
      Look.at(sato, "lock-1-locked");
      Eventually.within(SOON, "the session is locked", () -> page.evaluate(STATUS).equals(401));
      page.reload();
      assertThat(page.getByRole(AriaRole.HEADING, named("画面をロックしました"))).isVisible();

      page.getByRole(AriaRole.BUTTON, named("サインインして続ける")).click();
      page.locator("#username").fill("sato");
      page.locator("#password").fill(Tsunagi.PASSWORD);
      page.locator("#kc-login").click();
      assertThat(page.locator("#note-text")).hasValue("書きかけの連絡");
      assertEquals(tsunagi.baseUrl() + path, page.url());
      page.locator("#note-text").fill("");
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_browser_that_comes_back_after_too_long_has_to_sign_in_again(Screen screen) {
    try (Visit ito = browser.signedIn("ito", screen, "/my-sessions")) {
      Page page = ito.page();
      assertThat(page.locator(".glass-line").first()).isVisible();
      assertEquals(200, page.evaluate(STATUS));
      tsunagi
          .database()
          .update(
              "UPDATE sign_in_session SET last_seen=last_seen - INTERVAL 1 HOUR"
                  + " WHERE user_name='ito'");
      // The provider still knows the browser and would let it in without a password.
      ito.context().clearCookies(new BrowserContext.ClearCookiesOptions().setName("JSESSIONID"));

      page.reload();
      assertThat(page.getByRole(AriaRole.HEADING, named("画面をロックしました"))).isVisible();
      assertEquals(401, page.evaluate(STATUS));
      page.getByRole(AriaRole.BUTTON, named("サインインして続ける")).click();
      page.locator("#username").fill("ito");
      page.locator("#password").fill(Tsunagi.PASSWORD);
      page.locator("#kc-login").click();
      assertThat(page.locator(".glass-line").first()).isVisible();
    }
  }

  @Test
  void a_lost_device_is_signed_out_from_another() {
    try (Visit phone = browser.signedIn("suzuki", Screen.PHONE, "/my-sessions");
        Visit desk = browser.signedIn("suzuki", Screen.DESKTOP, "/my-sessions")) {
      assertThat(phone.page().locator(".glass-line").first()).isVisible();
      Locator others = desk.page().locator(".glass-line").filter(hasText("サインアウトさせる"));
      assertThat(others.first()).isVisible();
      Look.at(desk, "sessions-1-list");
      desk.page().onDialog(Dialog::accept);
      for (int left = others.count(); left > 0; left--) {
        others.first().getByRole(AriaRole.BUTTON, within("サインアウトさせる")).click();
        assertThat(others).hasCount(left - 1);
      }

      Eventually.within(SOON, "the phone is out", () -> phone.page().evaluate(STATUS).equals(401));
      assertEquals(200, desk.page().evaluate(STATUS));
    }
  }
}
