package jp.tsunagi.emergency.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.organization.boundary.Area;
import jp.tsunagi.organization.boundary.AreaTree;
import jp.tsunagi.platform.boundary.Messages;
import jp.tsunagi.resident.boundary.ResidentLine;
import jp.tsunagi.resident.boundary.ResidentLines;
import org.jspecify.annotations.Nullable;

/** 管轄. Where residents live, and which fire headquarters answers there. */
@ApplicationScoped
public class Jurisdictions {
  /**
   * @param area the narrowest place known
   * @param jurisdiction the fire jurisdiction around it
   */
  public record Place(@Nullable String area, @Nullable String jurisdiction) {
    static final Place UNKNOWN = new Place(null, null);
  }

  private ResidentLines residentLines;
  private AreaTree areas;

  @SuppressWarnings("NullAway.Init")
  protected Jurisdictions() {}

  @Inject
  Jurisdictions(ResidentLines residentLines, AreaTree areas) {
    this.residentLines = residentLines;
    this.areas = areas;
  }

  /** The place of the first resident whose place is known. */
  public Place of(List<String> residents) {
    if (residents.isEmpty()) {
      return Place.UNKNOWN;
    }
    List<ResidentId> ids = residents.stream().map(ResidentId::new).toList();
    var lines = residentLines.of(ids, Messages.JAPANESE);
    List<Place> places =
        ids.stream()
            .map(lines::get)
            .filter(Objects::nonNull)
            .map(this::of)
            .filter(place -> place.area() != null)
            .toList();
    return places.stream()
        .filter(place -> place.jurisdiction() != null)
        .findFirst()
        .or(() -> places.stream().findFirst())
        .orElse(Place.UNKNOWN);
  }

  /** The fire jurisdiction an area lies in. */
  public Optional<String> around(@Nullable String area) {
    for (Optional<Area> at = find(area); at.isPresent(); at = parent(at.get())) {
      if (at.get().kind() == Area.Kind.JURISDICTION) {
        return Optional.of(at.get().code().value());
      }
    }
    return Optional.empty();
  }

  private Place of(ResidentLine line) {
    String area = line.area();
    if (area == null && line.address() != null) {
      area = areas.townOf(line.address()).map(town -> town.code().value()).orElse(null);
    }
    return new Place(area, around(area).orElse(null));
  }

  private Optional<Area> find(@Nullable String area) {
    return area == null ? Optional.empty() : areas.find(new AreaCode(area));
  }

  private Optional<Area> parent(Area area) {
    return area.parent() == null ? Optional.empty() : areas.find(area.parent());
  }
}
