package jp.tsunagi.resident.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.organization.boundary.Area;
import jp.tsunagi.resident.control.ResidentListRepository;
import jp.tsunagi.resident.entity.Line;
import jp.tsunagi.resident.entity.Person;

/** Reads lines from the projection and words them. */
@ApplicationScoped
public class ResidentLineBook implements ResidentLines {
  private static final int AT_ONCE = 500;

  private ResidentListRepository list;
  private FaceSheets sheets;
  private Wording wording;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected ResidentLineBook() {}

  @Inject
  ResidentLineBook(ResidentListRepository list, FaceSheets sheets, Wording wording, Clock clock) {
    this.list = list;
    this.sheets = sheets;
    this.wording = wording;
    this.clock = clock;
  }

  @Override
  public Map<ResidentId, ResidentLine> of(Collection<ResidentId> residents, String language) {
    LocalDate today = LocalDate.now(clock);
    Map<ResidentId, ResidentLine> lines = new HashMap<>();
    List<ResidentId> wanted = residents.stream().distinct().toList();
    for (int from = 0; from < wanted.size(); from += AT_ONCE) {
      List<ResidentId> some = wanted.subList(from, Math.min(from + AT_ONCE, wanted.size()));
      for (Line line : list.lines(some, today)) {
        lines.put(line.id(), line(line, today, language));
      }
    }
    return lines;
  }

  private ResidentLine line(Line line, LocalDate today, String language) {
    Optional<Area> town = sheets.area(line.area());
    boolean exact = line.latitude() != null && line.longitude() != null;
    return new ResidentLine(
        line.id().value(),
        line.name(),
        line.kana(),
        line.birthDate(),
        line.birthDate() == null ? null : Person.ageOn(line.birthDate(), today),
        line.gender(),
        line.careLevel() == null ? null : line.careLevel().level().code(),
        line.area(),
        sheets.townName(town, language),
        line.address(),
        exact ? line.latitude() : town.map(Area::latitude).orElse(null),
        exact ? line.longitude() : town.map(Area::longitude).orElse(null),
        line.livingArrangement(),
        wording.warnings(line.flags(), true, language),
        line.deceased(),
        line.lastChangeAt());
  }
}
