/**
 * 災害・安否確認の処理。 Makes rosters from the records, keeps the lines true to the facts, and translates
 * between them and FHIR. Every projection here follows the resources inside the transaction that
 * changed them, whichever door the change came through.
 */
@NullMarked
package jp.tsunagi.disaster.control;

import org.jspecify.annotations.NullMarked;
