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
