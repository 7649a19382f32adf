package jp.tsunagi.platform.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnAddressesTest {
  private final OwnAddresses own = new OwnAddresses("https://care.city.example");

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          https://care.city.example/fhir/Patient/a,              Patient/a
          http://care.city.example/fhir/Patient/a,               Patient/a
          HTTPS://Care.City.Example:443/fhir/Patient/a,          Patient/a
          https://somebody@care.city.example/fhir/Patient/a,     Patient/a
          https://care.city.example//fhir//Patient/a/,           Patient/a
          https://care.city.example/fhir/%50atient/%61,          Patient/a
          https://care.city.example/fhir/Patient/a/_history/2,   Patient/a/_history/2
          https://tsunagi.example/fhir/Patient/a,                Patient/a
          """)
  void knows_itself_however_it_is_written(String address, String within) {
    assertEquals(Optional.ofNullable(within), own.within(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Patient/a",
        "#a",
        "urn:uuid:0b5a9b0c-6f3a-4d84-9d65-5f5c4c6a3f10",
        "https://elsewhere.example/fhir/Patient/a",
        "https://care.city.example.elsewhere.example/fhir/Patient/a",
        "https://elsewhere.example/?https://care.city.example/fhir/Patient/a",
        "https://care.city.example:8443/fhir/Patient/a",
        "https://care.city.example/other/Patient/a",
        "https://care.city.example/fhirs/Patient/a",
        "https://care.city.example/fhir/Patient/a?b=c",
        "ftp://care.city.example/fhir/Patient/a"
      })
  void knows_what_is_elsewhere(String address) {
    assertEquals(Optional.empty(), own.within(address));
  }
}
