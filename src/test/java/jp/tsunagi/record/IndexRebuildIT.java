package jp.tsunagi.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import jp.tsunagi.it.Eventually;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Tsunagi;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/** The administrator makes the search index anew while everybody works. */
@IntegrationTest
class IndexRebuildIT {
  @ArquillianResource private Tsunagi tsunagi;

  @Test
  void makes_the_index_anew_and_tells_how_far_it_is() {
    int begun = tsunagi.as("admin").post("/api/search-index/rebuild?anew=true", Map.of()).status();

    Eventually.within(
        Duration.ofMinutes(2),
        "the index is made anew",
        () -> progress().path("state").asText().equals("done"));

    assertEquals(202, begun);
    assertTrue(progress().path("done").asLong() > 100, progress().toString());
    tsunagi.as("inoue").get("/fhir/Patient?_count=1&name=%E7%94%B0%E4%B8%AD").mustBe(200);
  }

  @Test
  void is_for_administrators() {
    tsunagi.as("inoue").post("/api/search-index/rebuild", Map.of()).mustBe(403);
    tsunagi.as("kobayashi").get("/api/search-index").mustBe(403);
    tsunagi.anonymous().get("/api/search-index").mustBe(401);
  }

  private JsonNode progress() {
    return tsunagi.as("admin").get("/api/search-index").mustBe(200).json();
  }
}
