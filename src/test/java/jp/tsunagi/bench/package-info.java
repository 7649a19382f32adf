/**
 * 性能測定. How fast the FHIR door is, against what the machine allows and against the peer: bin/bench.
 */
@NullMarked
package jp.tsunagi.bench;

import org.jspecify.annotations.NullMarked;
