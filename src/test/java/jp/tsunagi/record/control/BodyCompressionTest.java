package jp.tsunagi.record.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BodyCompressionTest {
  private static final BodyCompression COMPRESSION = new BodyCompression();
  private static final byte[] OBSERVATION =
      """
      {"resourceType":"Observation","id":"019a0000-0000-7000-8000-000000000001","meta":{"versionId":"1","lastUpdated":"2026-04-01T09:00:00.000+09:00"},"status":"final","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"vital-signs"}]}],"code":{"coding":[{"system":"http://loinc.org","code":"8867-4","display":"Heart rate"}]},"subject":{"reference":"Patient/019a0000-0000-7000-8000-000000000002"},"effectiveDateTime":"2026-04-01T08:59:00+09:00","valueQuantity":{"value":72,"unit":"/min","system":"http://unitsofmeasure.org","code":"/min"}}"""
          .getBytes(StandardCharsets.UTF_8);

  @Test
  void makes_a_small_resource_a_quarter_of_its_size() {
    byte[] stored = COMPRESSION.compress(OBSERVATION);

    assertTrue(stored.length * 3 < OBSERVATION.length, stored.length + " bytes");
    assertArrayEquals(OBSERVATION, COMPRESSION.expand(stored));
  }

  @Test
  void takes_a_large_body_that_cannot_be_compressed() {
    byte[] body = new byte[3_000_000];
    new Random(1).nextBytes(body);

    assertArrayEquals(body, COMPRESSION.expand(COMPRESSION.compress(body)));
  }

  @Test
  void says_when_a_body_is_damaged() {
    byte[] stored = COMPRESSION.compress(OBSERVATION);
    byte[] half = java.util.Arrays.copyOf(stored, stored.length / 2);
    byte[] foreign = stored.clone();
    foreign[0] = 99;

    assertThrows(IllegalStateException.class, () -> COMPRESSION.expand(half));
    assertThrows(IllegalStateException.class, () -> COMPRESSION.expand(foreign));
  }
}
