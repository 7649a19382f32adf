package jp.tsunagi.seed.control;

import org.jspecify.annotations.Nullable;

/** 住まい. A house in a real town, at a made-up number. */
record Home(Town town, String number, double latitude, double longitude, @Nullable String entry) {

  String line() {
    return town.addressName() + number;
  }
}
