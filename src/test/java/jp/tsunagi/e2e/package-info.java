/**
 * 画面試験。 The main job in a real browser, as the cast does it, on a phone and on a desk; and the
 * browser's own rules.
 */
@NullMarked
package jp.tsunagi.e2e;

import org.jspecify.annotations.NullMarked;
