package jp.tsunagi.exchange.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import jp.tsunagi.platform.boundary.Configuration;
import org.eclipse.microprofile.config.Config;

/** Keys of this component. */
@ApplicationScoped
public class ExchangeConfig {
  /**
   * Where the files of exports lie; a folder all nodes share. By default in the node's data folder.
   */
  public static final String EXPORT_FOLDER = "tsunagi.exchange.export-folder";

  /** How long the files of an export are kept. */
  public static final String EXPORT_KEPT = "tsunagi.exchange.export-kept";

  /** Resources in one file of an export before the next one begins. */
  public static final String EXPORT_FILE_LINES = "tsunagi.exchange.export-file-lines";

  /** Exports one account may have running. */
  public static final String EXPORTS_AT_ONCE = "tsunagi.exchange.exports-at-once";

  /** Whether subscriptions may be told without TLS; by default in the demo only. */
  public static final String SUBSCRIPTION_PLAIN = "tsunagi.exchange.subscription-plain-http";

  /** Whether subscriptions may be told at private, link-local and loopback addresses. */
  public static final String SUBSCRIPTION_PRIVATE =
      "tsunagi.exchange.subscription-private-addresses";

  /** Deliveries that fail in a row before a subscription is put into error. */
  public static final String SUBSCRIPTION_ATTEMPTS = "tsunagi.exchange.subscription-attempts";

  /**
   * The first pause after a failed delivery; each further one is twice as long, at most an hour.
   */
  public static final String SUBSCRIPTION_PAUSE = "tsunagi.exchange.subscription-pause";

  /** How long what could not be delivered is kept. */
  public static final String SUBSCRIPTION_KEPT = "tsunagi.exchange.subscription-kept";

  private Path exportFolder = Path.of("var", "exports");
  private Duration exportKept = Duration.ofHours(24);
  private int exportFileLines = 50_000;
  private int exportsAtOnce = 3;
  private boolean subscriptionPlain;
  private boolean subscriptionPrivate;
  private int subscriptionAttempts = 10;
  private Duration subscriptionPause = Duration.ofSeconds(5);
  private Duration subscriptionKept = Duration.ofDays(3);

  protected ExchangeConfig() {}

  @Inject
  ExchangeConfig(Config config, Configuration platform) {
    exportFolder =
        config
            .getOptionalValue(EXPORT_FOLDER, String.class)
            .map(Path::of)
            .orElseGet(() -> platform.data().resolve("exports"));
    exportKept = config.getOptionalValue(EXPORT_KEPT, Duration.class).orElse(exportKept);
    exportFileLines =
        config.getOptionalValue(EXPORT_FILE_LINES, Integer.class).orElse(exportFileLines);
    exportsAtOnce = config.getOptionalValue(EXPORTS_AT_ONCE, Integer.class).orElse(exportsAtOnce);
    subscriptionPlain =
        config.getOptionalValue(SUBSCRIPTION_PLAIN, Boolean.class).orElse(platform.demo());
    subscriptionPrivate =
        config.getOptionalValue(SUBSCRIPTION_PRIVATE, Boolean.class).orElse(platform.demo());
    subscriptionAttempts =
        config.getOptionalValue(SUBSCRIPTION_ATTEMPTS, Integer.class).orElse(subscriptionAttempts);
    subscriptionPause =
        config.getOptionalValue(SUBSCRIPTION_PAUSE, Duration.class).orElse(subscriptionPause);
    subscriptionKept =
        config.getOptionalValue(SUBSCRIPTION_KEPT, Duration.class).orElse(subscriptionKept);
    require(exportKept.toMinutes() >= 5, EXPORT_KEPT, "at least PT5M");
    require(exportFileLines >= 100, EXPORT_FILE_LINES, "at least 100");
    require(exportsAtOnce >= 1, EXPORTS_AT_ONCE, "at least 1");
    require(subscriptionAttempts >= 1, SUBSCRIPTION_ATTEMPTS, "at least 1");
    require(subscriptionPause.toMillis() >= 100, SUBSCRIPTION_PAUSE, "at least PT0.1S");
    require(subscriptionKept.toMinutes() >= 1, SUBSCRIPTION_KEPT, "at least PT1M");
  }

  private static void require(boolean holds, String key, String rule) {
    if (!holds) {
      throw new IllegalStateException(key + " must be " + rule);
    }
  }

  public Path exportFolder() {
    return exportFolder;
  }

  public Duration exportKept() {
    return exportKept;
  }

  public int exportFileLines() {
    return exportFileLines;
  }

  public int exportsAtOnce() {
    return exportsAtOnce;
  }

  public boolean subscriptionPlain() {
    return subscriptionPlain;
  }

  public boolean subscriptionPrivate() {
    return subscriptionPrivate;
  }

  public int subscriptionAttempts() {
    return subscriptionAttempts;
  }

  public Duration subscriptionPause() {
    return subscriptionPause;
  }

  public Duration subscriptionKept() {
    return subscriptionKept;
  }
}
