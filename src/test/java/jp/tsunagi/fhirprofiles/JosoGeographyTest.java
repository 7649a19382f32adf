package jp.tsunagi.fhirprofiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * 地域. The area tree against the public list of places it is made from, and the shelters against the
 * tree.
 */
class JosoGeographyTest {
  private static final String MITSUKAIDO = "08211-mitsukaido-";
  private static final String ISHIGE = "08211-ishige-";

  private final List<JsonNode> areas = read("areas.json");
  private final List<JsonNode> places = read("evacuation-places.json");

  @Test
  void has_57_places_on_the_mitsukaido_side_and_38_on_the_ishige_side() {
    assertEquals(57, towns().filter(area -> code(area).startsWith(MITSUKAIDO)).count());
    assertEquals(38, towns().filter(area -> code(area).startsWith(ISHIGE)).count());
  }

  @Test
  void puts_a_place_on_the_mitsukaido_side_exactly_when_its_name_contains_machi() {
    towns()
        .forEach(
            area ->
                assertEquals(
                    area.get("name").asText().contains("町"),
                    code(area).startsWith(MITSUKAIDO),
                    code(area)));
  }

  @Test
  void names_every_place_of_the_public_list_once_at_its_point() {
    Map<String, JsonNode> byName = new HashMap<>();
    towns().forEach(area -> byName.put(area.get("name").asText(), area));

    List<JsonNode> rows = read("joso_towns_95.json");

    assertEquals(95, rows.size());
    assertEquals(95, byName.size());
    for (JsonNode row : rows) {
      String koaza = row.get("koaza").asText();
      JsonNode area =
          Objects.requireNonNull(
              byName.get(row.get("town").asText() + (koaza.isEmpty() ? "" : "（" + koaza + "）")));
      assertEquals(row.get("lat").asDouble(), area.get("latitude").asDouble(), code(area));
      assertEquals(row.get("lng").asDouble(), area.get("longitude").asDouble(), code(area));
    }
  }

  @Test
  void continues_a_code_after_a_hyphen_only_for_what_lies_inside() {
    Map<String, JsonNode> byCode = new HashMap<>();
    for (JsonNode area : areas) {
      assertTrue(byCode.put(code(area), area) == null, code(area));
      if (area.hasNonNull("parent")) {
        String parent = area.get("parent").asText();
        assertTrue(byCode.containsKey(parent), code(area) + " comes before its parent");
        assertTrue(code(area).startsWith(parent + "-"), code(area));
        assertTrue(code(area).substring(parent.length() + 1).matches("[a-z0-9]+"), code(area));
      }
    }
    assertEquals("city", areas.get(0).get("kind").asText());
  }

  @Test
  void gives_every_evacuation_place_a_town_and_nine_of_them_the_flood_flag() {
    Set<String> towns = new HashSet<>();
    towns().forEach(area -> towns.add(code(area)));

    long flood = 0;
    Set<String> ids = new HashSet<>();
    for (JsonNode place : places) {
      assertTrue(towns.contains(place.get("area").asText()), place.get("name").asText());
      assertTrue(ids.add(place.get("id").asText()), place.get("id").asText());
      for (JsonNode hazard : place.path("suitableFor")) {
        flood += hazard.asText().equals("flood") ? 1 : 0;
      }
    }
    assertEquals(24 + 31, places.size());
    assertEquals(9, flood);
  }

  private Stream<JsonNode> towns() {
    return areas.stream().filter(area -> area.get("kind").asText().equals("town"));
  }

  private static String code(JsonNode area) {
    return area.get("code").asText();
  }

  private static List<JsonNode> read(String name) {
    try (InputStream json = JosoGeographyTest.class.getResourceAsStream("/joso/" + name)) {
      List<JsonNode> rows = new ArrayList<>();
      new ObjectMapper().readTree(json).forEach(rows::add);
      return rows;
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
