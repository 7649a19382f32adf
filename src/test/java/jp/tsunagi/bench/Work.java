package jp.tsunagi.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import jp.tsunagi.bench.HttpConnection.Answer;
import jp.tsunagi.bench.HttpConnection.Request;
import org.jspecify.annotations.Nullable;

/** 仕事の種類. What a care team's systems ask of the record all day. */
final class Work {
  private final Population people;
  private final String run = Long.toString(System.nanoTime(), 36);
  private final AtomicInteger rounds = new AtomicInteger();

  Work(Population people) {
    this.people = people;
  }

  private static Load.Callers gets(Function<Random, String> path) {
    return number -> {
      Random random = new Random(number * 31L + 7);
      return () -> Request.get(path.apply(random));
    };
  }

  Load.Callers read() {
    return gets(random -> "/fhir/" + people.anyResource(random));
  }

  /** The same past policy and trail, where {@link OpenDoor} is. */
  Load.Callers openRead() {
    return number -> {
      Load.Caller reading = read().caller(number);
      return () -> Objects.requireNonNull(reading.next()).with(OpenDoor.HEADER, "1");
    };
  }

  Load.Callers versionRead() {
    return gets(random -> "/fhir/" + people.anyResource(random) + "/_history/1");
  }

  Load.Callers unchangedRead() {
    return number -> {
      Random random = new Random(number * 31L + 7);
      return new Load.Caller() {
        @Override
        public Request next() {
          return Request.get("/fhir/" + people.anyResource(random))
              .with("If-None-Match", "W/\"1\"");
        }

        @Override
        public boolean took(Answer answer) {
          return answer.status() == 304;
        }
      };
    };
  }

  /** The usual searches, by name. */
  Map<String, Load.Callers> searches() {
    Map<String, Function<Random, String>> all = new LinkedHashMap<>();
    all.put(
        "Patient?identifier",
        random ->
            "/fhir/Patient?identifier="
                + code(
                    CareRecords.NUMBERS, CareRecords.residentNumber(people.any(random).number())));
    all.put(
        "Patient?family&birthdate",
        random -> {
          int number = people.any(random).number();
          return "/fhir/Patient?family="
              + encoded(CareRecords.family(number))
              + "&birthdate="
              + CareRecords.birthDate(number);
        });
    all.put(
        "Observation?patient&code&_sort=-date",
        random ->
            "/fhir/Observation?patient="
                + encoded(people.any(random).patient())
                + "&code="
                + code(CareRecords.LOINC, measure(random))
                + "&_sort=-date&_count=20");
    all.put(
        "Communication?subject&_sort=-sent",
        random ->
            "/fhir/Communication?subject="
                + encoded(people.any(random).patient())
                + "&_sort=-sent&_count=20");
    all.put(
        "CareTeam?participant",
        random -> {
          List<String> staff = people.any(random).home().staff();
          return "/fhir/CareTeam?participant="
              + encoded(staff.get(random.nextInt(staff.size())))
              + "&_count=50";
        });
    all.put("Condition?code", random -> condition(random, ""));
    all.put(
        "Observation?patient.identifier&code (chained)",
        random ->
            "/fhir/Observation?patient.identifier="
                + code(CareRecords.NUMBERS, CareRecords.residentNumber(people.any(random).number()))
                + "&code="
                + code(CareRecords.LOINC, measure(random))
                + "&_count=20");
    all.put(
        "MedicationStatement?patient&_include",
        random ->
            "/fhir/MedicationStatement?patient="
                + encoded(people.any(random).patient())
                + "&_include=MedicationStatement:subject&_include=MedicationStatement:source");
    Map<String, Load.Callers> callers = new LinkedHashMap<>();
    all.forEach((name, path) -> callers.put(name, gets(path)));
    return callers;
  }

  private static String condition(Random random, String more) {
    List<CareRecords.Coded> problems = CareRecords.PROBLEMS;
    return "/fhir/Condition?code="
        + code(CareRecords.SNOMED, problems.get(random.nextInt(problems.size())).code())
        + "&_count=20"
        + more;
  }

  private static String measure(Random random) {
    // The blood pressure is taken most often: a page of twenty is a real limit.
    return CareRecords.MEASURES
        .get(random.nextBoolean() ? 0 : random.nextInt(CareRecords.MEASURES.size()))
        .code();
  }

  String everythingOf(Random random) {
    return "/fhir/" + people.any(random).patient() + "/$everything?_count=200";
  }

  Load.Callers everything() {
    return gets(this::everythingOf);
  }

  Load.Callers create() {
    int round = rounds.incrementAndGet();
    return number -> {
      Random random = new Random(round * 1_000L + number);
      CareRecords records = CareRecords.writer(round * 1_000L + number);
      return () -> {
        Population.Resident resident = people.any(random);
        return minimal(
            Request.post(
                "/fhir/Observation",
                records.anObservation(resident.patient(), resident.home().staff().get(0))));
      };
    };
  }

  private static Request minimal(Request request) {
    return request.with("Prefer", "return=minimal");
  }

  /** Every key is sent twice. */
  Load.Callers conditionalCreate() {
    int round = rounds.incrementAndGet();
    return number -> {
      Random random = new Random(round * 1_000L + number);
      CareRecords records = CareRecords.writer(round * 1_000L + number);
      int[] count = {0};
      return () -> {
        Population.Resident resident = people.any(random);
        String key = run + "-" + round + "-" + number + "-" + count[0]++ / 2;
        return minimal(
            Request.post(
                    "/fhir/Observation",
                    records.anObservation(resident.patient(), resident.home().staff().get(0), key))
                .with("If-None-Exist", "identifier=" + CareRecords.KEYS + "|" + key));
      };
    };
  }

  /** Each caller changes ten statements of its own, again and again, each time with its version. */
  Load.Callers update(Load load) {
    List<String> medications = people.medications();
    int round = rounds.incrementAndGet();
    return number -> {
      String[] bodies = new String[10];
      String[] tags = new String[10];
      String[] ids = new String[10];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = medications.get((number * 10 + i) % medications.size());
        Answer now = load.ask(Request.get("/fhir/" + ids[i]));
        bodies[i] = now.text();
        tags[i] = now.header("ETag");
      }
      return new Load.Caller() {
        private int count;

        @Override
        public Request next() {
          int at = count % ids.length;
          String changed =
              bodies[at].replaceFirst(
                  "\"text\":\"毎食後[^\"]*\"", "\"text\":\"毎食後 変更" + round + "-" + count + "\"");
          return minimal(
                  new Request(
                      "PUT", "/fhir/" + ids[at], changed.getBytes(StandardCharsets.UTF_8), ""))
              .with("If-Match", tags[at]);
        }

        @Override
        public boolean took(Answer answer) {
          tags[count % ids.length] = answer.header("ETag");
          count++;
          return answer.status() == 200;
        }
      };
    };
  }

  /** Of a hundred requests: 55 reads, 35 searches, 10 measurements written. */
  Load.Callers mixed() {
    Load.Callers read = read();
    Load.Callers create = create();
    List<Load.Callers> searches = List.copyOf(searches().values());
    return number -> {
      Random random = new Random(number);
      Load.Caller reading = read.caller(number);
      Load.Caller writing = create.caller(number);
      List<Load.Caller> searching =
          List.of(
              searches.get(2).caller(number),
              searches.get(3).caller(number),
              searches.get(0).caller(number));
      return () -> {
        int die = random.nextInt(100);
        Load.Caller one =
            die < 55
                ? reading
                : die < 75
                    ? searching.get(0)
                    : die < 85 ? searching.get(1) : die < 90 ? searching.get(2) : writing;
        return one.next();
      };
    };
  }

  private static String code(String system, String value) {
    return encoded(system + "|" + value);
  }

  private static String encoded(@Nullable String text) {
    return URLEncoder.encode(String.valueOf(text), StandardCharsets.UTF_8);
  }
}
