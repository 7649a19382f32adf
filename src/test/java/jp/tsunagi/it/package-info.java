/**
 * 結合試験。 Tests over HTTP and in the browser against the whole system: one database, one Keycloak,
 * one deployment of the WAR for all classes of a run. A test asks for what it needs:
 *
 * <pre>{@code
 * @IntegrationTest
 * class HealthIT {
 *   @ArquillianResource Tsunagi tsunagi;
 *
 *   @Test
 *   void answers() { tsunagi.anonymous().get("/health").mustBe(200); }
 * }
 * }</pre>
 *
 * <p>The database is emptied at the beginning of a run and seeded with the cast, so tests share it:
 * each makes the residents it changes, or undoes what it did.
 */
@NullMarked
package jp.tsunagi.it;

import org.jspecify.annotations.NullMarked;
