package jp.tsunagi.it;

import fish.payara.arquillian.container.payara.managed.PayaraMicroContainerConfiguration;
import fish.payara.arquillian.container.payara.managed.PayaraMicroDeployableContainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import jp.tsunagi.launcher.DataFolder;
import jp.tsunagi.launcher.PayaraServer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.shrinkwrap.api.Archive;
import org.jspecify.annotations.Nullable;

/**
 * 共有コンテナ。 Arquillian's Payara Micro, started at the first class that deploys and stopped after the
 * last; what the classes between ask for is already there.
 */
public class SharedPayaraMicro extends PayaraMicroDeployableContainer {
  private static @Nullable SharedPayaraMicro current;

  private @Nullable PayaraMicroContainerConfiguration configuration;
  private @Nullable Surroundings surroundings;
  private @Nullable Archive<?> deployed;
  private @Nullable ProtocolMetaData metaData;
  private @Nullable Tsunagi tsunagi;
  private @Nullable Throwable failure;

  static Tsunagi tsunagi() {
    SharedPayaraMicro container = current;
    if (container == null || container.tsunagi == null) {
      throw new IllegalStateException(
          "the system is not running: is the class an @IntegrationTest?");
    }
    return container.tsunagi;
  }

  @Override
  public void setup(PayaraMicroContainerConfiguration given) {
    configuration = given;
    super.setup(given);
  }

  @Override
  public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
    if (failure != null) {
      throw new DeploymentException(
          "the system did not start for the first test class: " + failure, failure);
    }
    ProtocolMetaData known = metaData;
    if (known == null) {
      try {
        known = start(archive);
        metaData = known;
      } catch (DeploymentException | RuntimeException | AssertionError broken) {
        failure = broken;
        throw broken;
      }
    }
    return known;
  }

  private ProtocolMetaData start(Archive<?> archive) throws DeploymentException {
    Surroundings started = Surroundings.start();
    surroundings = started;
    deployed = archive;
    ProtocolMetaData booted = boot(started, archive);
    current = this;
    tsunagi = new Tsunagi(started, this);
    tsunagi.awaitReady();
    return booted;
  }

  /** Arquillian asks after every class; the deployment stays for the next one. */
  @Override
  public void undeploy(Archive<?> archive) {}

  @Override
  public void stop() throws LifecycleException {
    WebBrowserProvider.close();
    Archive<?> archive = deployed;
    if (archive != null) {
      try {
        super.undeploy(archive);
      } catch (DeploymentException stuck) {
        throw new LifecycleException("the application did not stop", stuck);
      }
    }
    super.stop();
    if (surroundings != null) {
      surroundings.close();
    }
    current = null;
  }

  /** Ends the server and starts it again on the same data and port. */
  void restart(boolean powerCut) {
    Archive<?> archive = deployed;
    Surroundings around = surroundings;
    if (archive == null || around == null) {
      throw new IllegalStateException("nothing is deployed yet");
    }
    try {
      if (powerCut) {
        servers(around.data()).forEach(ProcessHandle::destroyForcibly);
      }
      super.undeploy(archive);
      servers(around.data()).forEach(server -> server.onExit().join());
      boot(around, archive);
    } catch (DeploymentException dead) {
      throw new IllegalStateException("the application did not come back", dead);
    }
  }

  private ProtocolMetaData boot(Surroundings around, Archive<?> archive)
      throws DeploymentException {
    PayaraMicroContainerConfiguration settings = configuration;
    if (settings == null) {
      throw new IllegalStateException("Arquillian has not set the container up");
    }
    settings.setCmdOptions(joined(javaOptions(around)));
    settings.setExtraMicroOptions(joined(microOptions(around)));
    Thread waiting = Thread.currentThread();
    Thread watcher = new Thread(() -> watchBoot(around, waiting), "watch-boot");
    watcher.setDaemon(true);
    watcher.start();
    try {
      return super.deploy(archive);
    } catch (DeploymentException failed) {
      throw new DeploymentException(
          "Payara Micro did not deploy the application; its log is "
              + around.data().log("application")
              + " (if that is empty, set outputToConsole in arquillian.xml)",
          failed);
    } finally {
      watcher.interrupt();
      Thread.interrupted();
    }
  }

  /**
   * The adapter would wait minutes for a server that died at once; it stops waiting when
   * interrupted.
   */
  private static void watchBoot(Surroundings around, Thread waiting) {
    try {
      List<ProcessHandle> booting = servers(around.data());
      while (booting.isEmpty()) {
        Thread.sleep(50);
        booting = servers(around.data());
      }
      ProcessHandle server = booting.get(0);
      around.guardian().watch(server.pid());
      server.onExit().get();
      waiting.interrupt();
    } catch (InterruptedException booted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static List<String> javaOptions(Surroundings around) {
    try {
      List<String> options =
          new ArrayList<>(PayaraServer.javaOptions(around.home(), around.data()));
      around.configuration().forEach((key, value) -> options.add("-D" + key + "=" + value));
      return options;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<String> microOptions(Surroundings around) {
    try {
      PayaraServer.prepare(around.data());
      List<String> options =
          new ArrayList<>(
              PayaraServer.microOptions(around.home(), around.data(), loggingToFile(around)));
      options.addAll(List.of("--port", Integer.toString(around.port()), "--contextroot", "/"));
      return options;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Arquillian reads the console to the end of the start only; a file keeps the rest. */
  private static Path loggingToFile(Surroundings around) throws IOException {
    Path log = around.data().log("application");
    Files.deleteIfExists(log);
    Path logging = around.data().resolve("run/logging.properties");
    Files.writeString(
        logging,
        Files.readString(PayaraServer.logging(around.home()))
                .replace("handlers=", "handlers=java.util.logging.FileHandler,")
            + """
            java.util.logging.FileHandler.pattern=%s
            java.util.logging.FileHandler.limit=0
            java.util.logging.FileHandler.count=1
            java.util.logging.FileHandler.encoding=UTF-8
            java.util.logging.FileHandler.formatter=com.sun.enterprise.server.logging.ODLLogFormatter
            """
                .formatted(log));
    return logging;
  }

  private static List<ProcessHandle> servers(DataFolder data) {
    String marker = "-Dtsunagi.launcher.data=" + data.root();
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains(marker))
        .toList();
  }

  /** Arquillian splits its options at blanks that no backslash precedes. */
  private static String joined(List<String> options) {
    return options.stream()
        .map(option -> option.replace(" ", "\\ "))
        .collect(Collectors.joining(" "));
  }
}
