/**
 * 連絡帳。 Notes between those who serve a resident: posts, replies, sealed notes, who has read what. A
 * note is never rewritten; a mistake is marked as one and followed by another note.
 */
@NullMarked
package jp.tsunagi.carenote.boundary;

import org.jspecify.annotations.NullMarked;
