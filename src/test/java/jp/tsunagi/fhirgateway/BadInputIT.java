package jp.tsunagi.fhirgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import jp.tsunagi.it.BadInput;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.HalfSent;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Tsunagi;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 悪い入力. Bodies nobody should send to {@code /fhir}: each is refused, told, and leaves nothing. */
@IntegrationTest
class BadInputIT {
  private static final String JSON = "application/fhir+json";
  private static final String XML = "application/fhir+xml";
  private static final String A_NAME = "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"";

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
    inoue(JSON).get("/fhir/Patient?_count=1").mustBe(200);
  }

  private Caller inoue(String contentType) {
    return tsunagi.as("inoue").with("Content-Type", contentType);
  }

  private void refusesJson(String what, String body) {
    input.refuses(what, inoue(JSON), "POST", "/fhir/Patient", body);
  }

  private void refusesXml(String what, String body) {
    input.refuses(
        what, inoue(XML).with("Accept", "application/fhir+json"), "POST", "/fhir/Patient", body);
  }

  private static byte[] aResident() {
    try {
      return Files.readAllBytes(
          Path.of(System.getProperty("tsunagi.home", ""), "fhir-profiles/examples/Patient")
              .resolve("r-00001.json"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String inXml(byte[] json) {
    FhirContext fhir = FhirContext.forR4Cached();
    return fhir.newXmlParser()
        .encodeResourceToString(
            fhir.newJsonParser().parseResource(new String(json, StandardCharsets.UTF_8).strip()));
  }

  @Test
  void a_body_cut_short_anywhere() {
    byte[] json =
        new String(aResident(), StandardCharsets.UTF_8).strip().getBytes(StandardCharsets.UTF_8);
    byte[] xml = inXml(json).getBytes(StandardCharsets.UTF_8);

    for (int part = 0; part < 40; part++) {
      int at = json.length * part / 40;
      input.refuses("JSON to " + at, inoue(JSON), "POST", "/fhir/Patient", Arrays.copyOf(json, at));
      int in = xml.length * part / 40;
      input.refuses("XML to " + in, inoue(XML), "POST", "/fhir/Patient", Arrays.copyOf(xml, in));
    }
  }

  @Test
  void what_is_no_resource() {
    for (String body :
        List.of(
            "",
            " ",
            "null",
            "true",
            "0",
            "\"Patient\"",
            "[]",
            "{}",
            "{\"resourceType\":null}",
            "{\"resourceType\":[\"Patient\"]}",
            "{\"resourceType\":\"Nobody\"}",
            "{\"resourceType\":\"Observation\"}",
            "{'resourceType':'Patient'}",
            "{\"resourceType\":\"Patient\"}{}",
            "{\"resourceType\":\"Patient\",}",
            "{\"resourceType\":\"Patient\"} //",
            "{\"resourceType\":\"Patient\",\"active\":NaN}",
            "<Patient xmlns=\"http://hl7.org/fhir\"/>")) {
      refusesJson(body, body);
    }
    for (String body :
        List.of(
            "",
            "<Patient/>",
            "<Nobody xmlns=\"http://hl7.org/fhir\"/>",
            "<Patient xmlns=\"http://hl7.org/fhir\">",
            "<Patient xmlns=\"http://hl7.org/fhir\"><nobody value=\"1\"/></Patient>",
            "<Patient xmlns=\"http://hl7.org/fhir\"><active value=\"maybe\"/></Patient>",
            "{\"resourceType\":\"Patient\"}")) {
      refusesXml(body, body);
    }
  }

  @Test
  void members_twice_and_of_the_wrong_type() {
    String open = "{\"resourceType\":\"Patient\",";
    for (String body :
        List.of(
            open + "\"gender\":\"male\",\"gender\":\"female\"}",
            open + "\"name\":[{\"family\":\"a\",\"family\":\"b\"}]}",
            open + "\"active\":\"yes\"}",
            open + "\"active\":1}",
            open + "\"name\":\"田中\"}",
            open + "\"name\":{\"family\":\"田中\"}}",
            open + "\"name\":[\"田中\"]}",
            open + "\"name\":[{\"family\":[\"田中\"]}]}",
            open + "\"name\":[{\"family\":7}]}",
            open + "\"name\":[{\"given\":{}}]}",
            open + "\"gender\":\"neither\"}",
            open + "\"birthDate\":19400203}",
            open + "\"birthDate\":\"1940-02-30\"}",
            open + "\"birthDate\":\"1940-13\"}",
            open + "\"birthDate\":\"\"}",
            open + "\"multipleBirthInteger\":1.5}",
            open + "\"multipleBirthInteger\":99999999999}",
            open + "\"extension\":[{\"url\":\"u:x\",\"valueDecimal\":1e999999999}]}",
            open + "\"multipleBirthInteger\":1,\"multipleBirthBoolean\":true}",
            open + "\"contained\":{}}",
            open + "\"contained\":[{\"resourceType\":\"Nobody\"}]}",
            open + "\"meta\":{\"lastUpdated\":\"now\"}}",
            open + "\"extension\":[{\"valueString\":\"no url\"}]}",
            open + "\"text\":{\"status\":\"generated\",\"div\":\"<script>\"}}",
            open + "\"photo\":[{\"data\":\"not base64 !\"}]}")) {
      refusesJson(body, body);
    }
  }

  @Test
  void what_would_be_lost_is_told_with_its_place_in_both_languages() {
    String blank = A_NAME + "　\"}]}";
    JsonNode japanese = inoue(JSON).post("/fhir/Patient", blank).mustBe(400).json().at("/issue/0");
    JsonNode english =
        inoue(JSON)
            .with("Accept-Language", "en")
            .post("/fhir/Patient", blank)
            .mustBe(400)
            .json()
            .at("/issue/0");

    assertEquals("Patient.name[0].family", japanese.at("/expression/0").asText());
    assertEquals("blank", japanese.at("/details/coding/1/code").asText());
    assertEquals("Patient.name[0].family: 空にはできません。", japanese.at("/details/text").asText());
    assertEquals(
        "Patient.name[0].family: Must not be empty.", english.at("/details/text").asText());
    refusesXml(
        "blank in XML",
        "<Patient xmlns=\"http://hl7.org/fhir\"><name><family value=\"\"/></name></Patient>");
    refusesXml(
        "a number of a gigabyte in XML",
        "<Patient xmlns=\"http://hl7.org/fhir\"><extension url=\"u:x\">"
            + "<valueDecimal value=\"1e999999999\"/></extension></Patient>");
    input.refuses(
        "patched",
        inoue("application/json-patch+json"),
        "PATCH",
        "/fhir/Organization/joso-city-welfare",
        "[{\"op\":\"add\",\"path\":\"/alias\",\"value\":[\"\"]}]");
  }

  @Test
  void characters_that_are_none() {
    byte[] broken = (A_NAME + "X\"}]}").getBytes(StandardCharsets.UTF_8);
    broken[A_NAME.length()] = (byte) 0xff;
    input.refuses("not UTF-8", inoue(JSON), "POST", "/fhir/Patient", broken);
    byte[] windows = (A_NAME + "田中\"}]}").getBytes(Charset.forName("windows-31j"));
    input.refuses("Windows-31J", inoue(JSON), "POST", "/fhir/Patient", windows);
    input.refuses(
        "Windows-31J, told",
        inoue(JSON + ";charset=windows-31j"),
        "POST",
        "/fhir/Patient",
        windows);
    byte[] wide = (A_NAME + "田中\"}]}").getBytes(StandardCharsets.UTF_16);
    input.refuses("UTF-16", inoue(JSON), "POST", "/fhir/Patient", wide);
    refusesJson("half a pair", A_NAME + "\\ud840\"}]}");
    refusesJson("a null", A_NAME + "\\u0000\"}]}");
    refusesJson("a bell", A_NAME + "\\u0007\"}]}");
    refusesXml(
        "a null in XML", "<Patient xmlns=\"http://hl7.org/fhir\"><id value=\"&#0;\"/></Patient>");
  }

  @Test
  void a_hundred_thousand_levels() {
    int deep = 100_000;
    String extension = "{\"url\":\"u:x\",\"extension\":[";
    refusesJson("arrays", BadInput.times(deep, "["));
    refusesJson("members", BadInput.times(deep, "{\"a\":"));
    refusesJson(
        "extensions",
        "{\"resourceType\":\"Patient\",\"extension\":["
            + BadInput.times(deep, extension)
            + BadInput.times(deep, "]}")
            + "]}");
    refusesJson(
        "within what is allowed",
        "{\"resourceType\":\"Patient\",\"extension\":["
            + BadInput.times(95, extension)
            + "{\"url\":\"u:x\"}"
            + BadInput.times(95, "]}")
            + "],\"birthDate\":\"never\"}");
    refusesXml(
        "elements",
        "<Patient xmlns=\"http://hl7.org/fhir\">"
            + BadInput.times(deep, "<extension url=\"u:x\">")
            + BadInput.times(deep, "</extension>")
            + "</Patient>");
    String div = BadInput.times(deep, "<div>") + BadInput.times(deep, "</div>");
    refusesJson(
        "narrative",
        "{\"resourceType\":\"Patient\",\"text\":{\"status\":\"generated\",\"div\":\""
            + "<div xmlns='http://www.w3.org/1999/xhtml'>"
            + div
            + "</div>\"}}");
    input.refuses(
        "validated", inoue(JSON), "POST", "/fhir/Patient/$validate", BadInput.times(deep, "["));
  }

  @Test
  void entities_and_document_types() {
    String patient =
        "<Patient xmlns=\"http://hl7.org/fhir\"><name><family value=\"&x;\"/></name></Patient>";
    for (String type :
        List.of(
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"http://localhost:1/x\">]>",
            "<!DOCTYPE a SYSTEM \"http://localhost:1/x.dtd\">",
            "<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://localhost:1/x\"> %p;]>",
            "<!DOCTYPE a [<!ENTITY x \"x\">]>",
            laughs(),
            "")) {
      refusesXml(type, type + patient);
    }
    input.refuses("validated", inoue(XML), "POST", "/fhir/Patient/$validate", laughs() + patient);
  }

  /** A billion of them. */
  private static String laughs() {
    StringBuilder laughs = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 \"ha\">");
    for (int i = 1; i < 10; i++) {
      String ten = BadInput.times(10, "&l" + (i - 1) + ";");
      laughs.append("<!ENTITY l").append(i).append(" \"").append(ten).append("\">");
    }
    return laughs.append("<!ENTITY x \"&l9;\">]>").toString();
  }

  @Test
  void a_hundred_megabytes_are_refused_before_they_are_here() throws IOException {
    for (boolean told : List.of(true, false)) {
      HalfSent sent =
          HalfSent.to(
              tsunagi, tsunagi.tokenOf("inoue"), "/fhir/Patient", JSON, 100_000_000, A_NAME, told);

      assertEquals(413, sent.status(), sent.toString());
      assertTrue(sent.answer().contains("OperationOutcome"), sent.toString());
      assertTrue(sent.took().compareTo(Duration.ofSeconds(5)) < 0, sent.toString());
    }
  }

  @Test
  void a_gigabyte_in_a_megabyte() {
    byte[] bomb = BadInput.bomb(1_000_000_000);
    Caller packed = inoue(JSON).with("Content-Encoding", "gzip");
    input.refuses("a bomb", packed, "POST", "/fhir/Patient", bomb);
    input.refuses("validated", packed, "POST", "/fhir/Patient/$validate", bomb);
    input.refuses("not packed", packed, "POST", "/fhir/Patient", A_NAME);
    input.refuses("cut short", packed, "POST", "/fhir/Patient", Arrays.copyOf(bomb, 1_000));
    input.refuses(
        "packed otherwise",
        inoue(JSON).with("Content-Encoding", "br"),
        "POST",
        "/fhir/Patient",
        bomb);
  }

  @Test
  void a_patch_that_is_none() {
    String path = "/fhir/Organization/joso-city-welfare";
    for (String body :
        List.of(
            "",
            "{}",
            "[1]",
            "[{\"op\":\"replace\"}]",
            "[{\"op\":\"fly\",\"path\":\"/name\"}]",
            "[{\"op\":\"replace\",\"path\":\"name\",\"value\":\"x\"}]",
            "[{\"op\":\"replace\",\"path\":\"/nobody/7/x\",\"value\":\"x\"}]",
            "[{\"op\":\"replace\",\"path\":\"\",\"value\":[]}]",
            "[{\"op\":\"remove\",\"path\":\"/resourceType\"}]",
            "[{\"op\":\"replace\",\"path\":\"/resourceType\",\"value\":\"Patient\"}]",
            "[{\"op\":\"add\",\"path\":\"/active\",\"value\":\"perhaps\"}]",
            "[{\"op\":\"test\",\"path\":\"/name\",\"value\":\"x\"}]",
            BadInput.times(100_000, "["))) {
      input.refuses(
          body.substring(0, Math.min(80, body.length())),
          inoue("application/json-patch+json"),
          "PATCH",
          path,
          body);
    }
    for (String path2 :
        List.of("Patient", "Organization.nobody", "((((", "Organization.name.x()", "1 + ")) {
      input.refuses(
          path2,
          inoue(JSON),
          "PATCH",
          path,
          "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"operation\",\"part\":["
              + "{\"name\":\"type\",\"valueCode\":\"replace\"},"
              + "{\"name\":\"path\",\"valueString\":\""
              + path2
              + "\"},{\"name\":\"value\",\"valueString\":\"x\"}]}]}");
    }
    for (String body :
        List.of(
            "{\"resourceType\":\"Parameters\",\"parameter\":[{}]}",
            "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"operation\"}]}",
            "{\"resourceType\":\"Organization\",\"name\":\"x\"}")) {
      input.refuses(body, inoue(JSON), "PATCH", path, body);
    }
    input.refuses("text", inoue("text/plain"), "PATCH", path, "x");
  }

  @Test
  void references_to_nowhere() {
    for (String to :
        List.of(
            "Patient/nobody",
            "Patient/",
            "Nobody/1",
            "Patient?identifier=" + UUID.randomUUID(),
            "Patient?nobody=1",
            "Nobody?x=1",
            "../etc/passwd",
            "x",
            "/",
            "Patient/a b",
            "?",
            "Patient?")) {
      input.refuses(
          to,
          inoue(JSON),
          "POST",
          "/fhir/Condition",
          "{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"" + to + "\"}}");
    }
    input.refuses(
        "another id",
        inoue(JSON),
        "PUT",
        "/fhir/Patient/one",
        "{\"resourceType\":\"Patient\",\"id\":\"another\"}");
    input.refuses(
        "an id beyond measure",
        inoue(JSON),
        "PUT",
        "/fhir/Patient/" + BadInput.times(65, "a"),
        "{\"resourceType\":\"Patient\",\"id\":\"" + BadInput.times(65, "a") + "\"}");
  }
}
