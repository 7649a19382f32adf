/** 連絡帳。 How notes become FHIR Communications, and how they are listed and counted. */
@NullMarked
package jp.tsunagi.carenote.control;

import org.jspecify.annotations.NullMarked;
