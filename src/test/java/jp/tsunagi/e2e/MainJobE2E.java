package jp.tsunagi.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import jp.tsunagi.it.Answer;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Screen;
import jp.tsunagi.it.Tsunagi;
import jp.tsunagi.it.Visit;
import jp.tsunagi.it.WebBrowser;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * 本務。 The main job as the cast does it in the browser: sato keeps the record, kato takes the call,
 * matsumoto opens the disaster, nakamura reports from the field, kimura sees who looked, kobayashi
 * sees nothing. Each step is looked at on a phone and on a desk.
 */
@IntegrationTest
class MainJobE2E {
  private static final String HANA = "田中 ハナ";
  private static final Pattern HANA_NAME = Pattern.compile("田中\\s*ハナ");

  /** What Chromium writes for an answer that is a refusal: the page deals with it. */
  private static final Pattern REFUSED =
      Pattern.compile("Failed to load resource.*(401|403|404|409|412|ERR_INTERNET_DISCONNECTED).*");

  @ArquillianResource Tsunagi tsunagi;
  @ArquillianResource WebBrowser browser;

  @ParameterizedTest
  @EnumSource
  void sato_finds_hana_by_any_spelling_corrects_her_record_and_writes_to_the_team(Screen screen) {
    try (Visit sato = browser.signedIn("sato", screen, "/")) {
      Page page = sato.page();
      assertThat(page.getByRole(AriaRole.HEADING, named("今日"))).isVisible();
      look(sato, "sato-1-today");

      for (String spelling : List.of("田中ハナ", "タナカ", "ﾀﾅｶ", "たなか")) {
        page.keyboard().press("/");
        page.locator("#global-search").fill(spelling);
        assertThat(page.locator(".search-list").getByText(HANA_NAME)).isVisible();
      }
      look(sato, "sato-2-search");
      page.locator(".search-list").getByText(HANA_NAME).click();
      assertThat(page.getByRole(AriaRole.HEADING, level(1))).containsText("ハナ");
      assertThat(page.locator(".ground").first()).containsText("根拠");
      look(sato, "sato-3-resident");

      String number = "0297-22-" + (screen == Screen.PHONE ? "1357" : "2468");
      String level = screen == Screen.PHONE ? "24" : "23";
      page.getByRole(AriaRole.BUTTON, button("変更する")).click();
      page.locator("#phone-0").fill(fullWidth(number));
      page.locator("#careLevel").selectOption(level);
      look(sato, "sato-4-edit");
      page.getByRole(AriaRole.BUTTON, button("保存する")).click();
      assertThat(page.locator(".changed .tag.known")).containsText("保存済");
      look(sato, "sato-5-saved");
      JsonNode sheet = faceSheet("suzuki");
      assertEquals(number, sheet.path("phones").path(0).path("number").asText());
      assertEquals(level, sheet.path("careLevel").asText());

      String words = "昼食は完食。歩行は安定しています（" + screen + "）";
      page.locator("#note-text").fill(words);
      page.locator(".note-form").getByRole(AriaRole.BUTTON, locatorButton("送る")).click();
      assertThat(page.locator(".timeline").getByText(words)).isVisible();
      look(sato, "sato-6-note");
      assertTrue(notes("suzuki").contains(words));
    }
  }

  @ParameterizedTest
  @EnumSource
  void sato_sees_both_versions_and_loses_nothing_when_somebody_saved_in_between(Screen screen) {
    String theirs = "0297-22-" + (screen == Screen.PHONE ? "3333" : "4444");
    String mine = "0297-22-" + (screen == Screen.PHONE ? "5555" : "6666");
    try (Visit sato = browser.signedIn("sato", screen, "/residents/" + hana())) {
      Page page = sato.page();
      page.getByRole(AriaRole.BUTTON, button("変更する")).click();
      page.locator("#phone-0").fill(mine);
      change("suzuki", Map.of("phones", List.of(Map.of("use", "home", "number", theirs))));

      page.getByRole(AriaRole.BUTTON, button("保存する")).click();

      assertThat(page.getByText("ほかの人が先に保存しました")).isVisible();
      Locator versions = page.locator(".version-row").filter(hasText("電話番号"));
      assertThat(versions.getByText(mine)).isVisible();
      assertThat(versions.getByText(theirs)).isVisible();
      look(sato, "sato-7-both-versions");

      versions.locator(".version").first().click();
      page.getByRole(AriaRole.BUTTON, button("選んだ内容で保存する")).click();
      assertThat(page.locator(".changed .tag.known")).containsText("保存済");
      assertEquals(mine, faceSheet("suzuki").path("phones").path(0).path("number").asText());
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_call_reaches_dispatch_and_the_team_and_its_outcome_comes_back(Screen screen) {
    try (Visit kato = browser.signedIn("kato", screen, "/cases");
        Visit sato = browser.signedIn("sato", screen, "/residents/" + hana());
        Visit yoshida = browser.signedIn("yoshida", screen, "/cases")) {
      Page dispatch = kato.page();
      assertThat(dispatch.getByRole(AriaRole.HEADING, named("通報"))).isVisible();
      assertThat(sato.page().locator("#timeline-title")).isVisible();
      assertThat(dispatch.locator(".network")).containsText("接続中");

      String caseId = call();

      Locator line = dispatch.locator("case-line").filter(hasText("ハナ"));
      assertThat(line.first()).isVisible();
      look(kato, "kato-1-call");
      assertThat(sato.page().locator(".timeline a[href='/cases/" + caseId + "']").first())
          .isVisible();
      look(sato, "sato-8-call");
      assertThat(yoshida.page().locator("case-line").filter(hasText("ハナ"))).hasCount(0);

      line.first().getByRole(AriaRole.BUTTON, locatorButton("受ける")).click();
      assertThat(dispatch.locator("crew-card")).containsText("ハナ");
      assertTrue(dispatch.url().endsWith("/cases/" + caseId), dispatch.url());
      look(kato, "kato-2-crew-card");
      dispatch.getByRole(AriaRole.BUTTON, button("結果を記録")).click();
      dispatch.getByText("現場で解決").click();
      dispatch.locator("#outcome-text").fill("誤って押した。体調に変わりなし");
      look(kato, "kato-3-outcome");
      dispatch.getByRole(AriaRole.BUTTON, button("結果を記録して完了")).click();
      assertThat(dispatch.locator(".notice.known")).containsText("現場で解決");
      look(kato, "kato-4-closed");

      sato.page().navigate("/cases/" + caseId);
      assertThat(sato.page().locator(".notice.known")).containsText("誤って押した");
      look(sato, "sato-9-outcome");
    }
  }

  @ParameterizedTest
  @EnumSource
  void reports_from_the_field_stand_on_the_board_at_once_contradictions_side_by_side(
      Screen screen) {
    String title = "鬼怒川 氾濫 " + screen;
    try (Visit matsumoto = browser.signedIn("matsumoto", screen, "/disasters/new")) {
      Page board = matsumoto.page();
      openDisaster(board, title);
      look(matsumoto, "matsumoto-1-form");
      board.getByRole(AriaRole.BUTTON, button("災害を開く")).click();
      assertThat(board.locator(".count-tiles")).isVisible();
      assertThat(board.locator(".emergency-banner").filter(hasText(title))).isVisible();
      look(matsumoto, "matsumoto-2-board");
      String id = board.url().replaceFirst(".*/disasters/", "");

      try (Visit nakamura = browser.signedIn("nakamura", screen, "/disasters/" + id + "/roster")) {
        reportFromTheField(nakamura, board);
        look(matsumoto, "matsumoto-3-live");
        contradict(id, board);
        look(matsumoto, "matsumoto-4-contradiction");
        offline(nakamura, board);
      } finally {
        tsunagi.as("matsumoto").post("/api/disasters/" + id + "/close", Map.of()).mustBe(200);
      }
    }
  }

  private static void openDisaster(Page page, String title) {
    page.locator("#title").fill(title);
    page.getByText("水海道", new Page.GetByTextOptions().setExact(false)).first().click();
    page.locator("input[name=areas]").last().check();
    page.locator("input[name=areas]").first().check();
    page.locator("input[name=mode]").check();
    page.locator("#reason").fill("鬼怒川の水位が氾濫危険水位を超えたため");
  }

  private void reportFromTheField(Visit nakamura, Page board) {
    Page field = nakamura.page();
    Locator hana = field.locator("roster-line").filter(hasText("ハナ")).first();
    assertThat(hana.locator(".reasons")).not().isEmpty();
    look(nakamura, "nakamura-1-roster");
    int confirmed = confirmed(board);

    report(hana, ".rescue-needed", "会った");
    assertThat(hana.locator(".roster-status")).containsText("要救助");
    assertThat(board.locator(".board-list.rescue").getByText(HANA_NAME)).isVisible();
    for (int other = 0; other < 2; other++) {
      Locator line =
          field
              .locator("roster-line")
              .filter(hasText("未確認"))
              .filter(new Locator.FilterOptions().setHasNotText("ハナ"))
              .first();
      report(line, ".safe", "会った");
    }
    look(nakamura, "nakamura-2-reported");
    assertThat(board.locator(".count-tile.known .count-number"))
        .hasText(String.valueOf(confirmed + 3));
  }

  /** The first tap says how she is, the second how it is known. */
  private static void report(Locator line, String safety, String how) {
    String name = line.locator(".resident-name").innerText();
    line.locator(".quick " + safety).click();
    Locator second = line.locator(".quick.second");
    assertThat(second).isVisible();
    // A second tap within the blink of an eye counts as trembling, not as an answer.
    second.page().waitForTimeout(400);
    second.getByRole(AriaRole.BUTTON, locatorButton(how)).click();
    assertThat(line.page().locator(".toast").filter(hasText(name.split("\\s")[0]))).isVisible();
  }

  private void contradict(String disaster, Page board) {
    Map<String, Object> fact =
        Map.of(
            "id",
            UUID.randomUUID().toString().replaceFirst("(.{14}).", "$17"),
            "seq",
            1,
            "residentId",
            hana(),
            "safety",
            "safe",
            "whereabouts",
            "shelter",
            "how",
            "phone",
            "observedAt",
            now());
    Answer answer =
        tsunagi
            .as("suzuki")
            .post(
                "/api/disasters/" + disaster + "/facts",
                Map.of("deviceId", "desk", "deviceNow", now(), "facts", List.of(fact)))
            .mustBe(200);
    assertEquals("stored", answer.json().path("results").path(0).path("outcome").asText());

    Locator both = board.locator(".board-list.conflicts .side-by-side");
    assertThat(both.locator(".fact")).hasCount(2);
    assertThat(both).containsText("要救助");
    assertThat(both).containsText("避難所");
  }

  private void offline(Visit nakamura, Page board) {
    Page field = nakamura.page();
    field.evaluate("() => navigator.serviceWorker.ready.then(() => true)");
    int confirmed = confirmed(board);
    nakamura.context().setOffline(true);
    field.reload();
    Locator line = field.locator("roster-line").filter(hasText("未確認")).first();
    report(line, ".safe", "会った");
    assertThat(field.locator(".network")).containsText("オフライン");
    assertThat(field.locator(".network")).containsText("未送信 1件");
    look(nakamura, "nakamura-3-offline");

    nakamura.context().setOffline(false);

    assertThat(field.locator(".network")).not().containsText("未送信");
    assertThat(board.locator(".count-tile.known .count-number"))
        .hasText(String.valueOf(confirmed + 1));
    look(nakamura, "nakamura-4-sent");
  }

  private static int confirmed(Page board) {
    return Integer.parseInt(
        board.locator(".count-tile.known .count-number").innerText().replace(",", ""));
  }

  @ParameterizedTest
  @EnumSource
  void kobayashi_gets_nothing_and_kimura_sees_that_he_tried(Screen screen) {
    try (Visit kobayashi = browser.signedIn("kobayashi", screen, "/residents?query=たなか")) {
      Page page = kobayashi.page();
      assertThat(page.getByText("当てはまる利用者はいません")).isVisible();
      look(kobayashi, "kobayashi-1-nothing");
      page.navigate("/residents/" + hana());
      assertThat(page.getByRole(AriaRole.HEADING, named("見つかりません"))).isVisible();
      assertThat(page.getByText(HANA_NAME)).hasCount(0);
      look(kobayashi, "kobayashi-2-unknown");
    }
    try (Visit kimura = browser.signedIn("kimura", screen, "/audit?residentId=" + hana())) {
      Page page = kimura.page();
      assertThat(page.locator(".audit tr").filter(hasText("kobayashi")).first()).containsText("拒否");
      look(kimura, "kimura-1-audit");
      page.locator("#actor").fill("sato");
      page.getByRole(AriaRole.BUTTON, button("検索")).click();
      assertThat(page.locator(".audit tr").filter(hasText("佐藤")).first())
          .containsText(Pattern.compile("支援チーム|同意"));
      look(kimura, "kimura-2-ground");
    }
  }

  /** Takes a picture; nothing may be wrong with the page by axe, nor on the console. */
  private static void look(Visit visit, String step) {
    visit.screenshot(step);
    assertEquals(List.of(), visit.accessibilityViolations(), step);
    assertEquals(
        List.of(),
        visit.complaints().stream().filter(line -> !REFUSED.matcher(line).find()).toList(),
        step);
  }

  private String hana() {
    JsonNode items = tsunagi.as("sato").get("/api/residents?query=" + encoded("田中ハナ")).json();
    return items.path("items").path(0).path("id").asText();
  }

  private JsonNode faceSheet(String user) {
    return tsunagi.as(user).get("/api/residents/" + hana()).mustBe(200).json();
  }

  private String notes(String user) {
    return tsunagi.as(user).get("/api/residents/" + hana() + "/timeline").mustBe(200).body();
  }

  private void change(String user, Map<String, Object> changes) {
    Caller caller = tsunagi.as(user);
    String etag = caller.get("/api/residents/" + hana()).mustBe(200).header("ETag");
    caller.with("If-Match", etag).patch("/api/residents/" + hana(), changes).mustBe(200);
  }

  private String call() {
    return tsunagi
        .asClient("emergency-centre")
        .post(
            "/api/emergency-events",
            Map.of(
                "eventId", UUID.randomUUID().toString(),
                "centre", "joso-centre",
                "deviceId", "JS-0001",
                "kind", "emergency",
                "occurredAt", now()))
        .mustBe(201)
        .json()
        .path("caseId")
        .asText();
  }

  private static String now() {
    return OffsetDateTime.now(ZoneId.of("Asia/Tokyo")).toString();
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
  }

  private static String fullWidth(String text) {
    StringBuilder wide = new StringBuilder();
    text.chars().forEach(letter -> wide.append((char) (letter + 0xFEE0)));
    return wide.toString();
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Page.GetByRoleOptions button(String name) {
    return named(name);
  }

  private static Page.GetByRoleOptions level(int level) {
    return new Page.GetByRoleOptions().setLevel(level);
  }

  private static Locator.GetByRoleOptions locatorButton(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Locator.FilterOptions hasText(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
