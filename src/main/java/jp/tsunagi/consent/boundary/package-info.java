/**
 * 同意・開示。 Consents, and the one policy that decides who may see and do what, and on which ground.
 */
@NullMarked
package jp.tsunagi.consent.boundary;

import org.jspecify.annotations.NullMarked;
