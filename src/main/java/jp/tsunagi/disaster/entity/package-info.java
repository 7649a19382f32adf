/**
 * 災害・安否確認の値。 Reports on a resident's safety, the status that follows from them, and the rules that
 * order the roster. Pure values: no clock, no storage, no FHIR.
 */
@NullMarked
package jp.tsunagi.disaster.entity;

import org.jspecify.annotations.NullMarked;
