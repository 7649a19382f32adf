/**
 * 同意・開示。 The rules of the access table, once as pure functions and once as conditions inside the
 * store's queries, and the projections both rest on.
 */
@NullMarked
package jp.tsunagi.consent.control;

import org.jspecify.annotations.NullMarked;
