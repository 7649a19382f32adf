/**
 * 緊急通報の規則. Opens, joins and moves cases out of the facts that the record announces, so that both
 * doors have the same effects.
 */
@NullMarked
package jp.tsunagi.emergency.control;

import org.jspecify.annotations.NullMarked;
