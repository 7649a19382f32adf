package jp.tsunagi.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static jp.tsunagi.e2e.Look.named;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Registrar;
import jp.tsunagi.it.Screen;
import jp.tsunagi.it.Tsunagi;
import jp.tsunagi.it.Visit;
import jp.tsunagi.it.WebBrowser;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** わたしの記録。 The resident and her daughter, in the evening, with her telephone or at a desk. */
@IntegrationTest
class OwnRecordE2E {
  @ArquillianResource Tsunagi tsunagi;
  @ArquillianResource WebBrowser browser;

  @ParameterizedTest
  @EnumSource
  void hana_sees_her_record_who_helps_what_she_agreed_to_and_who_looked(Screen screen) {
    tsunagi.as("suzuki").get("/api/residents/r-00001").mustBe(200);
    try (Visit hana = browser.signedIn("hana", screen, "/")) {
      Page page = hana.page();
      assertThat(page.getByRole(AriaRole.HEADING, Look.level(1))).containsText("わたしの記録");
      assertThat(page.locator(".own-helpers")).containsText("訪問看護ステーション みどり");
      assertThat(page.locator(".own-record")).containsText("慢性心不全");
      assertThat(page.locator(".own-record")).containsText("家族の閲覧");
      assertThat(page.locator(".own-record")).containsText("鈴木 明美");
      assertThat(page.locator("nav.navigation")).hasCount(0);
      assertThat(page.locator("global-search")).hasCount(0);
      Look.at(hana, "hana-1-own-record");

      page.getByRole(AriaRole.LINK, named("くわしく見る・印刷する")).click();
      assertThat(page.locator(".report")).containsText("田中");
      assertThat(page.locator("table.audit")).containsText("鈴木 明美");
      Look.at(hana, "hana-2-who-looked");
      page.getByRole(AriaRole.LINK, named("記録にもどる")).click();
      assertThat(page.getByRole(AriaRole.HEADING, Look.level(1))).containsText("わたしの記録");

      page.navigate("/residents/r-00003");
      assertThat(page.locator("main")).not().containsText("渡辺");
    }
  }

  @ParameterizedTest
  @EnumSource
  void her_daughter_sees_the_card_until_the_consent_is_withdrawn(Screen screen) {
    try (Visit yukiko = browser.signedIn("yukiko", screen, "/")) {
      Page page = yukiko.page();
      assertThat(page.getByRole(AriaRole.HEADING, Look.level(1))).containsText("ご家族の記録");
      assertThat(page.locator(".own-record")).containsText("家族の閲覧");
      assertThat(page.locator(".own-record")).not().containsText("ふらつき");
      Look.at(yukiko, "yukiko-1-relative");
    }
  }

  @ParameterizedTest
  @EnumSource
  void with_two_relatives_she_chooses_and_one_who_withdraws_is_gone(Screen screen) {
    Registrar registrar = new Registrar(tsunagi);
    String aunt = registrar.aResident("家族", "叔母");
    String relative = registrar.aRelative(aunt, "yukiko");
    String consent = registrar.aConsent(aunt, "family-view");
    try (Visit yukiko = browser.signedIn("yukiko", screen, "/")) {
      Page page = yukiko.page();
      page.getByRole(AriaRole.BUTTON, named("家族 叔母")).click();
      assertThat(page.locator(".own-record .resident-name").first()).containsText("叔母");
      Look.at(yukiko, "yukiko-2-two-relatives");

      registrar.withdraw(consent, aunt, "family-view");
      page.reload();
      assertThat(page.locator(".own-record .resident-name").first()).containsText("ハナ");
      assertThat(page.getByText("叔母")).hasCount(0);
    } finally {
      tsunagi.as("inoue").delete("/fhir/RelatedPerson/" + relative);
    }
  }
}
