package jp.tsunagi.platform.boundary;

import jp.tsunagi.kernel.Actor;

/**
 * Is told that somebody opens a live stream, before the first event; {@code audit} implements it.
 */
public interface LiveStreamOpened {
  void opened(Actor actor, CurrentActor.Origin origin);
}
