package jp.tsunagi.seed.control;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/**
 * 投入の計画. The seeding in portions, each one transaction. The first holds the directory and the cast,
 * every other some synthetic residents; the first resource of a portion tells whether it was
 * written.
 */
final class SeedPlan {
  static final int RESIDENTS_IN_A_PORTION = 25;

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
    return 1 + (residents + RESIDENTS_IN_A_PORTION - 1) / RESIDENTS_IN_A_PORTION;
  }

  /** Type and id of the resource whose presence says that the portion is there. */
  String markOf(int portion) {
    return portion == 0
        ? "Organization/" + DemoDirectory.CITY
        : "Patient/" + SyntheticResidents.id(firstOf(portion));
  }

  /** Synthetic residents written once this portion is. */
  int residentsAfter(int portion) {
    return Math.min(residents, portion * RESIDENTS_IN_A_PORTION);
  }

  List<Resource> resources(int portion) {
    List<Resource> all = new ArrayList<>();
    if (portion == 0) {
      all.addAll(new DemoDirectory(terms, places).resources());
      all.addAll(new Cast(terms, places, clock).resources());
      return all;
    }
    SyntheticResidents synthetic = new SyntheticResidents(terms, places, clock);
    for (int index = firstOf(portion); index < residentsAfter(portion); index++) {
      all.addAll(synthetic.resources(index));
    }
    return all;
  }

  private static int firstOf(int portion) {
    return (portion - 1) * RESIDENTS_IN_A_PORTION;
  }
}
