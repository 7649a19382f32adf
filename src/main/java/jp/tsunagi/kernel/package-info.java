/**
 * 共通語彙。 The words every component shares: ids, roles, areas, the actor. Depends on the JDK alone.
 */
@NullMarked
package jp.tsunagi.kernel;

import org.jspecify.annotations.NullMarked;
