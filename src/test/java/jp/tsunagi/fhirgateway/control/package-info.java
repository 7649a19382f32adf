/** FHIR窓口の試験. */
@NullMarked
package jp.tsunagi.fhirgateway.control;

import org.jspecify.annotations.NullMarked;
