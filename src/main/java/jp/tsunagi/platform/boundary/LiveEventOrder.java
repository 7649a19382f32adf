package jp.tsunagi.platform.boundary;

/**
 * 速報の並び。 The one order of all live events; whoever takes the last place before reading and resumes
 * from it afterwards misses nothing in between.
 */
public interface LiveEventOrder {
  /** Where the event sent last stands; it tells nobody how many there were. */
  String lastPlace();
}
