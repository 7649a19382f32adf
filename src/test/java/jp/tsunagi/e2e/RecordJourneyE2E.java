package jp.tsunagi.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static jp.tsunagi.e2e.Look.hasText;
import static jp.tsunagi.e2e.Look.named;
import static jp.tsunagi.e2e.Look.within;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Screen;
import jp.tsunagi.it.Tsunagi;
import jp.tsunagi.it.Visit;
import jp.tsunagi.it.WebBrowser;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 記録。 sato finds 田中ハナ, keeps her record and writes to the team; nothing anybody saved is lost. */
@IntegrationTest
class RecordJourneyE2E {
  @ArquillianResource Tsunagi tsunagi;
  @ArquillianResource WebBrowser browser;

  private Story story;
  private JsonNode before;

  @BeforeEach
  void remember() {
    story = new Story(tsunagi);
    before = story.faceSheet("sato");
  }

  @AfterEach
  void put_back() {
    story.putBack(before);
  }

  @ParameterizedTest
  @EnumSource
  void sato_finds_hana_by_any_spelling(Screen screen) {
    try (Visit sato = browser.signedIn("sato", screen, "/")) {
      Page page = sato.page();
      assertThat(page.getByRole(AriaRole.HEADING, named("今日"))).isVisible();
      Look.at(sato, "sato-1-today");

      page.keyboard().press("/");
      Locator field = page.getByRole(AriaRole.COMBOBOX, named("利用者を探す"));
      assertThat(field).isFocused();
      Locator hana = page.getByRole(AriaRole.OPTION).filter(hasText(Story.HANA));
      for (String spelling : List.of("たなか", "ﾀﾅｶ", "タナカ", "田中")) {
        field.fill("");
        assertThat(hana).hasCount(0);
        field.fill(spelling);
        assertThat(hana).isVisible();
      }
      page.keyboard().press("ArrowDown");
      assertThat(field).hasAttribute("aria-activedescendant", "search-0");
      Look.at(sato, "sato-2-search");
      page.keyboard().press("Enter");

      assertThat(page.getByRole(AriaRole.HEADING, Look.level(1))).containsText(Story.HANA);
      assertThat(page.locator(".ground").first()).containsText("根拠");
      Look.at(sato, "sato-3-resident");
    }
  }

  @ParameterizedTest
  @EnumSource
  void sato_corrects_her_record_and_writes_to_the_team(Screen screen) {
    String number = "0297-22-" + (screen == Screen.PHONE ? "1357" : "2468");
    String words = "昼食は完食。歩行は安定しています（" + screen + "）";
    try (Visit sato = browser.signedIn("sato", screen, "/residents/" + story.hana())) {
      Page page = sato.page();
      page.getByRole(AriaRole.BUTTON, named("変更する")).click();
      page.locator("#phone-0").fill(fullWidth(number));
      page.locator("#careLevel").selectOption("24");
      Look.at(sato, "sato-4-edit");
      page.getByRole(AriaRole.BUTTON, named("保存する")).click();
      assertThat(page.locator(".changed .tag.known")).containsText("保存済");
      assertThat(page.locator(".resident-known .level").first()).hasText("要介護4");
      Look.at(sato, "sato-5-saved");

      page.locator("#note-text").fill(words);
      page.locator(".note-form").getByRole(AriaRole.BUTTON, within("送る")).click();
      assertThat(page.locator(".timeline").getByText(words).first()).isVisible();
      Look.at(sato, "sato-6-note");
    }
    JsonNode sheet = story.faceSheet("suzuki");
    assertEquals(number, sheet.path("phones").path(0).path("number").asText());
    assertEquals("24", sheet.path("careLevel").asText());
    assertTrue(story.timeline("suzuki").contains(words));
  }

  @ParameterizedTest
  @EnumSource
  void sato_sees_both_versions_and_loses_nothing_when_somebody_saved_in_between(Screen screen) {
    String theirs = "0297-22-" + (screen == Screen.PHONE ? "3333" : "4444");
    String mine = "0297-22-" + (screen == Screen.PHONE ? "5555" : "6666");
    try (Visit sato = browser.signedIn("sato", screen, "/residents/" + story.hana())) {
      Page page = sato.page();
      page.getByRole(AriaRole.BUTTON, named("変更する")).click();
      page.locator("#phone-0").fill(mine);
      story.change(
          "suzuki",
          Map.of("phones", List.of(Map.of("use", "home", "number", theirs)), "careLevel", "25"));

      page.getByRole(AriaRole.BUTTON, named("保存する")).click();

      assertThat(page.getByText("ほかの人が先に保存しました")).isVisible();
      Locator versions = page.locator(".version-row").filter(hasText("両方が変更"));
      assertThat(versions.getByText(mine)).isVisible();
      assertThat(versions.getByText(theirs)).isVisible();
      Look.at(sato, "sato-7-both-versions");

      versions.getByRole(AriaRole.RADIO).first().check();
      page.getByRole(AriaRole.BUTTON, named("選んだ内容で保存する")).click();
      assertThat(page.locator(".changed .tag.known")).containsText("保存済");
    }
    JsonNode sheet = story.faceSheet("suzuki");
    assertEquals(mine, sheet.path("phones").path(0).path("number").asText());
    assertEquals("25", sheet.path("careLevel").asText());
  }

  private static String fullWidth(String text) {
    StringBuilder wide = new StringBuilder();
    text.chars().forEach(letter -> wide.append((char) (letter + 0xFEE0)));
    return wide.toString();
  }
}
