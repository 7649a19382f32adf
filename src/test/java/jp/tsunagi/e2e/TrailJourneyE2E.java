package jp.tsunagi.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static jp.tsunagi.e2e.Look.hasText;
import static jp.tsunagi.e2e.Look.named;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Screen;
import jp.tsunagi.it.Tsunagi;
import jp.tsunagi.it.Visit;
import jp.tsunagi.it.WebBrowser;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 監査。 kobayashi gets nothing, by any way; kimura sees who looked at what, and on which ground. */
@IntegrationTest
class TrailJourneyE2E {
  @ArquillianResource Tsunagi tsunagi;
  @ArquillianResource WebBrowser browser;

  @ParameterizedTest
  @EnumSource
  void kobayashi_sees_nothing_of_hana_on_any_page(Screen screen) {
    String hana = new Story(tsunagi).hana();
    try (Visit kobayashi = browser.signedIn("kobayashi", screen, "/residents?query=たなか")) {
      Page page = kobayashi.page();
      assertThat(page.getByRole(AriaRole.HEADING, named("「たなか」の検索結果"))).isVisible();
      assertThat(page.getByText("「たなか」に当てはまる利用者はいません")).isVisible();
      Look.at(kobayashi, "kobayashi-1-nothing");
      page.locator("#global-search").fill("田中");
      assertThat(page.locator(".search-list")).containsText("「田中」に当てはまる利用者はいません");
      page.navigate("/residents/" + hana);
      assertThat(page.getByRole(AriaRole.HEADING, named("見つかりません"))).isVisible();
      assertThat(page.getByText(Story.HANA)).hasCount(0);
      Look.at(kobayashi, "kobayashi-2-unknown");
      for (String path : List.of("/", "/residents", "/notes", "/cases", "/disasters")) {
        page.navigate(path);
        page.locator("main h1").waitFor();
        Look.at(kobayashi, "kobayashi-3" + path.replace('/', '-'));
        assertThat(page.getByText(Pattern.compile("ハナ|トメ"))).hasCount(0);
      }
    }
  }

  @Test
  void kobayashi_gets_nothing_of_hana_over_fhir() {
    Story story = new Story(tsunagi);
    String hana = story.hana();
    Caller kobayashi = tsunagi.as("kobayashi");

    kobayashi.get("/fhir/Patient/" + hana).mustBe(404);
    for (String search :
        List.of(
            "Patient?name=" + Story.encoded("田中"),
            "Observation?patient=" + hana,
            "Communication?patient=" + hana,
            "Encounter?patient=" + hana,
            "Task?patient=" + hana,
            "ServiceRequest?patient=" + hana)) {
      assertEquals(
          0, kobayashi.get("/fhir/" + search).mustBe(200).json().path("entry").size(), search);
    }
    kobayashi
        .with("If-Match", "W/\"1\"")
        .patch("/api/residents/" + hana, Map.of("careLevel", "25"))
        .mustBe(404);
  }

  @ParameterizedTest
  @EnumSource
  void kimura_sees_every_access_with_its_ground_and_every_refusal(Screen screen) {
    Story story = new Story(tsunagi);
    String hana = story.hana();
    tsunagi.as("kobayashi").get("/api/residents/" + hana).mustBe(404);
    tsunagi.as("sato").get("/api/residents/" + hana).mustBe(200);
    tsunagi.as("takahashi").get("/fhir/Patient/" + hana).mustBe(200);
    try (Visit kimura = browser.signedIn("kimura", screen, "/audit?residentId=" + hana)) {
      Page page = kimura.page();
      Locator refused = page.locator(".audit tr").filter(hasText("小林 学")).first();
      assertThat(refused).containsText("拒否");
      assertThat(refused).containsText("根拠がない");
      Look.at(kimura, "kimura-1-audit");
      search(page, "sato");
      assertThat(page.locator(".audit tr").filter(hasText("佐藤 恵")).first()).containsText("支援チーム");
      Look.at(kimura, "kimura-2-ground");
      search(page, "takahashi");
      assertThat(page.locator(".audit tr").filter(hasText("高橋 和子")).first()).containsText("同意");
      search(page, "nobody-of-this-name");
      assertThat(page.getByText("当てはまる記録はありません")).isVisible();
      Look.at(kimura, "kimura-3-none");
    }
  }

  private static void search(Page page, String actor) {
    page.locator("#actor").fill(actor);
    page.getByRole(AriaRole.BUTTON, named("検索")).click();
  }
}
