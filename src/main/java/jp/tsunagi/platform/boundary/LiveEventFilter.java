package jp.tsunagi.platform.boundary;

import jp.tsunagi.kernel.Actor;

/**
 * Decides for each open stream and each event, at the moment of sending, whether the actor may see
 * it.
 */
public interface LiveEventFilter {
  boolean maySee(Actor actor, LiveEvent event);
}
