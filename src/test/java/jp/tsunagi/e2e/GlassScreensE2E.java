package jp.tsunagi.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static jp.tsunagi.e2e.Look.hasText;
import static jp.tsunagi.e2e.Look.named;
import static jp.tsunagi.e2e.Look.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Registrar;
import jp.tsunagi.it.Screen;
import jp.tsunagi.it.Tsunagi;
import jp.tsunagi.it.Visit;
import jp.tsunagi.it.WebBrowser;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 緊急閲覧の画面。 From a search without a find to the card, and from the card to its review. */
@IntegrationTest
class GlassScreensE2E {
  @ArquillianResource Tsunagi tsunagi;
  @ArquillianResource WebBrowser browser;

  @ParameterizedTest
  @EnumSource
  void a_search_without_a_find_leads_to_the_card_and_the_auditor_reviews_it(Screen screen) {
    String family = "緊急" + screen;
    String resident = new Registrar(tsunagi).aResident(family, "花子");
    try (Visit mori = browser.signedIn("mori", screen, "/residents?query=" + family)) {
      Page page = mori.page();
      page.getByRole(AriaRole.LINK, named("緊急閲覧に進む")).click();
      assertThat(page.locator("break-glass-form")).containsText("監査担当");
      assertThat(page.locator("#glass-name")).hasValue(family);
      page.getByRole(AriaRole.BUTTON, named("救急カードを見る")).click();
      assertThat(page.locator(".error-summary")).containsText("理由を選んでください。");
      Look.at(mori, "mori-1-form");

      page.locator("#glass-name").fill(family + "太郎");
      page.locator("#glass-birthDate").fill("1940-02-03");
      page.getByRole(AriaRole.RADIO, named("意識がない")).check();
      page.locator("#glass-text").fill("救急外来に搬送された");
      page.getByRole(AriaRole.BUTTON, named("救急カードを見る")).click();
      assertThat(page.locator(".error-summary")).containsText("当てはまる方が見つかりません");
      page.locator("#glass-name").fill(family + "花子");
      page.getByRole(AriaRole.BUTTON, named("救急カードを見る")).click();
      assertThat(page.locator("crew-card")).containsText(family);
      assertThat(page.locator(".glass-clock")).hasText(Pattern.compile("(60:00|59:\\d\\d)"));
      Look.at(mori, "mori-2-card");
      page.reload();
      assertThat(page.locator("crew-card")).containsText(family);
      page.navigate("/residents/nobody");
      assertThat(page.getByRole(AriaRole.LINK, named("緊急閲覧に進む"))).isVisible();
    }
    try (Visit kimura = browser.signedIn("kimura", screen, "/audit/break-glass")) {
      Page page = kimura.page();
      Locator line = page.locator(".glass-line").filter(hasText(resident));
      assertThat(line).containsText("意識がない");
      assertThat(line.locator(".strong").first()).hasText("森 直樹");
      Look.at(kimura, "kimura-2-reviews");
      line.getByRole(AriaRole.BUTTON, within("点検する")).click();
      Locator form = page.locator("glass-review-form dialog");
      form.getByRole(AriaRole.RADIO, within("不当")).check();
      form.getByRole(AriaRole.BUTTON, within("判断を記録する")).click();
      assertThat(form.locator(".error-summary")).containsText("理由を書いてください。");
      form.locator("#review-text").fill("試験のため");
      Look.at(kimura, "kimura-3-review");
      form.getByRole(AriaRole.BUTTON, within("判断を記録する")).click();
      assertThat(line).hasCount(0);
      page.getByRole(AriaRole.BUTTON, named("点検済み")).click();
      assertThat(line).containsText("試験のため");
      line.getByRole(AriaRole.LINK, within("この日の監査記録")).click();
      assertThat(page.locator("table.audit")).containsText("mori");
      Look.at(kimura, "kimura-4-trail");
      page.navigate("/audit/anomalies");
      page.locator("main h1").waitFor();
      Look.at(kimura, "kimura-5-anomalies");
    }
  }

  @ParameterizedTest
  @EnumSource
  void who_can_never_break_the_glass_is_not_offered_it(Screen screen) {
    try (Visit kobayashi = browser.signedIn("kobayashi", screen, "/residents?query=zzz")) {
      Page page = kobayashi.page();
      assertThat(page.getByText("「zzz」に当てはまる利用者はいません")).isVisible();
      assertThat(page.locator(".glass-offer")).hasCount(0);
      page.navigate("/break-glass");
      assertThat(page.locator("break-glass-form")).hasCount(0);
      Look.at(kobayashi, "kobayashi-4-no-glass");
    }
  }
}
