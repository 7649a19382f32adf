package jp.tsunagi.platform.boundary;

/**
 * 速報の並び。 The one order of all live events; whoever takes the last number before reading and resumes
 * from it afterwards misses nothing in between.
 */
public interface LiveEventOrder {
  /** The number of the event sent last; 0 before the first. */
  long lastNumber();
}
