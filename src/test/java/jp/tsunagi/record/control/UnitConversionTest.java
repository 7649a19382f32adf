package jp.tsunagi.record.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitConversionTest {
  private final UnitConversion units = new UnitConversion();

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          54.2, kg, 54200, g
          1, L, 1000, mL
          20, kPa, 20000, Pa
          37, Cel, 310.15, K
          60, min, 1, h
          """)
  void brings_equal_quantities_to_the_same_value(
      double one, String unit, double other, String otherUnit) {
    UnitConversion.Coded first = units.coded(UnitConversion.UCUM, unit, one);
    UnitConversion.Coded second = units.coded(UnitConversion.UCUM, otherUnit, other);

    assertEquals(first.unit(), second.unit());
    assertEquals(first.value(), second.value(), Math.abs(first.value()) * 1e-9);
  }

  @Test
  void leaves_what_ucum_does_not_know_as_it_is() {
    UnitConversion.Coded tablets = units.coded("urn:units", "tablet", 2);

    assertEquals(2, tablets.value());
    assertNotEquals(tablets.unit(), units.coded("urn:other", "tablet", 2).unit());
  }
}
