/**
 * 緊急通報。 Takes emergency events from the centres, turns them into cases, and follows each case from
 * the first signal to its outcome.
 *
 * <p>An event is one immutable Communication; a case is a Task that is derived from its events and
 * steps; a step is one immutable Task. Nothing that was said about an emergency is ever
 * overwritten. See ADR-0060 and ADR-0061.
 */
@NullMarked
package jp.tsunagi.emergency.boundary;

import org.jspecify.annotations.NullMarked;
