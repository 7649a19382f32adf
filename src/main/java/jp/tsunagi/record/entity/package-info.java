/**
 * 記録庫の行。 The rows of the store and the values its indexes are made of. Rows are mapped without the
 * shared cache: another node may have written meanwhile.
 */
@NullMarked
package jp.tsunagi.record.entity;

import org.jspecify.annotations.NullMarked;
