/** 同意・開示。 Tests. */
@NullMarked
package jp.tsunagi.consent.control;

import org.jspecify.annotations.NullMarked;
