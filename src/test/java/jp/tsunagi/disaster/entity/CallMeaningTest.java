package jp.tsunagi.disaster.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallMeaningTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # kind, protocol, code, meaning, how
          emergency,      contact-id, 101,  CALL_FOR_HELP, AUTOMATIC
          fall,           scaip,      0009, CALL_FOR_HELP, SENSOR
          fire,           contact-id, 110,  CALL_FOR_HELP, SENSOR
          no-movement,    vendor,     -,    CALL_FOR_HELP, SENSOR
          wandering,      vendor,     -,    CALL_FOR_HELP, SENSOR
          unknown,        vendor,     X9,   CALL_FOR_HELP, AUTOMATIC
          consultation,   scaip,      0110, SIGN_OF_LIFE,  AUTOMATIC
          cancel,         contact-id, 406,  SIGN_OF_LIFE,  AUTOMATIC
          test,           contact-id, 601,  SIGN_OF_LIFE,  AUTOMATIC
          test,           -,          -,    SIGN_OF_LIFE,  AUTOMATIC
          test,           contact-id, 602,  -,             AUTOMATIC
          test,           scaip,      0102, -,             AUTOMATIC
          test,           sia,        RP,   -,             AUTOMATIC
          power-loss,     contact-id, 301,  POWER_LOST,    SENSOR
          power-restored, contact-id, 301,  POWER_BACK,    SENSOR
          battery,        contact-id, 302,  -,             AUTOMATIC
          link-lost,      -,          -,    -,             AUTOMATIC
          """)
  void a_call_means_what_its_kind_and_code_say(
      String kind,
      @Nullable String protocol,
      @Nullable String code,
      @Nullable CallMeaning meaning,
      HowObserved how) {
    assertEquals(
        meaning,
        CallMeaning.of(kind, protocol == null ? "" : protocol, code == null ? "" : code)
            .orElse(null));
    assertEquals(how, CallMeaning.how(kind));
  }
}
