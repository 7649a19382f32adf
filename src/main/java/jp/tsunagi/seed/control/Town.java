package jp.tsunagi.seed.control;

/** 町・大字. A real place of the city at which demo residents live. */
record Town(String code, String name, String postalCode, double latitude, double longitude) {

  /** As it stands in an address: without the 小字 in brackets. */
  String addressName() {
    int bracket = name.indexOf('（');
    return bracket < 0 ? name : name.substring(0, bracket);
  }

  boolean isMitsukaido() {
    return code.startsWith("08211-mitsukaido-");
  }
}
