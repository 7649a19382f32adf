package jp.tsunagi.seed.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** 常総市の場所. The towns and evacuation places the product ships. */
final class JosoPlaces {
  private final List<Town> towns = new ArrayList<>();
  private final List<EvacuationPlace> evacuationPlaces = new ArrayList<>();

  JosoPlaces() {
    for (JsonNode area : read("/joso/areas.json")) {
      if (area.get("kind").asText().equals("town")) {
        towns.add(
            new Town(
                area.get("code").asText(),
                area.get("name").asText(),
                area.get("postalCode").asText(),
                area.get("latitude").asDouble(),
                area.get("longitude").asDouble()));
      }
    }
    for (JsonNode place : read("/joso/evacuation-places.json")) {
      List<String> suitableFor = new ArrayList<>();
      place.path("suitableFor").forEach(hazard -> suitableFor.add(hazard.asText()));
      evacuationPlaces.add(
          new EvacuationPlace(
              place.get("id").asText(),
              place.get("name").asText(),
              place.get("kind").asText(),
              place.get("address").asText(),
              place.get("area").asText(),
              place.get("latitude").asDouble(),
              place.get("longitude").asDouble(),
              List.copyOf(suitableFor)));
    }
  }

  List<Town> towns() {
    return towns;
  }

  /** The town with this code below the city's, such as {@code mitsukaido-mitsukaido-hashimoto}. */
  Town town(String path) {
    return towns.stream()
        .filter(town -> town.code().equals("08211-" + path))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(path));
  }

  List<EvacuationPlace> evacuationPlaces() {
    return evacuationPlaces;
  }

  /** The nearest place designated for floods. */
  EvacuationPlace nearestForFlood(double latitude, double longitude) {
    return evacuationPlaces.stream()
        .filter(place -> place.suitableFor().contains("flood"))
        .min(Comparator.comparingDouble(place -> place.squaredDistance(latitude, longitude)))
        .orElseThrow();
  }

  private static JsonNode read(String resource) {
    try (InputStream json = JosoPlaces.class.getResourceAsStream(resource)) {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }
}
