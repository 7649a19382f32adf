package jp.tsunagi.audit.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import jp.tsunagi.platform.boundary.Configuration;
import org.eclipse.microprofile.config.Config;

/** Keys of this component. */
@ApplicationScoped
public class AuditConfig {
  /** How long a record may be with the operating system before it is on the disk; at most 50 ms. */
  public static final String SYNC_EVERY = "tsunagi.audit.sync-every";

  /** How often what was journaled is carried into the database. */
  public static final String REPLAY_EVERY = "tsunagi.audit.replay-every";

  /** Size at which a new journal file begins, in bytes. */
  public static final String SEGMENT_BYTES = "tsunagi.audit.segment-bytes";

  /** How many journal files are kept after they are in the database. */
  public static final String SEGMENTS_KEPT = "tsunagi.audit.segments-kept";

  /** Folder for the daily files with the heads of the chains; keep its copies elsewhere. */
  public static final String HEADS_FOLDER = "tsunagi.audit.heads-folder";

  /** How many residents one person may look at in a day before an auditor is pointed to it. */
  public static final String USUAL_RESIDENTS = "tsunagi.audit.usual-residents-a-day";

  /** How often one person may be refused in a day before an auditor is pointed to it. */
  public static final String USUAL_DENIALS = "tsunagi.audit.usual-denials-a-day";

  /** Hours of the night, {@code 22-5}. */
  public static final String NIGHT = "tsunagi.audit.night";

  private AnomalyRules.Usual usual = new AnomalyRules.Usual(100, 22, 5, 20);
  private Path headsFolder = Path.of("var", "audit-heads");
  private Path folder = Path.of("var", "audit");
  private Duration syncEvery = Duration.ofMillis(20);
  private Duration replayEvery = Duration.ofMillis(200);
  private long segmentBytes = 64L * 1024 * 1024;
  private int segmentsKept = 4;

  protected AuditConfig() {}

  @Inject
  AuditConfig(Config config, Configuration platform) {
    folder = platform.data().resolve("audit");
    headsFolder =
        config
            .getOptionalValue(HEADS_FOLDER, String.class)
            .map(Path::of)
            .orElse(platform.data().resolve("audit-heads"));
    syncEvery = config.getOptionalValue(SYNC_EVERY, Duration.class).orElse(syncEvery);
    replayEvery = config.getOptionalValue(REPLAY_EVERY, Duration.class).orElse(replayEvery);
    segmentBytes = config.getOptionalValue(SEGMENT_BYTES, Long.class).orElse(segmentBytes);
    segmentsKept = config.getOptionalValue(SEGMENTS_KEPT, Integer.class).orElse(segmentsKept);
    String night = config.getOptionalValue(NIGHT, String.class).orElse("22-5");
    require(night.matches("(1[2-9]|2[0-4])-([0-9]|1[01])"), NIGHT, "two hours such as 22-5");
    usual =
        new AnomalyRules.Usual(
            config.getOptionalValue(USUAL_RESIDENTS, Integer.class).orElse(usual.residentsADay()),
            Integer.parseInt(night.substring(0, 2)),
            Integer.parseInt(night.substring(3)),
            config.getOptionalValue(USUAL_DENIALS, Integer.class).orElse(usual.denialsADay()));
    require(usual.residentsADay() >= 1, USUAL_RESIDENTS, "1 or more");
    require(usual.denialsADay() >= 1, USUAL_DENIALS, "1 or more");
    require(syncEvery.toMillis() >= 1 && syncEvery.toMillis() <= 50, SYNC_EVERY, "1 to 50 ms");
    require(replayEvery.toMillis() >= 10, REPLAY_EVERY, "at least 10 ms");
    require(segmentBytes >= 4096, SEGMENT_BYTES, "at least 4096");
    require(segmentsKept >= 0, SEGMENTS_KEPT, "0 or more");
  }

  private static void require(boolean holds, String key, String rule) {
    if (!holds) {
      throw new IllegalStateException(key + " must be " + rule);
    }
  }

  AnomalyRules.Usual usual() {
    return usual;
  }

  public Path headsFolder() {
    return headsFolder;
  }

  public Path folder() {
    return folder;
  }

  public Duration syncEvery() {
    return syncEvery;
  }

  public Duration replayEvery() {
    return replayEvery;
  }

  public long segmentBytes() {
    return segmentBytes;
  }

  public int segmentsKept() {
    return segmentsKept;
  }
}
