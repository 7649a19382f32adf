package jp.tsunagi.fhirgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jp.tsunagi.it.BadInput;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Tsunagi;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 悪い束. Bundles that contradict themselves: refused as a whole, with the entry named. */
@IntegrationTest
class BadBundleIT {
  private static final String WELFARE = "Organization/joso-city-welfare";

  /** An entry that would be right by itself. */
  private static final String GOOD =
      entry("POST", "Organization", "{\"resourceType\":\"Organization\",\"name\":\"x\"}");

  @ArquillianResource private Tsunagi tsunagi;
  private BadInput input;
  private long before;

  @BeforeEach
  void count() {
    input = new BadInput(tsunagi);
    before = input.written();
  }

  @AfterEach
  void nothing_was_written_and_the_server_goes_on() {
    assertEquals(List.of(), input.faults());
    assertEquals(before, input.written());
    tsunagi.as("inoue").get("/fhir/Patient?_count=1").mustBe(200);
  }

  private Caller inoue() {
    return tsunagi.as("inoue").with("Content-Type", "application/fhir+json");
  }

  private static String entry(String method, String url, String resource) {
    return "{\"request\":{\"method\":\""
        + method
        + "\",\"url\":\""
        + url
        + "\"}"
        + (resource.isEmpty() ? "" : ",\"resource\":" + resource)
        + "}";
  }

  private static String named(String fullUrl, String entry) {
    return "{\"fullUrl\":\"" + fullUrl + "\"," + entry.substring(1);
  }

  private static String unless(String condition, String entry) {
    return entry.replace(
        "\"method\":\"POST\"", "\"method\":\"POST\",\"ifNoneExist\":\"" + condition + "\"");
  }

  private static String organization(String more) {
    return "{\"resourceType\":\"Organization\",\"name\":\"x\"" + more + "}";
  }

  private static String bundle(String type, String... entries) {
    return "{\"resourceType\":\"Bundle\",\"type\":\""
        + type
        + "\",\"entry\":["
        + String.join(",", entries)
        + "]}";
  }

  private void refuses(String what, String... entries) {
    String[] all = new String[entries.length + 1];
    all[0] = GOOD;
    System.arraycopy(entries, 0, all, 1, entries.length);
    input.refuses(what, inoue(), "POST", "/fhir", bundle("transaction", all));
  }

  @Test
  void bundles_of_no_such_kind() {
    for (String body :
        List.of(
            bundle("nobody", GOOD),
            bundle("searchset", GOOD),
            bundle("document", GOOD),
            "{\"resourceType\":\"Bundle\",\"entry\":[" + GOOD + "]}",
            "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":{}}",
            "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[7]}",
            organization(""),
            "[]",
            "")) {
      input.refuses(body, inoue(), "POST", "/fhir", body);
    }
  }

  @Test
  void entries_that_say_too_little_or_nonsense() {
    String x = organization("");
    for (String bad :
        List.of(
            "{}",
            "{\"resource\":" + x + "}",
            "{\"request\":{\"method\":\"POST\"},\"resource\":" + x + "}",
            "{\"request\":{\"url\":\"Organization\"},\"resource\":" + x + "}",
            entry("FLY", "Organization", x),
            entry("POST", "Organization", ""),
            entry("PUT", WELFARE, ""),
            entry("PATCH", WELFARE, ""),
            entry("PATCH", WELFARE, x),
            entry("PATCH", WELFARE, "{\"resourceType\":\"Binary\",\"contentType\":\"x/y\"}"),
            entry(
                "PATCH",
                WELFARE,
                "{\"resourceType\":\"Binary\",\"contentType\":\"application/json-patch+json\",\"data\":\"e30=\"}"),
            entry("POST", "Patient", x),
            entry("POST", "", x),
            entry("PUT", "Organization", x),
            entry("PUT", "/", x),
            entry("PUT", "Organization/", x),
            entry("PUT", "Organization/a/b/c", x),
            entry("PUT", "Patient/x", x),
            entry("PUT", "Organization/one", organization(",\"id\":\"another\"")),
            entry("PUT", "Organization?", x),
            entry("PUT", "Organization?nobody=1", x),
            entry("PUT", "?name=x", x),
            entry("PUT", "Organization/" + BadInput.times(65, "x"), x),
            entry("DELETE", "Organization", ""),
            entry("DELETE", "Organization?", ""),
            entry("DELETE", "x", ""),
            entry("DELETE", "Nobody/1", ""),
            entry("GET", "", ""),
            entry("GET", "x y", ""),
            entry("GET", "Nobody?x=1", ""),
            entry("GET", "Organization/nobody", ""),
            entry("GET", "Organization?nobody=1", ""),
            entry("GET", "Organization/joso-city-welfare/_history/77", ""),
            entry("GET", "Patient/$everything", ""),
            unless("nobody=1", GOOD),
            unless("?", GOOD),
            entry("PUT", WELFARE, organization(""))
                .replace("\"method\"", "\"ifMatch\":\"x\",\"method\""),
            entry("PUT", WELFARE, organization(""))
                .replace("\"method\"", "\"ifMatch\":\"W/\\\"9999\\\"\",\"method\""))) {
      refuses(bad, bad);
    }
  }

  @Test
  void entries_that_contradict_each_other() {
    String x = organization("");
    String put = entry("PUT", "Organization/contradiction", x);
    String urn = "urn:uuid:0190d8a2-7c00-7000-8000-0000000000a1";
    refuses("the same fullUrl twice", named(urn, GOOD), named(urn, GOOD));
    refuses("the same id twice", put, put);
    refuses("put and taken away", put, entry("DELETE", "Organization/contradiction", ""));
    refuses(
        "put under a condition and taken away",
        entry("PUT", "Organization?_id=joso-city-welfare", x),
        entry("DELETE", WELFARE, ""));
    refuses(
        "by id and by a condition",
        entry("PUT", WELFARE, x),
        entry("PUT", "Organization?_id=joso-city-welfare", x));
    refuses(
        "the same condition twice", unless("name=nobody-x", GOOD), unless("name=nobody-x", GOOD));
    refuses(
        "conditions that wait for each other",
        named(
            urn,
            entry(
                "POST",
                "Organization",
                organization(
                    ",\"identifier\":[{\"system\":\"u:x\",\"value\":\"contra-1\"}],\"partOf\":{\"reference\":\"Organization?identifier=u:x|contra-2\"}"))),
        entry(
            "POST",
            "Organization",
            organization(
                ",\"identifier\":[{\"system\":\"u:x\",\"value\":\"contra-2\"}],\"partOf\":{\"reference\":\"Organization?identifier=u:x|contra-1\"}")));
    refuses(
        "a reference to an entry that is not there",
        entry(
            "POST",
            "Organization",
            organization(",\"partOf\":{\"reference\":\"Organization/nobody\"}")));
    refuses(
        "a name that nothing bears",
        entry("POST", "Organization", organization(",\"partOf\":{\"reference\":\"" + urn + "\"}")));
    refuses("a condition that many meet", entry("PUT", "Organization?active=true", x));
    refuses("a deletion of what others need", entry("DELETE", WELFARE, ""));
  }

  @Test
  void a_batch_tells_each_entry_s_fault_in_its_place() {
    JsonNode answer =
        inoue()
            .post(
                "/fhir",
                bundle(
                    "batch",
                    entry("PUT", "x", organization("")),
                    entry("GET", "Nobody/1", ""),
                    entry("DELETE", "Organization/nobody", ""),
                    "{}",
                    entry("GET", WELFARE, "")))
            .mustBe(200)
            .json();

    List<String> statuses = answer.findValuesAsText("status");
    assertEquals(
        List.of("422", "404", "404", "422", "200 OK"),
        IntStream.range(0, 5)
            .mapToObj(i -> answer.at("/entry/" + i + "/response/status").asText())
            .collect(Collectors.toList()),
        statuses.toString());
  }

  @Test
  void a_bundle_of_bundles_of_bundles() {
    String bundle = bundle("collection");
    for (int i = 0; i < 60; i++) {
      bundle =
          "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{\"resource\":"
              + bundle
              + "}]}";
    }
    refuses("as an entry of the wrong type", entry("POST", "Organization", bundle));
    refuses(
        "with a fault inside",
        entry("POST", "Bundle", bundle.replace("\"entry\":[]", "\"total\":\"x\"")));
  }

  @Test
  void ten_thousand_entries_with_one_fault() {
    String many =
        IntStream.range(0, 10_000)
            .mapToObj(i -> entry("DELETE", "Organization/nobody-" + i, ""))
            .collect(Collectors.joining(","));
    refuses("ten thousand", many, entry("PUT", "x", organization("")));
  }
}
