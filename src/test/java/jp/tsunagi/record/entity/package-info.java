/** 記録庫の試験. */
@NullMarked
package jp.tsunagi.record.entity;

import org.jspecify.annotations.NullMarked;
