package jp.tsunagi.platform.boundary;

import jp.tsunagi.kernel.Actor;

/**
 * Decides for each open stream and each event, at the moment of sending, whether the actor may see
 * it.
 */
public interface LiveEventFilter {
  boolean maySee(Actor actor, LiveEvent event);

  /** An event the actor may see, without whom she may not; the same event where that is nobody. */
  default LiveEvent shown(Actor actor, LiveEvent event) {
    return event;
  }
}
