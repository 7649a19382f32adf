package jp.tsunagi.disaster.entity;

import java.time.Instant;
import java.util.List;
import jp.tsunagi.kernel.AreaCode;
import org.jspecify.annotations.Nullable;

/**
 * 災害. An event and the city's response to it, from its opening to its close. A drill is one too,
 * and never has an emergency mode.
 *
 * @param id of the CarePlan that is its record
 * @param closedAt absent while it is open
 * @param mode absent when none was ever declared
 */
public record Disaster(
    String id,
    String title,
    Hazard hazard,
    List<AreaCode> areas,
    boolean exercise,
    Instant openedAt,
    @Nullable Instant closedAt,
    @Nullable EmergencyMode mode) {

  public Disaster {
    areas = List.copyOf(areas);
    if (exercise && mode != null) {
      throw new IllegalArgumentException("a drill grants no emergency access");
    }
  }

  public boolean isOpen() {
    return closedAt == null;
  }

  public String state() {
    return isOpen() ? "open" : "closed";
  }

  public boolean covers(AreaCode place) {
    return areas.stream().anyMatch(area -> area.includes(place));
  }

  public Disaster inMode(EmergencyMode emergencyMode) {
    return new Disaster(id, title, hazard, areas, exercise, openedAt, closedAt, emergencyMode);
  }

  /** Ends the response, and with it any emergency mode that is still running. */
  public Disaster closed(Instant at) {
    EmergencyMode ended = mode != null && mode.isActive(at) ? mode.until(at) : mode;
    return new Disaster(id, title, hazard, areas, exercise, openedAt, at, ended);
  }
}
