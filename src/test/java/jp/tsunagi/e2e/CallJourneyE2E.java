package jp.tsunagi.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static jp.tsunagi.e2e.Look.named;
import static jp.tsunagi.e2e.Look.within;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.stream.LongStream;
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

/**
 * 通報。 The pressed pendant reaches dispatch and the team, and the outcome comes back to the team.
 */
@IntegrationTest
class CallJourneyE2E {
  private static final int TRIES = 3;

  @ArquillianResource Tsunagi tsunagi;
  @ArquillianResource WebBrowser browser;

  private Story story;

  @BeforeEach
  void begin() {
    story = new Story(tsunagi);
    story.closeOpenCases();
  }

  @AfterEach
  void end() {
    story.closeOpenCases();
  }

  @ParameterizedTest
  @EnumSource
  void a_call_reaches_dispatch_and_the_team_and_its_outcome_comes_back(Screen screen) {
    try (Visit kato = browser.signedIn("kato", screen, "/cases");
        Visit sato = browser.signedIn("sato", screen, "/residents/" + story.hana());
        Visit yoshida = browser.signedIn("yoshida", screen, "/cases")) {
      Page dispatch = kato.page();
      assertThat(dispatch.getByText("未対応の通報はありません。").or(dispatch.getByText("通報はありません")).first())
          .isVisible();
      assertThat(sato.page().locator(".timeline-item").first()).isVisible();

      Map<String, Object> event = Story.event(Story.PENDANT, "emergency");
      String caseId = story.send(event).mustBe(201).json().path("caseId").asText();
      assertEquals(caseId, story.send(event).mustBe(200).json().path("caseId").asText());

      Locator line = caseLine(dispatch, caseId);
      assertThat(line).isVisible();
      assertThat(line).containsText(Story.HANA);
      Look.at(kato, "kato-1-call");
      Locator told = sato.page().locator(".timeline a[href='/cases/" + caseId + "']");
      assertThat(told).isVisible();
      Look.at(sato, "sato-8-call");
      assertThat(yoshida.page().getByText(Story.HANA)).hasCount(0);
      assertThat(linkTo(yoshida.page(), caseId)).hasCount(0);
      Look.at(yoshida, "yoshida-1-nothing");

      line.getByRole(AriaRole.BUTTON, within("受ける")).click();
      assertThat(dispatch.locator("crew-card")).containsText("在宅酸素");
      assertTrue(dispatch.url().endsWith("/cases/" + caseId), dispatch.url());
      Look.at(kato, "kato-2-crew-card");
      assertThat(
              sato.page()
                  .locator(".timeline-item", with(linkTo(sato.page(), caseId)))
                  .locator(".tag"))
          .hasText("受付");

      dispatch.getByRole(AriaRole.BUTTON, named("結果を記録")).click();
      dispatch.getByRole(AriaRole.RADIO, named("現場で解決")).check();
      dispatch.locator("#outcome-text").fill("誤って押した。体調に変わりなし");
      Look.at(kato, "kato-3-outcome");
      dispatch.getByRole(AriaRole.BUTTON, named("結果を記録して完了")).click();
      assertThat(dispatch.locator(".notice.known")).containsText("現場で解決");
      Look.at(kato, "kato-4-closed");

      told.first().click();
      assertThat(sato.page().locator(".notice.known")).containsText("誤って押した");
      Look.at(sato, "sato-9-outcome");
      dispatch.navigate("/cases");
      Look.at(kato, "kato-5-cases");
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_crew_on_the_way_sees_the_card_and_nothing_of_it_afterwards(Screen screen) {
    String caseId = story.send(Story.event(Story.PENDANT, "fall")).json().path("caseId").asText();
    String path = "/api/emergency-cases/" + caseId;
    try (Visit nakamura = browser.signedIn("nakamura", screen, "/cases/" + caseId)) {
      Page page = nakamura.page();
      assertThat(page.locator("crew-card")).containsText("ペニシリン");
      tsunagi.as("kato").post(path + "/accept", Map.of()).mustBe(200);
      tsunagi.as("kato").post(path + "/dispatch", Map.of()).mustBe(200);
      assertThat(page.locator(".page-title .tag")).hasText("出動");
      Look.at(nakamura, "nakamura-0-crew-card");

      page.getByRole(AriaRole.BUTTON, named("現場到着")).click();
      assertThat(page.locator(".page-title .tag")).hasText("現場到着");
      tsunagi.as("kato").post(path + "/close", Map.of()).mustBe(200);

      assertThat(page.getByRole(AriaRole.HEADING, named("この通報は終了しました"))).isVisible();
      assertThat(page.locator("crew-card")).hasCount(0);
      assertThat(page.getByText("ペニシリン")).hasCount(0);
      Look.at(nakamura, "nakamura-0-closed");
    }
  }

  /** Of a few calls the quickest counts: what the machine does besides must not fail the test. */
  @ParameterizedTest
  @EnumSource
  void a_call_is_on_both_screens_within_a_second(Screen screen) {
    try (Visit kato = browser.signedIn("kato", screen, "/cases");
        Visit sato = browser.signedIn("sato", screen, "/residents/" + story.hana())) {
      assertThat(sato.page().locator(".timeline-item").first()).isVisible();
      long[] dispatch = new long[TRIES];
      long[] team = new long[TRIES];
      for (int call = 0; call < TRIES; call++) {
        story.closeOpenCases();
        assertThat(kato.page().locator("case-line button.accept")).hasCount(0);
        Look.watch(kato.page(), "case-line button.accept", "受ける");
        Look.watch(sato.page(), ".timeline-item.urgent .tag", "受信");

        story.send(Story.event(Story.PENDANT, "emergency")).mustBe(201);

        long acknowledged = System.currentTimeMillis();
        dispatch[call] = Look.appearedAt(kato.page()) - acknowledged;
        team[call] = Look.appearedAt(sato.page()) - acknowledged;
      }
      Look.took("call on dispatch " + screen, LongStream.of(dispatch).boxed().toList());
      Look.took("call in timeline " + screen, LongStream.of(team).boxed().toList());
      assertTrue(LongStream.of(dispatch).min().orElseThrow() < 1000, "dispatch waited too long");
      assertTrue(LongStream.of(team).min().orElseThrow() < 1000, "the team waited too long");
    }
  }

  private static Locator caseLine(Page page, String caseId) {
    return page.locator("case-line", with(linkTo(page, caseId)));
  }

  private static Locator linkTo(Page page, String caseId) {
    return page.locator("a[href='/cases/" + caseId + "']");
  }

  private static Page.LocatorOptions with(Locator inside) {
    return new Page.LocatorOptions().setHas(inside);
  }
}
