/**
 * 通知。 Who is told of what happened to a resident, and who has taken note of it.
 *
 * <p>A notice names a fact and repeats none of it: whoever reads it sees of the fact what the
 * access policy shows at that moment. See ADR-0062.
 */
@NullMarked
package jp.tsunagi.notification.boundary;

import org.jspecify.annotations.NullMarked;
