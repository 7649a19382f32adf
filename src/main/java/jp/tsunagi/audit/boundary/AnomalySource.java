package jp.tsunagi.audit.boundary;

import java.time.Instant;
import java.util.List;

/** 気になる閲覧の出どころ. Other components tell what only they know of. */
public interface AnomalySource {
  /** What is to be looked at of this time, in the language asked for. */
  List<Anomaly> between(Instant from, Instant to, String language);
}
