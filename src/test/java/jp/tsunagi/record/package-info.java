/** 記録庫. The record store over HTTP. */
@NullMarked
package jp.tsunagi.record;

import org.jspecify.annotations.NullMarked;
