/**
 * 緊急通報の値. The neutral event, the states and steps of a case, and what follows from them; pure, no
 * outer layer.
 */
@NullMarked
package jp.tsunagi.emergency.entity;

import org.jspecify.annotations.NullMarked;
