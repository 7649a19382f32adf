package jp.tsunagi.platform.boundary;

/**
 * 速報の送り出し. Publishes live events; they leave when the surrounding transaction has committed, never
 * before.
 */
public interface LiveEvents {
  void publish(LiveEvent event);
}
