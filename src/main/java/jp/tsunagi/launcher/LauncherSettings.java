package jp.tsunagi.launcher;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * 起動設定。 What {@code bin/run} was told by its arguments and by the environment.
 *
 * @param home the folder of the project
 * @param data where everything that survives a restart is kept
 * @param database a database of somebody else's to use; empty: start the embedded one
 * @param issuer an identity provider of somebody else's to use; empty: start Keycloak
 * @param residents synthetic residents to seed beside the cast when the database is empty
 * @param reset whether to empty database and Keycloak first
 */
public record LauncherSettings(
    Path home,
    Path data,
    int port,
    int keycloakPort,
    int databasePort,
    Optional<DatabaseAccess> database,
    Optional<String> issuer,
    int residents,
    boolean reset) {

  static final int DEFAULT_RESIDENTS = 300;
  static final String USAGE =
      """
      Usage: bin/run [--residents N] [--reset]
        --residents N  synthetic residents beside the cast when the database is empty (default 300, 0: the cast only)
        --reset        empty the database and Keycloak first
      Environment: TSUNAGI_PORT (8080), TSUNAGI_KEYCLOAK_PORT (8180), TSUNAGI_DATABASE_PORT (3316), TSUNAGI_DATA (var/),
        TSUNAGI_DATABASE_URL, TSUNAGI_DATABASE_USER, TSUNAGI_DATABASE_PASSWORD to use a database that runs already,
        TSUNAGI_OIDC_ISSUER to use a Keycloak that runs already, TSUNAGI_JAVA_OPTIONS for the application's JVM.\
      """;

  /** Reads arguments and environment; a bad value fails with its name. */
  public static LauncherSettings from(
      String[] arguments, Map<String, String> environment, Path home) {
    int residents = DEFAULT_RESIDENTS;
    boolean reset = false;
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      if (argument.equals("--reset")) {
        reset = true;
      } else if (argument.startsWith("--residents=")) {
        residents =
            number("--residents", argument.substring("--residents=".length()), 0, 1_000_000);
      } else if (argument.equals("--residents") && i + 1 < arguments.length) {
        residents = number("--residents", arguments[++i], 0, 1_000_000);
      } else {
        throw new LauncherFailure("Unknown argument " + argument + ".\n" + USAGE);
      }
    }
    return new LauncherSettings(
        home,
        home.resolve(value(environment, "TSUNAGI_DATA").orElse("var")).toAbsolutePath().normalize(),
        port(environment, "TSUNAGI_PORT", 8080),
        port(environment, "TSUNAGI_KEYCLOAK_PORT", 8180),
        port(environment, "TSUNAGI_DATABASE_PORT", 3316),
        database(environment),
        value(environment, "TSUNAGI_OIDC_ISSUER"),
        residents,
        reset);
  }

  /** The address people type; tokens and redirects use the same spelling. */
  public String publicUrl() {
    return "http://localhost:" + port;
  }

  private static Optional<DatabaseAccess> database(Map<String, String> environment) {
    return value(environment, "TSUNAGI_DATABASE_URL")
        .map(
            url ->
                new DatabaseAccess(
                    url,
                    value(environment, "TSUNAGI_DATABASE_USER")
                        .orElseThrow(() -> missing("TSUNAGI_DATABASE_USER")),
                    value(environment, "TSUNAGI_DATABASE_PASSWORD")
                        .orElseThrow(() -> missing("TSUNAGI_DATABASE_PASSWORD"))));
  }

  private static LauncherFailure missing(String name) {
    return new LauncherFailure("TSUNAGI_DATABASE_URL is set, but " + name + " is not.");
  }

  private static int port(Map<String, String> environment, String name, int byDefault) {
    return value(environment, name).map(text -> number(name, text, 1, 65535)).orElse(byDefault);
  }

  private static int number(String name, String text, int least, int most) {
    try {
      int number = Integer.parseInt(text.strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // falls through to the sentence below, which says it all
    }
    throw new LauncherFailure(
        name + " must be a number from " + least + " to " + most + ", not '" + text + "'.");
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
  }
}
