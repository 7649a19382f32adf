package jp.tsunagi.seed.control;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import jp.tsunagi.record.boundary.ResourceKey;
import org.hl7.fhir.r4.model.Resource;

/**
 * 投入の計画. The seeding in portions, each one transaction: first the directory, then the cast, then
 * some synthetic residents at a time. The first resource of a portion tells whether the portion was
 * written.
 */
final class SeedPlan {
  static final int RESIDENTS_IN_A_PORTION = 25;
  static final int DIRECTORY = 0;
  static final int CAST = 1;

  private final Terms terms = new Terms();
  private final JosoPlaces places = new JosoPlaces();
  private final Clock clock;
  private final int residents;

  SeedPlan(Clock clock, int residents) {
    this.clock = clock;
    this.residents = residents;
  }

  int residents() {
    return residents;
  }

  int portions() {
    return CAST + 1 + (residents + RESIDENTS_IN_A_PORTION - 1) / RESIDENTS_IN_A_PORTION;
  }

  /** The resource whose presence says that the portion is there. */
  ResourceKey markOf(int portion) {
    return switch (portion) {
      case DIRECTORY -> SeedMark.KEY;
      case CAST -> new ResourceKey("Patient", Cast.id(1));
      default -> new ResourceKey("Patient", SyntheticResidents.id(firstOf(portion)));
    };
  }

  /** Synthetic residents in this portion. */
  int residentsIn(int portion) {
    return portion <= CAST ? 0 : endOf(portion) - firstOf(portion);
  }

  List<Resource> resources(int portion) {
    if (portion == DIRECTORY) {
      List<Resource> all = new ArrayList<>(List.of(SeedMark.of(residents)));
      all.addAll(new DemoDirectory(terms, places).resources());
      return all;
    }
    if (portion == CAST) {
      return new Cast(terms, places, clock).resources();
    }
    SyntheticResidents synthetic = new SyntheticResidents(terms, places, clock);
    List<Resource> all = new ArrayList<>();
    for (int index = firstOf(portion); index < endOf(portion); index++) {
      all.addAll(synthetic.resources(index));
    }
    return all;
  }

  private int endOf(int portion) {
    return Math.min(residents, firstOf(portion) + RESIDENTS_IN_A_PORTION);
  }

  private static int firstOf(int portion) {
    return (portion - CAST - 1) * RESIDENTS_IN_A_PORTION;
  }
}
