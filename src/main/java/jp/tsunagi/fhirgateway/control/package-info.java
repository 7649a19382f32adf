/** What a FHIR interaction means here: references, conditions, transactions, patches. */
@NullMarked
package jp.tsunagi.fhirgateway.control;

import org.jspecify.annotations.NullMarked;
