/** 連絡帳。 What a note is. */
@NullMarked
package jp.tsunagi.carenote.entity;

import org.jspecify.annotations.NullMarked;
