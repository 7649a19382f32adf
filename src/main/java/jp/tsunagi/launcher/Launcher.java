package jp.tsunagi.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * 起動。 What {@code bin/run} starts: checks the machine, starts the parts side by side, says when
 * they are ready, and stops what it started (and nothing else) when it is told to end.
 */
public final class Launcher {
  private final LauncherSettings settings;
  private final Console console;
  private final DataFolder data;
  private final Guardian guardian;
  private final @Nullable EmbeddedDatabase database;
  private final @Nullable EmbeddedKeycloak keycloak;
  private final PayaraServer application;
  private final AtomicBoolean stopping;

  private Launcher(
      LauncherSettings settings,
      Console console,
      DataFolder data,
      Guardian guardian,
      AtomicBoolean stopping) {
    this.stopping = stopping;
    this.settings = settings;
    this.console = console;
    this.data = data;
    this.guardian = guardian;
    this.database =
        settings.database().isPresent()
            ? null
            : new EmbeddedDatabase(data, guardian, settings.databasePort(), console);
    this.keycloak =
        settings.issuer().isPresent()
            ? null
            : new EmbeddedKeycloak(
                data, guardian, settings.home(), settings.keycloakPort(), console);
    this.application = new PayaraServer(data, guardian, settings.home(), settings.port(), console);
  }

  public static void main(String[] arguments) {
    Console console = new Console(System.out);
    AtomicBoolean stopping = new AtomicBoolean();
    try {
      Path home = Path.of(System.getProperty("tsunagi.home", "")).toAbsolutePath();
      LauncherSettings settings = LauncherSettings.from(arguments, System.getenv(), home);
      DataFolder data = DataFolder.open(settings.data());
      requirePorts(settings);
      requireNeighbours(settings);
      Launcher launcher = new Launcher(settings, console, data, Guardian.over(data), stopping);
      Runtime.getRuntime().addShutdownHook(new Thread(launcher::stop, "stop"));
      launcher.run();
    } catch (LauncherFailure failure) {
      // Servers that end because we end them are no failure.
      if (!stopping.get()) {
        System.err.println("tsunagi: " + failure.getMessage());
      }
      System.exit(1);
    }
  }

  private static void requirePorts(LauncherSettings settings) {
    Ports.requireFree(settings.port(), "the application", "TSUNAGI_PORT");
    if (settings.issuer().isEmpty()) {
      Ports.requireFree(settings.keycloakPort(), "Keycloak", "TSUNAGI_KEYCLOAK_PORT");
    }
    if (settings.database().isEmpty()) {
      Ports.requireFree(settings.databasePort(), "the database", "TSUNAGI_DATABASE_PORT");
    }
  }

  /** Servers that run already must answer: what is wrong with them is said now, not at sign-in. */
  private static void requireNeighbours(LauncherSettings settings) {
    settings.database().ifPresent(ForeignDatabase::requireReachable);
    settings
        .issuer()
        .filter(issuer -> !HttpProbe.isWell(issuer + EmbeddedKeycloak.CONFIGURATION))
        .ifPresent(
            issuer -> {
              throw new LauncherFailure(
                  "The identity provider "
                      + issuer
                      + " does not answer: start it, or unset TSUNAGI_OIDC_ISSUER to use the one"
                      + " that comes with the demonstration.");
            });
  }

  private void run() {
    if (settings.reset()) {
      reset();
    }
    List<ServerProcess> processes = startAll();
    console.say("Tsunagi is ready: " + settings.publicUrl() + "/");
    console.say(DemoLogins.text());
    console.say("Logs and data: " + data.root() + "   Stop: Ctrl-C");
    watch(processes);
  }

  private void reset() {
    console.say("reset", "emptying the database, Keycloak and the application's folder");
    if (database != null) {
      database.reset();
    } else {
      settings.database().ifPresent(ForeignDatabase::empty);
    }
    if (keycloak != null) {
      keycloak.reset();
    }
    application.reset();
  }

  private List<ServerProcess> startAll() {
    List<Callable<List<ServerProcess>>> parts = new ArrayList<>();
    parts.add(this::startDatabaseAndApplication);
    if (keycloak != null) {
      parts.add(() -> List.of(timed("keycloak", keycloak::start)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(parts.size());
    try {
      CompletionService<List<ServerProcess>> starting = new ExecutorCompletionService<>(threads);
      parts.forEach(starting::submit);
      List<ServerProcess> processes = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        processes.addAll(starting.take().get());
      }
      return processes;
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof LauncherFailure plain) {
        throw plain;
      }
      throw new LauncherFailure("The start failed: " + failure.getCause(), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new LauncherFailure("The start was interrupted.", interrupted);
    } finally {
      threads.shutdownNow();
    }
  }

  private List<ServerProcess> startDatabaseAndApplication() {
    List<ServerProcess> started = new ArrayList<>();
    DatabaseAccess access;
    Map<String, String> owner = Map.of();
    if (database != null) {
      started.add(timed("database", database::start));
      access = database.access();
      owner =
          Map.of(
              "TSUNAGI_DATABASE_OWNER_USER",
              database.ownerAccess().user(),
              "TSUNAGI_DATABASE_OWNER_PASSWORD",
              database.ownerAccess().password());
    } else {
      access = settings.database().orElseThrow();
    }
    Map<String, String> environment = environment(access);
    environment.putAll(owner);
    started.add(
        timed("application", () -> application.start(environment, applicationJavaOptions())));
    return started;
  }

  private Map<String, String> environment(DatabaseAccess access) {
    Map<String, String> environment = new HashMap<>();
    environment.put("TSUNAGI_DATABASE_URL", access.url());
    environment.put("TSUNAGI_DATABASE_USER", access.user());
    environment.put("TSUNAGI_DATABASE_PASSWORD", access.password());
    environment.put(
        "TSUNAGI_OIDC_ISSUER",
        keycloak != null ? keycloak.issuer() : settings.issuer().orElseThrow());
    System.getenv().forEach(environment::putIfAbsent);
    environment.putIfAbsent("TSUNAGI_OIDC_CLIENT_ID", "tsunagi-web");
    environment.putIfAbsent("TSUNAGI_OIDC_CLIENT_SECRET", "tsunagi-web-demo");
    environment.putIfAbsent("TSUNAGI_OIDC_WATCH_SECRET", "tsunagi-watch-demo");
    // One account of the demonstration stands for many people: scripts and measurements.
    environment.putIfAbsent("TSUNAGI_RATE_EACH_SECOND", "0");
    environment.put("TSUNAGI_PUBLIC_URL", settings.publicUrl());
    environment.put("TSUNAGI_DATA", application.applicationData().toString());
    environment.put("TSUNAGI_DEMO", "true");
    environment.put("TSUNAGI_SEED_ENABLED", "true");
    environment.put("TSUNAGI_SEED_RESIDENTS", Integer.toString(settings.residents()));
    return environment;
  }

  private List<String> applicationJavaOptions() {
    List<String> options = new ArrayList<>(application.recordClasses());
    String given = System.getenv().getOrDefault("TSUNAGI_JAVA_OPTIONS", "").strip();
    if (!given.isEmpty()) {
      options.addAll(List.of(given.split("\\s+")));
    }
    return options;
  }

  private ServerProcess timed(String part, Callable<ServerProcess> start) {
    console.say(part, "starting");
    long before = System.nanoTime();
    try {
      ServerProcess process = start.call();
      console.say(
          part, "ready after " + Duration.ofNanos(System.nanoTime() - before).toSeconds() + " s");
      return process;
    } catch (LauncherFailure failure) {
      throw failure;
    } catch (Exception unexpected) {
      throw new LauncherFailure(part + " could not be started: " + unexpected, unexpected);
    }
  }

  private void watch(List<ServerProcess> processes) {
    Waiting waiting = new Waiting("", "", Duration.ofDays(36_500), (part, what) -> {});
    while (!stopping.get()) {
      for (ServerProcess process : processes) {
        if (!stopping.get()) {
          process.requireAlive();
        }
      }
      waiting.pause();
    }
  }

  /** The application first, for it writes until the last moment; the database last. */
  private void stop() {
    if (!stopping.compareAndSet(false, true)) {
      return;
    }
    console.say("Stopping…");
    Thread identity = new Thread(() -> stop(keycloak), "stop-keycloak");
    identity.start();
    application.stop();
    if (database != null) {
      database.stop();
    }
    try {
      identity.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    guardian.close();
    data.close();
    console.say("Stopped.");
  }

  private static void stop(@Nullable EmbeddedKeycloak server) {
    if (server != null) {
      server.stop();
    }
  }
}
