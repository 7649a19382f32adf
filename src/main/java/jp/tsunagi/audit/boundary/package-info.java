/**
 * 監査記録。 The append-only, chained trail of every access. A row is in the trail before the answer
 * leaves; if it cannot be written, the access fails.
 */
@NullMarked
package jp.tsunagi.audit.boundary;

import org.jspecify.annotations.NullMarked;
