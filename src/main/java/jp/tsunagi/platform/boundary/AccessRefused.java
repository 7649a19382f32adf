package jp.tsunagi.platform.boundary;

/**
 * Is told that somebody knocked with a credential that is not good; {@code audit} implements it.
 */
public interface AccessRefused {

  /**
   * @param door method and address asked for, without its query
   */
  void refused(CurrentActor.Origin origin, String door);
}
