package jp.tsunagi.seed.control;

import java.util.List;

/**
 * 避難所・避難場所. A real place to go to.
 *
 * @param kind code of the location types: shelter, welfare-shelter, emergency-place
 * @param suitableFor hazards it is designated for; only emergency places say
 */
record EvacuationPlace(
    String id,
    String name,
    String kind,
    String address,
    String area,
    double latitude,
    double longitude,
    List<String> suitableFor) {

  String locationId() {
    return (kind.equals("emergency-place") ? "place-" : "shelter-") + id;
  }

  /** Distance for comparing, not for showing. */
  double squaredDistance(double otherLatitude, double otherLongitude) {
    double north = latitude - otherLatitude;
    double east = (longitude - otherLongitude) * Math.cos(Math.toRadians(latitude));
    return north * north + east * east;
  }
}
