/**
 * FHIR窓口。 The FHIR R4 door: HAPI's RestfulServer in front of the record store, with the same policy
 * and audit as {@code /api}.
 */
@NullMarked
package jp.tsunagi.fhirgateway.boundary;

import org.jspecify.annotations.NullMarked;
