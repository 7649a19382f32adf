package jp.tsunagi.organization.control;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.organization.boundary.Area;
import jp.tsunagi.organization.boundary.AreaTree;
import jp.tsunagi.platform.boundary.Json;
import jp.tsunagi.platform.boundary.Messages;
import org.jspecify.annotations.Nullable;

/** The places of 常総市 as the product ships them ({@code joso/areas.json}). */
@ApplicationScoped
public class JosoAreas implements AreaTree {
  private static final String DIGITS = "〇一二三四五六七八九";

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Entry(
      String code,
      String name,
      String kana,
      String roman,
      String kind,
      @Nullable String parent,
      double latitude,
      double longitude) {

    Area area() {
      return new Area(
          new AreaCode(code),
          name,
          kana,
          Area.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
          parent == null ? null : new AreaCode(parent),
          latitude,
          longitude);
    }
  }

  private final Map<AreaCode, Area> areas = new LinkedHashMap<>();
  private final Map<AreaCode, String> romans = new LinkedHashMap<>();
  private final Map<String, Area> towns = new LinkedHashMap<>();
  private final String city;

  public JosoAreas() {
    for (Entry entry : read()) {
      Area area = entry.area();
      areas.put(area.code(), area);
      romans.put(area.code(), entry.roman());
    }
    city =
        areas.values().stream()
            .filter(area -> area.kind() == Area.Kind.CITY)
            .map(Area::name)
            .findFirst()
            .orElseThrow();
    // Longest first: 豊岡町丙（丙） before 豊岡町丙.
    areas.values().stream()
        .filter(area -> area.kind() == Area.Kind.TOWN)
        .sorted(Comparator.comparing((Area area) -> plain(area.name()).length()).reversed())
        .forEach(area -> towns.put(plain(area.name()), area));
  }

  private static List<Entry> read() {
    try (InputStream in = JosoAreas.class.getResourceAsStream("/joso/areas.json")) {
      return Json.mapper().readValue(in, new TypeReference<List<Entry>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("joso/areas.json", e);
    }
  }

  @Override
  public List<Area> all() {
    return List.copyOf(areas.values());
  }

  @Override
  public Optional<Area> find(AreaCode code) {
    return Optional.ofNullable(areas.get(code));
  }

  @Override
  public String nameOf(AreaCode code, String language) {
    return Messages.ENGLISH.equals(language)
        ? romans.getOrDefault(code, code.value())
        : find(code).map(Area::name).orElse(code.value());
  }

  @Override
  public Optional<Area> townOf(String addressText) {
    String address = plain(addressText);
    int at = address.indexOf(city);
    String inCity = at >= 0 ? address.substring(at + city.length()) : address;
    return towns.entrySet().stream()
        .filter(town -> inCity.startsWith(town.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  // Full and half width, spaces, brackets around a 小字, and 1丁目 for 一丁目 do not make another place.
  private static String plain(String text) {
    String folded =
        Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[\\s()\\p{Zs}]", "");
    StringBuilder plain = new StringBuilder(folded.length());
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      boolean block = c >= '0' && c <= '9' && folded.startsWith("丁目", i + 1);
      plain.append(block ? DIGITS.charAt(c - '0') : c);
    }
    return plain.toString();
  }
}
