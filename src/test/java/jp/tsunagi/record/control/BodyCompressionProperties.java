package jp.tsunagi.record.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class BodyCompressionProperties {
  private static final BodyCompression COMPRESSION = new BodyCompression();

  @Property
  void gives_back_what_it_was_given(@ForAll byte[] body) {
    assertArrayEquals(body, COMPRESSION.expand(COMPRESSION.compress(body)));
  }
}
