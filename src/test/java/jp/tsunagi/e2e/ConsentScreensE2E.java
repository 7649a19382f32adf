package jp.tsunagi.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static jp.tsunagi.e2e.Look.hasText;
import static jp.tsunagi.e2e.Look.named;
import static jp.tsunagi.e2e.Look.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
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

/** 同意の画面。 The city records, limits and withdraws; the team sees it and seals its notes. */
@IntegrationTest
class ConsentScreensE2E {
  private static final byte[] SCAN =
      "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
          .getBytes(StandardCharsets.US_ASCII);

  @ArquillianResource Tsunagi tsunagi;
  @ArquillianResource WebBrowser browser;

  @ParameterizedTest
  @EnumSource
  void the_city_records_a_consent_with_its_paper_limits_and_withdraws_it(Screen screen) {
    String resident = new Registrar(tsunagi).aResident("同意", "花子");
    try (Visit inoue = browser.signedIn("inoue", screen, "/residents/" + resident)) {
      Page page = inoue.page();
      page.getByRole(AriaRole.LINK, named("同意の登録・撤回")).click();
      Locator notebook = page.locator(".consent", with(page, "電子連絡帳での情報共有"));
      assertThat(notebook.locator(".tag").first()).hasText("未確認");
      Look.at(inoue, "inoue-1-consents");

      notebook.getByRole(AriaRole.BUTTON, within("登録する")).click();
      Locator form = page.locator("consent-form dialog");
      form.getByRole(AriaRole.RADIO, within("代理人")).check();
      form.getByRole(AriaRole.BUTTON, within("登録する")).click();
      assertThat(form.locator(".error-summary")).containsText("代理人の氏名を入れてください。");
      Look.at(inoue, "inoue-2-consent-flaws");
      form.locator("#consent-proxyName").fill("同意 太郎");
      form.locator("#consent-proxyRelation").selectOption("息子");
      form.locator("#consent-scan")
          .setInputFiles(new FilePayload("consent.pdf", "application/pdf", SCAN));
      form.getByRole(AriaRole.BUTTON, within("登録する")).click();
      assertThat(notebook.locator(".tag").first()).hasText("同意あり");
      assertThat(notebook).containsText("代理人 同意 太郎（息子）");
      assertThat(notebook.getByText("同意書を保存")).isVisible();

      notebook.getByRole(AriaRole.BUTTON, within("事業所を制限する")).click();
      form.getByText("訪問看護ステーション みどり").click();
      form.getByRole(AriaRole.BUTTON, within("登録する")).click();
      assertThat(notebook.locator(".tag").first()).hasText("同意あり（制限付き）");
      Look.at(inoue, "inoue-3-limited");

      notebook.getByRole(AriaRole.BUTTON, within("撤回する")).click();
      Locator dialog = page.locator("dialog.withdraw");
      assertThat(dialog).containsText("自分たちが書いたものだけになります");
      Look.at(inoue, "inoue-4-withdraw");
      dialog.getByRole(AriaRole.BUTTON, within("撤回を記録する")).click();
      assertThat(notebook.locator(".tag").first()).hasText("撤回");
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_plan_waits_for_the_supporter_until_the_city_records_her_consent(Screen screen) {
    Registrar registrar = new Registrar(tsunagi);
    String resident = registrar.aResident("支援", "花子");
    registrar.aConsent(resident, "evacuation-plan-advance");
    registrar.aPlan(resident, registrar.aSupporter(resident, "隣人 初枝"));
    try (Visit inoue = browser.signedIn("inoue", screen, "/residents/" + resident + "/consents")) {
      Page page = inoue.page();
      Locator plan = page.locator(".consent", with(page, "個別避難計画の事前提供"));
      assertThat(plan.locator(".notice")).containsText("隣人 初枝");
      Look.at(inoue, "inoue-5-supporter-awaited");

      plan.getByRole(AriaRole.BUTTON, within("あらためて登録する")).click();
      Locator form = page.locator("consent-form dialog");
      form.getByRole(AriaRole.RADIO, within("避難支援等実施者")).check();
      form.locator("#consent-supporterId").selectOption("隣人 初枝");
      form.getByRole(AriaRole.BUTTON, within("登録する")).click();
      assertThat(plan.locator(".notice")).hasCount(0);
      assertThat(plan.getByRole(AriaRole.HEADING, within("避難支援等実施者の同意"))).isVisible();
      Look.at(inoue, "inoue-6-supporter-agreed");
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_city_records_which_relative_may_see_the_summary(Screen screen) {
    Registrar registrar = new Registrar(tsunagi);
    String resident = registrar.aResident("閲覧", "花子");
    registrar.aSupporter(resident, "閲覧 太郎");
    registrar.aSupporter(resident, "閲覧 次子");
    try (Visit inoue = browser.signedIn("inoue", screen, "/residents/" + resident + "/consents")) {
      Page page = inoue.page();
      Locator family = page.locator(".consent", with(page, "家族の閲覧"));
      family.getByRole(AriaRole.BUTTON, within("登録する")).click();
      Locator form = page.locator("consent-form dialog");
      assertThat(form.getByText("選んだ所だけ")).hasCount(0);
      form.getByRole(AriaRole.RADIO, within("選んだ家族だけ")).check();
      form.getByRole(AriaRole.BUTTON, within("登録する")).click();
      assertThat(form.locator(".error-summary")).containsText("家族を一人以上選んでください。");
      Look.at(inoue, "inoue-7-relatives");
      form.getByText("閲覧 次子").click();
      form.getByRole(AriaRole.BUTTON, within("登録する")).click();
      assertThat(family.locator(".tag").first()).hasText("同意あり（制限付き）");
      assertThat(family).containsText("閲覧 次子 だけ");
      Look.at(inoue, "inoue-8-one-relative");
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_sealed_note_is_there_for_those_it_names_and_for_nobody_else(Screen screen) {
    Registrar registrar = new Registrar(tsunagi);
    String resident = registrar.aResident("限定", "花子");
    registrar.aTeam(
        resident, "Organization/kinunosato", "Organization/midori", "Organization/aozora");
    registrar.aConsent(resident, "notebook-sharing");
    String path = "/residents/" + resident;
    try (Visit suzuki = browser.signedIn("suzuki", screen, path)) {
      Page page = suzuki.page();
      page.locator(".seal summary").click();
      page.locator(".seal").getByText("ヘルパーステーション あおぞら").click();
      page.locator("#note-text").fill("家族のことで相談があります");
      Look.at(suzuki, "suzuki-1-seal");
      page.locator("note-form button[type=submit]").click();
      Locator note = page.locator(".timeline-item").filter(hasText("家族のことで相談"));
      assertThat(note.locator(".tag").filter(hasText("限定公開"))).isVisible();

      page.navigate(path + "/consents");
      assertThat(page.getByText("市の高齢福祉課が行います")).isVisible();
      assertThat(page.getByRole(AriaRole.BUTTON, starting("撤回"))).hasCount(0);
      Look.at(suzuki, "suzuki-2-consents");
    }
    try (Visit ito = browser.signedIn("ito", screen, path)) {
      assertThat(ito.page().getByText("家族のことで相談")).isVisible();
    }
    try (Visit sato = browser.signedIn("sato", screen, path)) {
      sato.page().locator("timeline-list").waitFor();
      assertThat(sato.page().locator("timeline-list .skeleton")).hasCount(0);
      assertThat(sato.page().getByText("家族のことで相談")).hasCount(0);
    }
  }

  private static Page.LocatorOptions with(Page page, String heading) {
    return new Page.LocatorOptions().setHas(page.getByRole(AriaRole.HEADING, named(heading)));
  }

  private static Page.GetByRoleOptions starting(String text) {
    return new Page.GetByRoleOptions().setName(Pattern.compile("^" + text));
  }
}
