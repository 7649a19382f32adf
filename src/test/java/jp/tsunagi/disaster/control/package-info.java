/** 災害・安否確認の処理の試験. */
@NullMarked
package jp.tsunagi.disaster.control;

import org.jspecify.annotations.NullMarked;
