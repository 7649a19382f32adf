package jp.tsunagi.record.entity;

/**
 * 索引の行. One value by which a resource is found, before it is known which row of the store it
 * belongs to.
 *
 * <p>The part tells values apart that belong to different repetitions of an element, such as the
 * components of an Observation, for searches that ask for two values of the same one; 0 for the
 * resource as a whole.
 */
public sealed interface IndexRow {
  /** The search parameter's number. */
  int parameter();

  /** Sums the row up, well mixed, so that sums of rows differ when the rows do. */
  long fingerprint();

  /**
   * Code, identifier, boolean or URI.
   *
   * @param qualifier hash of the system, 0 without
   * @param head the beginning as written, to sort by
   */
  record Key(int parameter, int part, long hash, int qualifier, String head) implements IndexRow {
    @Override
    public long fingerprint() {
      return mix(mix(mix(1, parameter), part * 31L + qualifier), hash);
    }
  }

  /** Reference to a resource of this server. */
  record Link(int parameter, int part, LogicalId target) implements IndexRow {
    @Override
    public long fingerprint() {
      return mix(mix(mix(2, parameter), part), StableHash.of(target.toString()));
    }
  }

  /**
   * Date, period, number or quantity, both ends inclusive.
   *
   * @param unit hash of the unit, 0 without
   */
  record Range(int parameter, int part, double low, double high, int unit) implements IndexRow {
    @Override
    public long fingerprint() {
      return mix(
          mix(mix(3, parameter), part * 31L + unit),
          mix(Double.doubleToLongBits(low), Double.doubleToLongBits(high)));
    }
  }

  /** Text: its exact hash and its folded beginning. */
  record Text(int parameter, long hash, String normalized) implements IndexRow {
    @Override
    public long fingerprint() {
      return mix(mix(4, parameter), hash);
    }
  }

  /** Geographic position. */
  record Position(int parameter, double latitude, double longitude) implements IndexRow {
    @Override
    public long fingerprint() {
      return mix(
          mix(5, parameter),
          mix(Double.doubleToLongBits(latitude), Double.doubleToLongBits(longitude)));
    }
  }

  /** Spreads two numbers over 64 bits (the finalizer of SplitMix64). */
  static long mix(long first, long second) {
    long mixed = first * 0x9E3779B97F4A7C15L + second;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
