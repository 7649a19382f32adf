package jp.tsunagi.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LauncherSettingsTest {
  private static final Path HOME = Path.of("/project");

  @Test
  void embedded_defaults_when_nothing_is_said() {
    LauncherSettings settings = LauncherSettings.from(new String[0], Map.of(), HOME);

    assertEquals(
        new LauncherSettings(
            HOME,
            Path.of("/project/var"),
            8080,
            8180,
            3316,
            Optional.empty(),
            Optional.empty(),
            300,
            false),
        settings);
  }

  @Test
  void everything_can_be_said() {
    LauncherSettings settings =
        LauncherSettings.from(
            new String[] {"--reset", "--residents", "0"},
            Map.of(
                "TSUNAGI_PORT", "1",
                "TSUNAGI_KEYCLOAK_PORT", "2",
                "TSUNAGI_DATABASE_PORT", "3",
                "TSUNAGI_DATA", "/elsewhere",
                "TSUNAGI_DATABASE_URL", "jdbc:mysql://there/tsunagi",
                "TSUNAGI_DATABASE_USER", "user",
                "TSUNAGI_DATABASE_PASSWORD", "secret",
                "TSUNAGI_OIDC_ISSUER", "http://there/realms/tsunagi"),
            HOME);

    assertEquals(
        new LauncherSettings(
            HOME,
            Path.of("/elsewhere"),
            1,
            2,
            3,
            Optional.of(new DatabaseAccess("jdbc:mysql://there/tsunagi", "user", "secret")),
            Optional.of("http://there/realms/tsunagi"),
            0,
            true),
        settings);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          TSUNAGI_PORT,          eighty
          TSUNAGI_PORT,          0
          TSUNAGI_KEYCLOAK_PORT, 65536
          TSUNAGI_DATABASE_PORT, -1
          """)
  void bad_port_is_named(String variable, String value) {
    LauncherFailure failure =
        assertThrows(
            LauncherFailure.class,
            () -> LauncherSettings.from(new String[0], Map.of(variable, value), HOME));

    assertEquals(
        variable + " must be a number from 1 to 65535, not '" + value + "'.", failure.getMessage());
  }

  @Test
  void foreign_database_needs_its_user() {
    LauncherFailure failure =
        assertThrows(
            LauncherFailure.class,
            () ->
                LauncherSettings.from(
                    new String[0], Map.of("TSUNAGI_DATABASE_URL", "jdbc:mysql://there/x"), HOME));

    assertEquals(
        "TSUNAGI_DATABASE_URL is set, but TSUNAGI_DATABASE_USER is not.", failure.getMessage());
  }

  @Test
  void password_is_never_printed() {
    assertEquals(
        "jdbc:mysql://there/x as user",
        new DatabaseAccess("jdbc:mysql://there/x", "user", "secret").toString());
  }
}
