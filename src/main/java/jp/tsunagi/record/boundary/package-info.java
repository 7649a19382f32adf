/**
 * 記録庫。 The FHIR resource store. Every fact about a resident is a FHIR resource kept here;
 * everything else is derived from it, in the same transaction, by observers of {@link
 * jp.tsunagi.record.boundary.RecordChanged}.
 */
@NullMarked
package jp.tsunagi.record.boundary;

import org.jspecify.annotations.NullMarked;
