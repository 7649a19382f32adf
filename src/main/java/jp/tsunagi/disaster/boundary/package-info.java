/**
 * 災害・安否確認。 Opens and closes disasters, shows the roster and the board, takes reports and says what
 * became of each. A drill is handled alike and never mixed with a disaster. See ADR-0052 to
 * ADR-0054.
 */
@NullMarked
package jp.tsunagi.disaster.boundary;

import org.jspecify.annotations.NullMarked;
