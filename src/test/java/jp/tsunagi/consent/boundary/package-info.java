/** 同意・開示。 Tests. */
@NullMarked
package jp.tsunagi.consent.boundary;

import org.jspecify.annotations.NullMarked;
