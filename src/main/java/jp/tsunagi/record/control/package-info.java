/**
 * 記録庫の仕組み。 How resources are compressed, indexed and found. Index rows and searches go through JDBC
 * on the transaction's own connection, because a page of a search is one statement and a resource's
 * index rows are one batch; the resource rows themselves are entities.
 */
@NullMarked
package jp.tsunagi.record.control;

import org.jspecify.annotations.NullMarked;
