package jp.tsunagi.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@IntegrationTest
class SignInE2E {
  @ArquillianResource Tsunagi tsunagi;
  @ArquillianResource WebBrowser browser;

  @ParameterizedTest
  @EnumSource
  void sign_in_form_is_readable_by_everybody(Screen screen) {
    try (Visit visit = browser.visit(screen)) {
      visit.page().navigate("/login?to=/");
      visit.page().locator("#username").waitFor();

      visit.screenshot("sign-in");
      assertEquals(java.util.List.of(), visit.accessibilityViolations());
    }
  }

  @Test
  void person_of_the_cast_comes_back_signed_in() {
    try (Visit visit = browser.signedIn("sato", Screen.DESKTOP, "/")) {
      assertEquals(tsunagi.baseUrl() + "/", visit.page().url());
    }
  }
}
