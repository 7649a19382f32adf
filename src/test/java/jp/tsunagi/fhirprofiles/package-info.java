/**
 * 実装ガイドの検査。 Holds the guide in {@code fhir-profiles/} and the data of Joso against their sources
 * and against the HL7 validation engine.
 */
@NullMarked
package jp.tsunagi.fhirprofiles;

import org.jspecify.annotations.NullMarked;
