/** 監査記録。 Rows, their chain and the journal's record format, as values without any store. */
@NullMarked
package jp.tsunagi.audit.entity;

import org.jspecify.annotations.NullMarked;
