package jp.tsunagi.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** アプリケーションサーバー。 Payara Micro with the application at {@code /}, on the loopback address. */
public final class PayaraServer {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration RECORDING = Duration.ofMinutes(2);

  /** Payara Micro goes on running when it or a deployment fails; this is what it says then. */
  public static final Pattern DEPLOYMENT_FAILED =
      Pattern.compile("Exception while (loading|deploying) the app|Failed to start, exiting");

  private static final List<String> JVM =
      List.of(
          "-Dfile.encoding=UTF-8",
          "-Duser.timezone=Asia/Tokyo",
          "-Xmx1g",
          "-XX:+UseSerialGC",
          // What a request leaves behind is garbage at once: more room only takes memory.
          "-XX:MaxNewSize=128m",
          "-XX:+ExitOnOutOfMemoryError",
          "-Dhazelcast.socket.bind.any=false",
          // One service after the other: started by several threads, HK2 now and then fails with a
          // ConcurrentModificationException, and the process stays without serving anything.
          "-Dorg.glassfish.startupThreadPolicy=USE_NO_THREADS",
          "-Djava.net.preferIPv4Stack=true");

  private final DataFolder data;
  private final Guardian guardian;
  private final Path home;
  private final int port;
  private final Progress progress;
  private @Nullable ServerProcess process;
  private boolean recording;

  public PayaraServer(DataFolder data, Guardian guardian, Path home, int port, Progress progress) {
    this.data = data;
    this.guardian = guardian;
    this.home = home;
    this.port = port;
    this.progress = progress;
  }

  public String address() {
    return "http://localhost:" + port;
  }

  /** Removes what the application keeps outside of the database, its audit journal above all. */
  public void reset() {
    try {
      Folders.delete(applicationData());
    } catch (IOException failure) {
      throw new LauncherFailure("The application's folder cannot be emptied: " + failure, failure);
    }
  }

  public Path applicationData() {
    return data.resolve("application");
  }

  /**
   * Starts the server and returns when the application says it is ready.
   *
   * @param environment the configuration of the application
   * @param javaOptions further options of its JVM
   */
  public ServerProcess start(Map<String, String> environment, List<String> javaOptions) {
    try {
      prepare(data);
      ServerProcess started =
          ServerProcess.start(
              new ServerCommand(
                  "application", data.resolve("payara"), command(javaOptions), environment),
              data,
              guardian);
      process = started;
      started.awaitWell(address() + "/health/ready", DEPLOYMENT_FAILED, PATIENCE, progress);
      return started;
    } catch (IOException failure) {
      throw new LauncherFailure("The application cannot be started: " + failure, failure);
    }
  }

  /**
   * Has the server keep the classes it loaded when it ends, where no earlier one did: later starts
   * are quicker.
   *
   * @return the options to start it with
   */
  public List<String> recordClasses() {
    try {
      List<String> options = PayaraFolder.of(home).recordingOptions();
      recording = !options.isEmpty();
      return options;
    } catch (IOException failure) {
      throw new LauncherFailure("The server's folder cannot be read: " + failure, failure);
    }
  }

  public void stop() {
    ServerProcess running = process;
    if (running == null) {
      return;
    }
    if (!recording) {
      running.stop();
      return;
    }
    progress.say("application", "keeping what makes later starts quicker (once)");
    running.stop(RECORDING);
    try {
      PayaraFolder.of(home).keepRecorded();
    } catch (IOException failure) {
      // The next start records again.
      progress.say("application", "could not keep it: " + failure);
    }
  }

  /** As a power cut would. */
  public void kill() {
    if (process != null) {
      process.kill();
    }
  }

  /** Makes the folders a start needs; what a killed server unpacked would pile up there. */
  public static void prepare(DataFolder data) throws IOException {
    Files.createDirectories(data.resolve("application"));
    Folders.delete(data.resolve("payara/tmp"));
    Files.createDirectories(data.resolve("payara/tmp"));
  }

  /** Options every JVM of the application gets here, in the tests as well. */
  public static List<String> javaOptions(Path home, DataFolder data) throws IOException {
    List<String> options = new ArrayList<>();
    // names the data folder on the command line: by it orphans are recognised
    options.add("-Dtsunagi.launcher.data=" + data.root());
    options.add("-Djava.io.tmpdir=" + data.resolve("payara/tmp"));
    options.addAll(JVM);
    options.addAll(PayaraFolder.of(home).javaOptions());
    return options;
  }

  /** Options of Payara Micro every start gets here, in the tests as well. */
  public static List<String> microOptions(Path home, DataFolder data, Path logging)
      throws IOException {
    Path commands = data.resolve("payara/pre-boot.asadmin");
    Files.createDirectories(commands.resolveSibling("."));
    Files.writeString(
        commands,
        Files.readString(home.resolve("src/main/payara/loopback.asadmin"))
            + Files.readString(home.resolve("src/main/payara/pre-boot.asadmin")));
    // "--nocluster" would let the data grid listen on every interface of the machine: a cluster of
    // one, named after a
    // port nobody else can have and told of no other member, listens on the loopback address alone.
    String gridPort = Integer.toString(Ports.anyFree());
    return List.of(
        "--clustermode",
        "tcpip:127.0.0.1:" + gridPort,
        "--clustername",
        "tsunagi-" + gridPort,
        "--startport",
        gridPort,
        "--interfaces",
        "127.0.0.1",
        "--disablephonehome",
        "--logproperties",
        logging.toString(),
        "--prebootcommandfile",
        commands.toString());
  }

  /** What is logged and how. */
  public static Path logging(Path home) {
    return home.resolve("src/main/payara/logging.properties");
  }

  private List<String> command(List<String> javaOptions) throws IOException {
    List<String> command = new ArrayList<>(List.of(ServerCommand.java()));
    command.addAll(javaOptions(home, data));
    command.addAll(javaOptions);
    command.addAll(List.of("-jar", PayaraFolder.of(home).launch().toString()));
    command.addAll(microOptions(home, data, logging(home)));
    command.addAll(
        List.of(
            "--port",
            Integer.toString(port),
            "--contextroot",
            "/",
            "--deploy",
            home.resolve("target/tsunagi.war").toString()));
    return command;
  }
}
