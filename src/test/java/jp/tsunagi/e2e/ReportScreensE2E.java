package jp.tsunagi.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static jp.tsunagi.e2e.Look.hasText;
import static jp.tsunagi.e2e.Look.named;
import static jp.tsunagi.e2e.Look.within;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Registrar;
import jp.tsunagi.it.Screen;
import jp.tsunagi.it.Tsunagi;
import jp.tsunagi.it.Visit;
import jp.tsunagi.it.WebBrowser;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 報告の画面。 The second signature, and what residents and the city are told of who looked. */
@IntegrationTest
class ReportScreensE2E {
  private static final LocatorAssertions.ContainsTextOptions WITHIN_A_LOOK =
      new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

  @ArquillianResource Tsunagi tsunagi;
  @ArquillianResource WebBrowser browser;

  @ParameterizedTest
  @EnumSource
  void a_resident_is_handed_who_looked_when_and_why(Screen screen) {
    Registrar registrar = new Registrar(tsunagi);
    String resident = registrar.aResident("開示", "花子");
    registrar.aTeam(resident, "Organization/midori");
    registrar.aConsent(resident, "notebook-sharing");
    tsunagi.as("suzuki").get("/api/residents/" + resident).mustBe(200);
    try (Visit inoue = browser.signedIn("inoue", screen, "/residents/" + resident)) {
      Page page = inoue.page();
      page.getByRole(AriaRole.LINK, named("閲覧の記録")).click();
      assertThat(page.locator(".report")).containsText("開示");
      assertThat(page.locator("table.audit")).containsText("鈴木 明美");
      Look.at(inoue, "inoue-5-access-report");
      Download csv =
          page.waitForDownload(() -> page.getByRole(AriaRole.BUTTON, named("CSVで保存")).click());
      assertEquals("access-report-" + resident + ".csv", csv.suggestedFilename());
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_second_person_signs_and_the_disclosure_report_tells_who_saw_whom(Screen screen) {
    String resident = new Registrar(tsunagi).aResident("開示", "二子");
    String flood = flood();
    String path = "/disasters/" + flood;
    try (Visit matsumoto = browser.signedIn("matsumoto", screen, path);
        Visit abe = browser.signedIn("abe", screen, path)) {
      assertThat(matsumoto.page().locator("mode-confirmation").first()).containsText("別の");
      assertThat(abe.page().locator(".emergency-banner").first()).containsText("確認待ち");
      Look.at(abe, "abe-1-to-confirm");
      abe.page().getByRole(AriaRole.BUTTON, named("内容を確かめて承認する")).click();
      assertThat(abe.page().getByText("阿部 真理 が承認").first()).isVisible();
      assertThat(matsumoto.page().locator(".emergency-banner").filter(hasText("確認待ち"))).hasCount(0);

      tsunagi.as("nakamura").get("/fhir/Patient/" + resident).mustBe(200);
      abe.page().navigate(path + "/disclosure");
      assertThat(abe.page().locator("table.audit")).containsText("中村 翔");
      Look.at(abe, "abe-2-disclosure");
    } finally {
      new Story(tsunagi).closeDisaster(flood);
    }
    try (Visit kimura = browser.signedIn("kimura", screen, "/audit/disclosures")) {
      assertThat(kimura.page().locator("a[href='" + path + "/disclosure']")).isVisible();
      Look.at(kimura, "kimura-6-disclosures");
    }
  }

  @ParameterizedTest
  @EnumSource
  void who_must_know_of_a_mode_nobody_confirmed_finds_it_among_the_notices(Screen screen) {
    String flood = Registrar.aDisasterWithAnUnconfirmedMode(tsunagi);
    try (Visit abe = browser.signedIn("abe", screen, "/notices");
        Visit kimura = browser.signedIn("kimura", screen, "/notices")) {
      Locator told = abe.page().locator(".glass-line", leadingTo(abe, "/disasters/" + flood));
      assertThat(told).containsText("二人目に確認されていません", WITHIN_A_LOOK);
      Look.at(abe, "abe-3-notices");
      told.getByRole(AriaRole.BUTTON, within("確認した")).click();
      assertThat(told.getByText("未読")).hasCount(0);
      told.getByRole(AriaRole.LINK, within("災害の画面を開く")).click();
      assertThat(abe.page().locator("mode-confirmation").first()).containsText("30分");

      assertThat(
              kimura
                  .page()
                  .locator(".glass-line", leadingTo(kimura, "/disasters/" + flood + "/disclosure")))
          .containsText("未読", WITHIN_A_LOOK);
      Look.at(kimura, "kimura-7-notices");
    } finally {
      new Story(tsunagi).closeDisaster(flood);
    }
  }

  private static Page.LocatorOptions leadingTo(Visit visit, String path) {
    return new Page.LocatorOptions().setHas(visit.page().locator("a[href='" + path + "']"));
  }

  private String flood() {
    Map<String, Object> mode =
        Map.of(
            "legalGround",
            "災害対策基本法第49条の11第3項",
            "reason",
            "氾濫危険",
            "until",
            Instant.now().plus(1, ChronoUnit.HOURS).toString());
    Map<String, Object> flood =
        Map.of(
            "title",
            "開示の試験",
            "hazard",
            "flood",
            "areas",
            List.of("08211-mitsukaido"),
            "emergencyMode",
            mode,
            "exercise",
            false);
    return tsunagi
        .as("matsumoto")
        .post("/api/disasters", flood)
        .mustBe(201)
        .json()
        .path("id")
        .asText();
  }
}
