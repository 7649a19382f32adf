package jp.tsunagi.fhirgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 悪い検索. Searches and headers that mean harm: refused where they are wrong, harmless elsewhere. */
@IntegrationTest
class BadSearchIT {
  private static final String FORM = "application/x-www-form-urlencoded";

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
    inoue().get("/fhir/Patient?_count=1").mustBe(200);
  }

  private Caller inoue() {
    return tsunagi.as("inoue");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private void refusesSearch(String search) {
    String path = "/fhir/" + search;
    String what = search.substring(0, Math.min(100, search.length()));
    input.refuses(what, inoue().with("Prefer", "handling=strict"), "GET", path, "");
    if (search.contains("?")) {
      input.refuses(
          "POST " + what,
          inoue().with("Prefer", "handling=strict").with("Content-Type", FORM),
          "POST",
          "/fhir/" + search.substring(0, search.indexOf('?')) + "/_search",
          search.substring(search.indexOf('?') + 1));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%",
        "_",
        "%%",
        "_%",
        "' OR '1'='1",
        "\" OR 1=1 -- ",
        "\\",
        "\\'",
        "';--",
        "a\u0000b",
        "\ud840",
        "*",
        "?",
        "(",
        "[a-z]",
        "${x}",
        "{{x}}",
        "\\,",
        "\\|",
        "\\$",
        "'"
      })
  void finds_nobody_by_what_no_name_has(String text) {
    for (String parameter :
        List.of("name", "family:exact", "family:contains", "identifier", "_id")) {
      String path = "/fhir/Patient?" + parameter + "=" + encoded(text);
      input.survives(parameter, inoue(), "GET", path, new byte[0]);
      JsonNode found = inoue().get(path).json();

      assertEquals(0, found.path("entry").size(), path + " " + found);
    }
  }

  @Test
  void parameters_that_are_wrong() {
    for (String search :
        List.of(
            "Patient?nobody=1",
            "Patient?_count=-1",
            "Patient?_count=x",
            "Patient?_count=99999999999999999999",
            "Patient?_sort=nobody",
            "Patient?_sort=" + times(500, "-birthdate,family"),
            "Patient?_include=nobody",
            "Patient?_include=Patient:nobody",
            "Patient?_revinclude=Nobody:x",
            "Patient?_total=perhaps",
            "Patient?_cursor=x",
            "Patient?_cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "Patient?_cursor=%25%25",
            "Patient?birthdate=never",
            "Patient?birthdate=2020-13-45",
            "Patient?birthdate=gt",
            "Patient?birthdate:exact=2020",
            "Patient?name:nobody=x",
            "Patient?name:missing=perhaps",
            "Patient?active:of-type=x",
            "Patient?_lastUpdated=never",
            "Observation?value-quantity=much",
            "Observation?value-quantity=1%7C2%7C3%7C4%7C5",
            "Observation?value-quantity=1e999999999",
            "Location?near=here",
            "Patient?organization.nobody=x",
            "Patient?name.family=x",
            "Patient?" + times(49, "organization:Organization.partof.") + "name=x",
            "Patient/$nobody")) {
      refusesSearch(search);
    }
  }

  private static String times(int count, String text) {
    return String.join(text.contains(",") ? "," : "", Collections.nCopies(count, text));
  }

  @Test
  void too_many_of_everything() {
    Caller form = inoue().with("Content-Type", FORM);
    String ors = IntStream.range(0, 10_000).mapToObj(i -> "n" + i).collect(Collectors.joining(","));
    for (String parameter :
        List.of("name", "identifier", "_id", "birthdate", "_tag", "organization")) {
      input.refuses(
          "10,000 " + parameter, form, "POST", "/fhir/Patient/_search", parameter + "=" + ors);
    }
    String many =
        IntStream.range(0, 2_000).mapToObj(i -> "name=n" + i).collect(Collectors.joining("&"));
    input.refuses("2,000 parameters", form, "POST", "/fhir/Patient/_search", many);
    input.refuses("in the address", inoue(), "GET", "/fhir/Patient?" + many, "");
    String includes =
        IntStream.range(0, 2_000)
            .mapToObj(i -> "_include:iterate=*")
            .collect(Collectors.joining("&"));
    input.refuses("2,000 includes", form, "POST", "/fhir/Patient/_search", includes);
    String inOne =
        IntStream.range(0, 5_000)
            .mapToObj(i -> "Patient:organization")
            .collect(Collectors.joining(","));
    input.refuses(
        "5,000 in one include", form, "POST", "/fhir/Patient/_search", "_include=" + inOne);
    for (String parameter :
        List.of(
            "name", "name:contains", "identifier", "_id", "birthdate", "organization", "_cursor")) {
      input.survives(
          "100,000 characters of " + parameter,
          form,
          "POST",
          "/fhir/Patient/_search",
          (parameter + "=" + "x".repeat(100_000)).getBytes(StandardCharsets.UTF_8));
    }
    input.refuses(
        "in the address", inoue(), "GET", "/fhir/Patient?name=" + "x".repeat(100_000), "");
    input.refuses(
        "a form of 20 MB", form, "POST", "/fhir/Patient/_search", "name=" + "x".repeat(20_000_000));
  }

  @Test
  void broken_addresses() {
    for (String path :
        List.of(
            "/fhir/Patient?name=%E7%94",
            "/fhir/Patient?name=%FF%FE",
            "/fhir/Patient?&&&=&",
            "/fhir/Patient?_format=nonsense",
            "/fhir/Patient?_elements=nobody",
            "/fhir/Patient?_summary=perhaps",
            "/fhir/Patient?_pretty=perhaps",
            "/fhir//Patient",
            "/fhir/Patient//x",
            "/fhir/Patient/x/_history/",
            "/fhir/Patient/_history?_since=never",
            "/fhir/Patient/_history?_count=-5",
            "/fhir/Patient/_history?_count=99999999999",
            "/fhir/_history?_since=never",
            "/fhir/Patient?name:contains=%25",
            "/fhir/metadata?mode=nonsense")) {
      input.survives(path, inoue(), "GET", path, new byte[0]);
    }
  }

  @Test
  void headers_that_mean_harm() {
    String path = "/fhir/Organization/joso-city-welfare";
    String long1 = "x".repeat(4_000);
    for (String match :
        List.of("x", "W/\"x\"", "W/\"-1\"", "W/\"99999999999999999999\"", "\"", long1)) {
      input.refuses(
          "If-Match " + match,
          inoue().with("If-Match", match).with("Content-Type", "application/fhir+json"),
          "PUT",
          path,
          "{\"resourceType\":\"Organization\",\"id\":\"joso-city-welfare\",\"name\":\"x\"}");
    }
    for (String match : List.of("x", "*", "W/\"x\"", long1, ",,,,")) {
      input.survives(
          "If-None-Match", inoue().with("If-None-Match", match), "GET", path, new byte[0]);
      input.survives(
          "If-Modified-Since", inoue().with("If-Modified-Since", match), "GET", path, new byte[0]);
    }
    for (String accept :
        List.of(
            "x",
            "*",
            "image/png",
            "application/fhir+json;q=2",
            ";;;,,,",
            "application/fhir+json;fhirVersion=9.9",
            long1)) {
      input.survives("Accept " + accept, inoue().with("Accept", accept), "GET", path, new byte[0]);
      input.survives(
          "Accept " + accept,
          inoue().with("Accept", accept),
          "GET",
          "/fhir/Patient?_count=1",
          new byte[0]);
    }
    for (String prefer :
        List.of("x", "return=", "handling=,", "return=nobody; handling=nobody", long1)) {
      input.survives(
          "Prefer " + prefer,
          inoue().with("Prefer", prefer),
          "GET",
          "/fhir/Patient?_count=1",
          new byte[0]);
    }
    for (String type :
        List.of(
            "x",
            "image/png",
            "text/html",
            "multipart/form-data",
            "application/fhir+json; charset=nobody",
            "application/x-www-form-urlencoded",
            ";",
            long1)) {
      input.refuses(
          "Content-Type " + type,
          inoue().with("Content-Type", type),
          "POST",
          "/fhir/Patient",
          "{\"resourceType\":\"Nobody\"}");
    }
    for (String condition :
        List.of(
            "x",
            "?",
            "nobody=1",
            "=",
            "identifier=",
            "%",
            "_count=1",
            "Nobody?x=1",
            "Organization?name=x",
            long1)) {
      input.refuses(
          "If-None-Exist " + condition,
          inoue().with("If-None-Exist", condition).with("Content-Type", "application/fhir+json"),
          "POST",
          "/fhir/Patient",
          "{\"resourceType\":\"Patient\"}");
    }
    for (String language : List.of("x", "*;q=x", ";;", "ja;q=9", long1)) {
      input.survives(
          "Accept-Language " + language,
          inoue().with("Accept-Language", language),
          "GET",
          "/fhir/Patient/nobody",
          new byte[0]);
    }
  }

  @Test
  void methods_nobody_needs() {
    for (String method : List.of("PUT", "PATCH", "PROPFIND", "NOBODY")) {
      input.refuses(
          method + " on a type",
          inoue().with("Content-Type", "application/fhir+json"),
          method,
          "/fhir/Patient",
          "{\"resourceType\":\"Patient\"}");
    }
    input.refuses(
        "POST on an id",
        inoue().with("Content-Type", "application/fhir+json"),
        "POST",
        "/fhir/Patient/x",
        "{\"resourceType\":\"Patient\"}");
  }
}
