package jp.tsunagi.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static jp.tsunagi.e2e.Look.hasText;
import static jp.tsunagi.e2e.Look.named;
import static jp.tsunagi.e2e.Look.within;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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

/** 災害。 The city opens a flood, crews report from the field, the board is true to the second. */
@IntegrationTest
class DisasterJourneyE2E {
  private static final String TRACKER_OF_NAKAJIMA = "JS-0005";
  private static final String UNIT_OF_ISHIZUKA = "JS-0002";

  @ArquillianResource Tsunagi tsunagi;
  @ArquillianResource WebBrowser browser;

  private Story story;
  private String disaster = "";

  @BeforeEach
  void begin() {
    story = new Story(tsunagi);
    story.closeOpenCases();
  }

  @AfterEach
  void end() {
    story.closeOpenCases();
    if (!disaster.isEmpty()) {
      story.closeDisaster(disaster);
    }
  }

  @ParameterizedTest
  @EnumSource
  void reports_from_the_field_stand_on_the_board_at_once_contradictions_side_by_side(
      Screen screen) {
    try (Visit matsumoto = browser.signedIn("matsumoto", screen, "/disasters/new")) {
      open(matsumoto, "鬼怒川 氾濫 " + screen);
      String roster = "/disasters/" + disaster + "/roster";
      try (Visit nakamura = browser.signedIn("nakamura", screen, roster)) {
        List<Long> waits = reportFromTheField(nakamura, matsumoto.page());
        Look.at(matsumoto, "matsumoto-3-live");
        Look.took("report on board " + screen, waits);
        assertTrue(Collections.min(waits) < 1000, "the board waited: " + waits);

        contradict(matsumoto.page());
        Look.at(matsumoto, "matsumoto-4-contradiction");
        nakamura.page().reload();
        offline(nakamura, matsumoto.page());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_call_stands_on_the_roster_line_and_says_how_she_is(Screen screen) {
    try (Visit matsumoto = browser.signedIn("matsumoto", screen, "/disasters/new")) {
      open(matsumoto, "小貝川 氾濫 " + screen);
      Page city = matsumoto.page();
      city.navigate("/disasters/" + disaster + "/roster");
      Locator kiyoshi = line(city, "中島清");
      Locator tome = line(city, "石塚トメ");
      assertThat(kiyoshi).containsText("未確認");

      story.send(Story.event(TRACKER_OF_NAKAJIMA, "emergency")).mustBe(201);
      story.send(Story.event(UNIT_OF_ISHIZUKA, "consultation")).mustBe(201);

      assertThat(kiyoshi.locator("a.tag")).hasText(Pattern.compile("通報\\s*緊急\\s*受信"));
      assertThat(kiyoshi.locator(".roster-status")).containsText("要救助");
      assertThat(tome.locator(".roster-status")).containsText("無事");
      Look.at(matsumoto, "matsumoto-5-calls-on-roster");
      city.reload();
      city.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("全員")))
          .click();
      assertThat(kiyoshi.locator("a.tag")).hasText(Pattern.compile("通報\\s*緊急\\s*受信"));
      assertThat(tome.locator(".roster-status")).containsText("自動応答");
      Look.at(matsumoto, "matsumoto-6-whole-roster");
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_drill_never_looks_like_a_disaster(Screen screen) {
    Map<String, Object> drill =
        Map.of(
            "title",
            "水害訓練",
            "hazard",
            "flood",
            "areas",
            List.of("08211-mitsukaido"),
            "exercise",
            true);
    disaster = tsunagi.as("matsumoto").post("/api/disasters", drill).json().path("id").asText();
    try (Visit matsumoto = browser.signedIn("matsumoto", screen, "/disasters/" + disaster)) {
      Page page = matsumoto.page();
      assertThat(page.locator(".page-title .tag.drill")).hasText("訓練");
      assertThat(page).hasTitle(Pattern.compile("^【訓練】"));
      Look.at(matsumoto, "matsumoto-7-drill");
      page.setViewportSize(1920, 1080);
      page.navigate("/disasters/" + disaster + "?view=wall");
      assertThat(page.locator(".count-tiles")).isVisible();
      Look.at(matsumoto, "matsumoto-8-wall");
    }
  }

  private void open(Visit matsumoto, String title) {
    Page page = matsumoto.page();
    page.locator("#title").fill(title);
    page.getByRole(AriaRole.CHECKBOX, starting("水海道")).check();
    page.getByRole(AriaRole.CHECKBOX, starting("石下")).check();
    page.getByRole(AriaRole.CHECKBOX, named("緊急モードにする")).check();
    page.locator("#reason").fill("鬼怒川の水位が氾濫危険水位を超えたため");
    Look.at(matsumoto, "matsumoto-1-form");
    page.getByRole(AriaRole.BUTTON, named("災害を開く")).click();
    page.waitForURL(url -> url.matches(".*/disasters/(?!new).+"));
    disaster = page.url().replaceFirst(".*/disasters/", "");
    assertThat(page.locator(".count-tiles")).isVisible();
    assertThat(page.locator(".emergency-banner").filter(hasText(title))).isVisible();
    assertThat(page.locator(".districts tbody tr").first()).isVisible();
    Look.at(matsumoto, "matsumoto-2-board");
  }

  /** 田中 in need of rescue, two others safe; how long the board took for each, in milliseconds. */
  private static List<Long> reportFromTheField(Visit nakamura, Page board) {
    Page field = nakamura.page();
    Locator hana = line(field, Story.HANA);
    assertThat(hana.locator(".reasons")).containsText("在宅酸素");
    Look.at(nakamura, "nakamura-1-roster");
    int confirmed = confirmed(board);
    List<Long> waits = new ArrayList<>();

    waits.add(
        report(hana, ".rescue-needed", () -> Look.watch(board, ".rescue", Story.HANA), board));
    assertThat(hana.locator(".roster-status")).containsText("要救助");
    assertThat(board.locator(".board-list.rescue").getByText(Story.HANA)).isVisible();
    for (int other = 1; other <= 2; other++) {
      String count = String.valueOf(confirmed + 1 + other);
      Runnable watch = () -> Look.watch(board, ".count-tile.known .count-number", count);
      waits.add(report(nextUnconfirmed(field), ".safe", watch, board));
    }
    Look.at(nakamura, "nakamura-2-reported");
    return waits;
  }

  /** Two taps; the milliseconds from the server's answer to the change on the board. */
  private static long report(Locator line, String safety, Runnable watch, Page board) {
    watch.run();
    Page field = line.page();
    var response =
        field.waitForResponse(url -> url.url().endsWith("/facts"), () -> twoTaps(line, safety));
    response.finished();
    var timing = response.request().timing();
    return Look.appearedAt(board) - (long) (timing.startTime + timing.responseEnd);
  }

  /** The first tap says how she is, the second how it is known. */
  private static void twoTaps(Locator line, String safety) {
    String name = nameOn(line);
    // The line itself, whatever becomes of its status: the list stands still under the finger.
    Locator her = line(line.page(), name);
    her.locator(".quick " + safety).click();
    Locator second = her.locator(".quick.second");
    assertThat(second).isVisible();
    // A second tap within the blink of an eye counts as trembling, not as an answer.
    second.page().waitForTimeout(400);
    second.getByRole(AriaRole.BUTTON, within("会った")).click();
    assertThat(line.page().locator(".toast")).containsText(name + ": ");
  }

  private void contradict(Page board) {
    var byPhone = Story.fact(story.hana(), "safe", "phone");
    byPhone.put("whereabouts", "shelter");
    String answer = story.report("suzuki", disaster, byPhone).body();
    assertTrue(answer.contains("\"stored\""), answer);

    Locator both = board.locator(".board-list.conflicts .side-by-side");
    assertThat(both.locator(".fact")).hasCount(2);
    assertThat(both).containsText("要救助");
    assertThat(both).containsText("避難所");
  }

  private static void offline(Visit nakamura, Page board) {
    Page field = nakamura.page();
    field.evaluate("() => navigator.serviceWorker.ready.then(() => true)");
    Locator network = field.locator(".network");
    assertThat(field.locator("roster-line").first()).isVisible();
    int confirmed = confirmed(board);
    nakamura.context().setOffline(true);
    field.reload();
    assertThat(field.getByText("に取得した名簿です")).isVisible();
    twoTaps(nextUnconfirmed(field), ".safe");
    assertThat(network).containsText("オフライン");
    assertThat(network).containsText("未送信 1件");
    Look.at(nakamura, "nakamura-3-offline");
    field.reload();
    assertThat(network).containsText("未送信 1件");

    nakamura.context().setOffline(false);

    assertThat(network).not().containsText("未送信");
    assertThat(board.locator(".count-tile.known .count-number"))
        .hasText(String.valueOf(confirmed + 1));
    Look.at(nakamura, "nakamura-4-sent");
  }

  private static Locator nextUnconfirmed(Page field) {
    String name = nameOn(field.locator("roster-line").filter(hasText("未確認")).first());
    return line(field, name);
  }

  /** The name without its reading. */
  private static String nameOn(Locator line) {
    return line.locator(".resident-name ruby")
        .first()
        .evaluate(
            "ruby => ruby.childNodes.length && [...ruby.childNodes].filter(node => node.nodeType === 3).map(node => node.data).join('').trim()")
        .toString();
  }

  private static Locator line(Page page, String name) {
    return page.locator("roster-line").filter(hasText(name)).first();
  }

  private static int confirmed(Page board) {
    return Integer.parseInt(
        board.locator(".count-tile.known .count-number").innerText().replace(",", ""));
  }

  private static Page.GetByRoleOptions starting(String text) {
    return new Page.GetByRoleOptions().setName(Pattern.compile("^" + text));
  }
}
