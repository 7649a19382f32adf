/** 災害・安否確認の値の試験. */
@NullMarked
package jp.tsunagi.disaster.entity;

import org.jspecify.annotations.NullMarked;
