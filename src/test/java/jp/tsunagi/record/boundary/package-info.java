/** 記録庫の試験. */
@NullMarked
package jp.tsunagi.record.boundary;

import org.jspecify.annotations.NullMarked;
