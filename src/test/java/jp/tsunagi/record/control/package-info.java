/** 記録庫の試験. */
@NullMarked
package jp.tsunagi.record.control;

import org.jspecify.annotations.NullMarked;
