package jp.tsunagi.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

@IntegrationTest
class HealthIT {
  @ArquillianResource Tsunagi tsunagi;

  @Test
  void answers_without_a_token() {
    assertEquals(
        "UP", tsunagi.anonymous().get("/health/ready").mustBe(200).json().path("status").asText());
  }

  @Test
  void api_answers_401_without_a_token() {
    Answer answer = tsunagi.anonymous().get("/api/me").mustBe(401);

    assertEquals("application/problem+json", answer.header("Content-Type").replaceFirst(";.*", ""));
  }
}
