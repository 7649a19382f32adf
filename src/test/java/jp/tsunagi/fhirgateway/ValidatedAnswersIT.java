package jp.tsunagi.fhirgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import jp.tsunagi.fhirprofiles.Guide;
import jp.tsunagi.it.Answer;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Tsunagi;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/** 検査済みの答え. What the HL7 engine holds against what this server answers: nothing. */
@IntegrationTest
class ValidatedAnswersIT {
  @ArquillianResource private Tsunagi tsunagi;
  private final List<String> faults = new ArrayList<>();

  private void hold(String what, Answer answer) {
    if (!answer.body().startsWith("{") && !answer.body().startsWith("<")) {
      faults.add(what + ": neither JSON nor XML: " + answer);
      return;
    }
    Guide.shared().errors(answer.body()).stream()
        .limit(10)
        .forEach(error -> faults.add(what + ": " + error));
  }

  @Test
  void what_the_server_says_of_itself() {
    Caller anybody = tsunagi.anonymous();
    hold("metadata", anybody.get("/fhir/metadata").mustBe(200));
    hold(
        "metadata in XML",
        anybody.with("Accept", "application/fhir+xml").get("/fhir/metadata").mustBe(200));

    assertEquals(List.of(), faults);
  }

  @Test
  void what_it_says_of_problems() {
    Caller inoue = tsunagi.as("inoue");
    hold("401", tsunagi.anonymous().get("/fhir/Patient").mustBe(401));
    hold("403", tsunagi.as("sato").get("/fhir/AuditEvent").mustBe(403));
    hold("404", inoue.get("/fhir/Patient/nobody").mustBe(404));
    hold("400", inoue.post("/fhir/Patient", "{").mustBe(400));
    hold("400 twice", inoue.post("/fhir/Patient", "{\"a\":1,\"a\":2}").mustBe(400));
    hold("422", inoue.post("/fhir/Condition", "{\"resourceType\":\"Condition\"}").mustBe(422));
    hold(
        "422 in English",
        inoue
            .with("Accept-Language", "en")
            .post("/fhir/Condition", "{\"resourceType\":\"Condition\"}")
            .mustBe(422));
    hold("405", inoue.delete("/fhir/AuditEvent/x").mustBe(405));
    hold("unknown type", inoue.get("/fhir/Nobody/1").mustBe(404));
    hold("unknown operation", inoue.get("/fhir/Patient/$nobody"));
    hold("unknown parameter", inoue.with("Prefer", "handling=strict").get("/fhir/Patient?x=1"));
    hold(
        "validated",
        inoue.post("/fhir/Patient/$validate", "{\"resourceType\":\"Patient\"}").mustBe(200));

    assertEquals(List.of(), faults);
  }
}
