/**
 * 事業所・職員。 Keeps the directory derived from the FHIR record and in memory, so that knowing who asks
 * costs no query.
 */
@NullMarked
package jp.tsunagi.organization.control;

import org.jspecify.annotations.NullMarked;
