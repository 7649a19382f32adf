/** 災害・安否確認の結合試験. */
@NullMarked
package jp.tsunagi.disaster.boundary;

import org.jspecify.annotations.NullMarked;
