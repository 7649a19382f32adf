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

  /** Payara Micro goes on running when a deployment fails; this is what it says then. */
  public static final Pattern DEPLOYMENT_FAILED =
      Pattern.compile("Exception while (loading|deploying) the app");

  private final DataFolder data;
  private final Guardian guardian;
  private final Path home;
  private final int port;
  private final Progress progress;
  private @Nullable ServerProcess process;

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

  public void stop() {
    if (process != null) {
      process.stop();
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
  public static List<String> javaOptions(DataFolder data) {
    return List.of(
        // names the data folder on the command line: by it orphans are recognised
        "-Dtsunagi.launcher.data=" + data.root(),
        "-Djava.io.tmpdir=" + data.resolve("payara/tmp"),
        "-Dfile.encoding=UTF-8",
        "-Duser.timezone=Asia/Tokyo",
        "-Xmx1g",
        "-XX:+UseSerialGC",
        "-XX:+ExitOnOutOfMemoryError",
        "-Dhazelcast.socket.bind.any=false",
        "-Djava.net.preferIPv4Stack=true");
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
    command.addAll(javaOptions(data));
    command.addAll(javaOptions);
    command.addAll(List.of("-jar", home.resolve("target/servers/payara-micro.jar").toString()));
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
