package jp.tsunagi.platform.boundary;

import java.time.Duration;
import java.util.Optional;
import jp.tsunagi.kernel.Actor;

/** 画面ロックまでの時間. After how long without a request a browser session must be signed in anew. */
public interface IdleLimits {
  /** Empty: it never locks by itself. */
  Optional<Duration> of(Actor actor);
}
