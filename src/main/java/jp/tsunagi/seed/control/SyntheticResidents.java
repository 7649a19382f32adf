package jp.tsunagi.seed.control;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import jp.tsunagi.seed.control.Ailments.Ailment;
import org.hl7.fhir.r4.model.CareTeam.CareTeamStatus;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * 合成した利用者. Made-up residents at made-up numbers of real towns. Number and date decide everything
 * about one, so that the same seed makes the same city on every machine.
 *
 * <p>The proportions are those the trade reports: a good half on the roster, two in five with
 * consent to advance sharing.
 */
final class SyntheticResidents {
  /** Numbers below are kept for the cast. */
  private static final int FIRST_NUMBER = 101;

  private static final long SEED = 20150910L;
  private static final String[] LEVELS = {"06", "12", "13", "21", "22", "23", "24", "25"};
  private static final int[] LEVEL_SHARES = {3, 8, 10, 21, 20, 17, 13, 8};
  private static final String[] LIVING = {"alone", "couple", "family", "daytime-alone", "facility"};
  private static final int[] LIVING_SHARES = {28, 26, 26, 15, 5};

  private final Terms terms;
  private final JosoPlaces places;
  private final LocalDate today;
  private final List<Town> firstRound;
  private final List<Town> weighted = new ArrayList<>();

  SyntheticResidents(Terms terms, JosoPlaces places, Clock clock) {
    this.terms = terms;
    this.places = places;
    this.today = LocalDate.now(clock);
    this.firstRound = new ArrayList<>(places.towns());
    Collections.shuffle(firstRound, new Random(SEED));
    for (Town town : places.towns()) {
      boolean populous = town.name().matches("水海道.*|新石下|本石下|.*きぬの里.*|豊岡町.*");
      weighted.addAll(Collections.nCopies(populous ? 3 : 1, town));
    }
  }

  static String id(int index) {
    return Cast.id(FIRST_NUMBER + index);
  }

  /** Everything about the resident with this index; the first 95 live in 95 different places. */
  List<Resource> resources(int index) {
    RandomGenerator random = new SplittableRandom(SEED + index * 0x9E3779B97F4A7C15L);
    Sketch sketch = sketch(index, random);
    ResidentWriter resident = person(index, sketch, random);
    flags(resident, sketch);
    health(resident, sketch, random);
    RelatedPerson helper = contacts(resident, sketch, random);
    devices(resident, sketch, index);
    boolean plan = random.nextInt(100) < 35 && sketch.onRoster;
    if (plan && helper != null) {
      plan(resident, sketch, helper);
    }
    consents(resident, sketch, plan && helper != null, random);
    team(resident, sketch, random);
    return resident.resources();
  }

  /** What decides the rest. */
  private static final class Sketch {
    private final boolean woman;
    private final int age;
    private final String living;
    private final String level;
    private final Home home;
    private final @Nullable String lifeSupport;
    private final boolean dementia;
    private final JapaneseName name;
    private boolean onRoster;

    private Sketch(RandomGenerator random, Home home) {
      this.home = home;
      woman = random.nextInt(100) < 63;
      age = 65 + (random.nextInt(34) + random.nextInt(34)) / 2 + random.nextInt(2);
      living = share(random, LIVING, LIVING_SHARES);
      level = share(random, LEVELS, LEVEL_SHARES);
      int support = random.nextInt(1000);
      lifeSupport =
          support < 35
              ? "home-oxygen"
              : support < 42 ? "ventilator" : support < 62 ? "dialysis" : null;
      dementia = lifeSupport == null && random.nextInt(100) < (level.compareTo("22") >= 0 ? 30 : 8);
      name = NamePool.elder(random, woman);
    }

    private boolean atHome() {
      return !living.equals("facility");
    }
  }

  private Sketch sketch(int index, RandomGenerator random) {
    Town town = index < firstRound.size() ? firstRound.get(index) : NamePool.pick(random, weighted);
    double latitude = jitter(town.latitude(), random);
    double longitude = jitter(town.longitude(), random);
    String number =
        (100 + random.nextInt(4800))
            + (random.nextInt(3) == 0 ? "" : "-" + (1 + random.nextInt(9)));
    String entry = random.nextInt(5) == 0 ? "呼び鈴に応答がないときは勝手口へ回る。" : null;
    return new Sketch(random, new Home(town, number, latitude, longitude, entry));
  }

  // Within some 150 m of the town's point, to five digits: about a metre.
  private static double jitter(double degrees, RandomGenerator random) {
    return Math.round((degrees + (random.nextDouble() - 0.5) * 0.003) * 1e5) / 1e5;
  }

  private ResidentWriter person(int index, Sketch sketch, RandomGenerator random) {
    int number = FIRST_NUMBER + index;
    return new ResidentWriter(id(index), "J-%06d".formatted(number), sketch.name, terms, today)
        .insured("%010d".formatted(200_000L + number))
        .born(today.minusYears(sketch.age).minusDays(random.nextInt(364)), sketch.woman)
        .phone(
            ContactPointUse.HOME,
            "0297-%02d-%04d"
                .formatted(sketch.home.town().isMitsukaido() ? 22 : 42, random.nextInt(10_000)))
        .living(sketch.living)
        .at(sketch.home)
        .careLevel(sketch.level, today.minusDays(30 + random.nextInt(600)), 2 + random.nextInt(2));
  }

  private static void flags(ResidentWriter resident, Sketch sketch) {
    List<String> reasons = new ArrayList<>();
    if (sketch.lifeSupport != null) {
      reasons.add(sketch.lifeSupport);
    }
    if (sketch.level.compareTo("23") >= 0) {
      reasons.add(sketch.level.equals("25") ? "bedridden" : "care-need");
    }
    if (sketch.dementia) {
      reasons.add(sketch.age % 3 == 0 ? "dementia-wandering" : "dementia");
    }
    if (sketch.living.equals("alone") && sketch.age >= 80) {
      reasons.add("living-alone");
    }
    reasons.forEach(resident::onRosterFor);
    sketch.onRoster = !reasons.isEmpty() && sketch.atHome();
    if (sketch.living.equals("alone") && sketch.age < 80) {
      resident.warning("living-alone");
    }
    if (sketch.living.equals("daytime-alone")) {
      resident.warning("daytime-alone");
    }
    if (sketch.age % 4 == 0) {
      resident.warning("fall-risk");
    } else if (sketch.age % 7 == 0) {
      resident.warning("hearing-impairment");
    }
  }

  private void health(ResidentWriter resident, Sketch sketch, RandomGenerator random) {
    List<Ailment> ailments = new ArrayList<>();
    if ("home-oxygen".equals(sketch.lifeSupport)) {
      ailments.add(Ailments.LUNG);
    } else if ("dialysis".equals(sketch.lifeSupport)) {
      ailments.add(Ailments.KIDNEY);
    } else if ("ventilator".equals(sketch.lifeSupport)) {
      ailments.add(Ailments.NERVE);
    }
    if (sketch.dementia) {
      ailments.add(Ailments.DEMENTIA);
    }
    int more = 1 + random.nextInt(2);
    for (int i = 0; i < more; i++) {
      Ailment ailment = NamePool.pick(random, Ailments.COMMON);
      boolean possible = !(sketch.woman && ailment.icd().equals("N40"));
      if (possible && !ailments.contains(ailment)) {
        ailments.add(ailment);
      }
    }
    for (Ailment ailment : ailments) {
      resident
          .condition(ailment.text(), ailment.icd(), today.minusDays(300 + random.nextInt(4000)))
          .takes(ailment.medicine(), ailment.dosage());
    }
    if (random.nextInt(100) < 18) {
      resident.allergicTo(NamePool.pick(random, Ailments.ALLERGENS), random.nextInt(3) == 0);
    }
    if (sketch.dementia) {
      resident.independence(
          "dementia-independence", String.valueOf(3 + random.nextInt(4)), today.minusDays(60));
    }
  }

  /** The one who would help in an evacuation; null when nobody has agreed to. */
  private static @Nullable RelatedPerson contacts(
      ResidentWriter resident, Sketch sketch, RandomGenerator random) {
    if (sketch.living.equals("couple")) {
      resident.contact(
          NamePool.spouse(random, sketch.name, !sketch.woman), mobile(random), "spouse");
    }
    boolean son = random.nextBoolean();
    boolean helps = random.nextInt(100) < 55;
    RelatedPerson child =
        resident.contact(
            NamePool.child(random, sketch.name, son),
            mobile(random),
            helps
                ? new String[] {son ? "son" : "daughter", "supporter"}
                : new String[] {son ? "son" : "daughter"});
    if (sketch.living.equals("alone") && random.nextInt(100) < 60) {
      RelatedPerson neighbour =
          resident.contact(
              NamePool.neighbour(random),
              mobile(random),
              "neighbour",
              "key-holder",
              "cooperator",
              "supporter");
      return neighbour;
    }
    return helps ? child : null;
  }

  private static String mobile(RandomGenerator random) {
    return "090-0000-%04d".formatted(random.nextInt(10_000));
  }

  private static void devices(ResidentWriter resident, Sketch sketch, int index) {
    if ("home-oxygen".equals(sketch.lifeSupport)) {
      DeviceWriter.poweredDevice(
          resident,
          "oxygen-concentrator",
          "OX3-%05d".formatted(index),
          2 + index % 4,
          "停電時は酸素ボンベに切り替える");
    } else if ("ventilator".equals(sketch.lifeSupport)) {
      DeviceWriter.poweredDevice(
          resident,
          "ventilator",
          "VT-%05d".formatted(index),
          4 + index % 5,
          "外部バッテリーあり。切れる前に119へ。");
    }
    if (sketch.atHome() && (sketch.living.equals("alone") ? index % 2 == 0 : index % 12 == 0)) {
      DeviceWriter.emergencyDevice(
          "JS-%05d".formatted(10_000 + index),
          index % 3 == 0 ? "home-unit" : "pendant",
          List.of(resident));
    }
  }

  private void plan(ResidentWriter resident, Sketch sketch, RelatedPerson helper) {
    PlanWriter.evacuationOf(resident, "広い道を通り、川沿いと低い土地を避ける。")
        .helped("warn", "高齢者等避難が出たら電話で知らせる。", helper)
        .taken(
            "車で迎えに行き、移送する。",
            places.nearestForFlood(sketch.home.latitude(), sketch.home.longitude()),
            helper)
        .agreedBy(helper, today.minusDays(120));
  }

  private void consents(
      ResidentWriter resident, Sketch sketch, boolean plan, RandomGenerator random) {
    LocalDate since = today.minusDays(30 + random.nextInt(700));
    int notebook = random.nextInt(100);
    if (notebook < 88) {
      resident.consent("notebook-sharing", ConsentState.ACTIVE, since);
    } else if (notebook < 93) {
      resident.consent("notebook-sharing", ConsentState.INACTIVE, since);
    }
    int roster = random.nextInt(100);
    if (roster < 40) {
      resident.consent("roster-advance", ConsentState.ACTIVE, since);
    } else if (roster < 60 && sketch.onRoster) {
      resident.consent("roster-advance", ConsentState.REJECTED, since);
    }
    if (plan && random.nextInt(100) < 60) {
      resident.consent("evacuation-plan-advance", ConsentState.ACTIVE, since);
    }
  }

  private static void team(ResidentWriter resident, Sketch sketch, RandomGenerator random) {
    List<Office> offices = new ArrayList<>();
    offices.add(
        sketch.atHome()
            ? NamePool.pick(random, DemoOffices.CARE_MANAGEMENT)
            : DemoOffices.FACILITY);
    if (sketch.lifeSupport != null || random.nextInt(100) < 40) {
      offices.add(NamePool.pick(random, DemoOffices.HOME_NURSING));
    }
    if (sketch.atHome()) {
      offices.add(NamePool.pick(random, DemoOffices.HOME_HELP));
    }
    if (random.nextInt(100) < 55) {
      offices.add(NamePool.pick(random, DemoOffices.MEDICAL));
    }
    resident.team(CareTeamStatus.ACTIVE, offices, List.of());
  }

  private static String share(RandomGenerator random, String[] of, int[] shares) {
    int sum = 0;
    for (int share : shares) {
      sum += share;
    }
    int hit = random.nextInt(sum);
    for (int i = 0; i < shares.length; i++) {
      hit -= shares[i];
      if (hit < 0) {
        return of[i];
      }
    }
    throw new IllegalStateException("shares add up");
  }
}
