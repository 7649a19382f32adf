package jp.tsunagi.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * 測定用の記録. What a care home writes about its residents, the same at every run: one facility (an
 * Organization and six Practitioners) for twenty residents, and {@value #PER_RESIDENT} resources
 * about each.
 */
final class CareRecords {
  static final int PER_RESIDENT = 98;
  static final int PER_FACILITY = 20;
  static final int STAFF = 6;
  static final String NUMBERS = "urn:oid:2.999.20.1";
  static final String KEYS = "urn:oid:2.999.20.9";
  static final String LOINC = "http://loinc.org";
  static final String SNOMED = "http://snomed.info/sct";

  private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");
  private static final List<String> FAMILIES =
      List.of("青木 今井 上野 江口 大野 岡田 小川 片山 川口 菊地 北村 工藤 久保 小松 近藤 坂本 桜井 佐野 柴田 杉山 須藤 関口 高田 武田".split(" "));
  private static final List<String> GIVEN =
      List.of("キク ハル ミツ フサ トシ シゲ 千代 静江 文子 正夫 勇 茂 三郎 清 実 進".split(" "));
  private static final List<String> RELATIONS = List.of("CHILD", "SPS", "SIB");
  private static final List<String> WORDS =
      List.of(
          ("夜間は良眠 朝食は半量 水分は九百 服薬は見守り 歩行器で食堂へ 左膝の痛みあり 踵に発赤あり 軟膏を塗布 入浴は中止 清拭を実施"
                  + " 家族が面会 血圧を再測定 体温は平熱 表情は穏やか 排便あり 嚥下に注意 義歯を洗浄 体操に参加 リハビリを実施 医師へ報告")
              .split(" "));

  /** A thing with a code. */
  record Coded(String code, String text) {}

  /** What is measured, and around which value. */
  record Measure(String code, String text, String unit, double usual, double spread) {}

  static final List<Coded> PROBLEMS =
      coded(
          "38341003 高血圧症 44054006 ２型糖尿病 26929004 アルツハイマー病 84114007 心不全 13645005 慢性閉塞性肺疾患 396275006 変形性関節症"
              + " 64859006 骨粗鬆症 49436004 心房細動 709044004 慢性腎臓病 35489007 うつ病 230690007 脳卒中 49049000 パーキンソン病"
              + " 40930008 甲状腺機能低下症 40739000 嚥下障害 193462001 不眠症 399912005 褥瘡 161898004 転倒歴 193570009 白内障"
              + " 15188001 難聴 271737000 貧血");
  private static final List<Coded> ALLERGENS =
      coded("387207008 イブプロフェン 372687004 アモキシシリン 102263004 卵 412071004 小麦 1003755004 ラテックス");
  private static final List<Coded> DRUGS =
      coded(
          "387467008 アムロジピン 372567009 メトホルミン 386855006 ドネペジル 387475002 フロセミド 387517004 アセトアミノフェン"
              + " 372756006 ワルファリン 386872004 ラミプリル 387137007 オメプラゾール 387458008 アスピリン 372913009 ビソプロロール");
  static final List<Measure> MEASURES =
      List.of(
          new Measure("85354-9", "血圧", "mm[Hg]", 134, 15),
          new Measure("8867-4", "脈拍", "/min", 74, 9),
          new Measure("8310-5", "体温", "Cel", 36.5, 0.4),
          new Measure("59408-5", "酸素飽和度", "%", 96, 1.5),
          new Measure("29463-7", "体重", "kg", 52, 6),
          new Measure("9279-1", "呼吸数", "/min", 17, 2),
          new Measure("2339-0", "血糖", "mg/dL", 118, 25));

  /** Ids a facility's resources were stored under. */
  record Facility(String organization, List<String> staff) {}

  private final Random random;
  private final ArrayNode entries = JsonNodeFactory.instance.arrayNode();

  private CareRecords(long seed) {
    random = new Random(seed * 0x9E3779B97F4A7C15L);
  }

  static byte[] facility(int number) {
    CareRecords records = new CareRecords(7_000_000L + number);
    ObjectNode home = resource("Organization");
    identifier(home, "urn:oid:2.999.20.3", "F%05d".formatted(number));
    home.put("active", true).put("name", records.pick(FAMILIES) + "ホーム" + number);
    records.phone(home);
    records.add(home);
    for (int i = 0; i < STAFF; i++) {
      ObjectNode person = resource("Practitioner");
      identifier(person, "urn:oid:2.999.20.2", "S%05d-%d".formatted(number, i));
      person.put("active", true);
      name(person, records.pick(FAMILIES), records.pick(GIVEN));
      person.putArray("qualification").addObject().putObject("code").put("text", "介護福祉士");
      records.add(person);
    }
    return records.bundle();
  }

  static String residentNumber(int resident) {
    return "R%07d".formatted(resident);
  }

  static String family(int resident) {
    return new CareRecords(resident).pick(FAMILIES);
  }

  static String birthDate(int resident) {
    CareRecords records = new CareRecords(resident);
    records.pick(FAMILIES);
    return LocalDate.of(1926, 1, 1).plusDays(records.random.nextInt(12_000)).toString();
  }

  /** Everything about one resident, in one transaction. */
  static byte[] resident(int resident, Facility home) {
    CareRecords records = new CareRecords(500_000L + resident);
    records.write(resident, home);
    return records.bundle();
  }

  private void write(int resident, Facility home) {
    String patient = add(person(resident, home));
    List<String> relatives = new ArrayList<>();
    for (String relation : RELATIONS) {
      ObjectNode relative = resource("RelatedPerson");
      relative.put("active", true).set("patient", reference(patient));
      coding(
          relative.putArray("relationship").addObject(),
          "http://terminology.hl7.org/CodeSystem/v3-RoleCode",
          relation);
      name(relative, family(resident), pick(GIVEN));
      phone(relative);
      relatives.add(add(relative));
    }
    List<String> mine = new ArrayList<>(home.staff());
    Collections.shuffle(mine, random);
    mine = mine.subList(0, 3);
    String team = add(team(patient, relatives.get(0), mine, home));
    add(consent(patient, relatives, home));
    List<String> problems = problems(patient, home);
    allergies(patient);
    drugs(patient, problems, home);
    for (int i = 0; i < 60; i++) {
      Measure measure = i % 5 < 2 ? MEASURES.get(0) : MEASURES.get(i % MEASURES.size());
      Instant at = daysAgo(i / 8 * 4).minus(random.nextInt(20), ChronoUnit.HOURS);
      add(observation(measure, patient, mine.get(i % 3), at));
    }
    for (int i = 0; i < 12; i++) {
      add(communication(i, patient, relatives, mine));
    }
    add(plan(patient, team, problems, home));
    for (String risk : List.of("転倒", "誤嚥", "徘徊")) {
      ObjectNode flag = resource("Flag").put("status", "active");
      coding(
          flag.putArray("category").addObject(),
          "http://terminology.hl7.org/CodeSystem/flag-category",
          "safety");
      flag.putObject("code").put("text", risk + "のおそれ");
      flag.set("subject", reference(patient));
      flag.putObject("period").put("start", day(daysAgo(200)));
      flag.set("author", reference(home.staff().get(0)));
      add(flag);
    }
    ObjectNode device = resource("Device").put("status", "active");
    identifier(device, "urn:oid:2.999.20.4", "D%07d".formatted(resident));
    device.putObject("type").put("text", "車いす");
    device.set("patient", reference(patient));
    device.set("owner", reference(home.organization()));
    add(device);
  }

  private ObjectNode person(int resident, Facility home) {
    ObjectNode person = resource("Patient");
    identifier(person, NUMBERS, residentNumber(resident));
    person.put("active", true).put("gender", random.nextInt(3) == 0 ? "male" : "female");
    person.put("birthDate", birthDate(resident));
    name(person, family(resident), pick(GIVEN));
    phone(person);
    ObjectNode address = person.putArray("address").addObject().put("use", "home");
    address.put("city", "水海道町" + random.nextInt(50)).put("postalCode", "303-00" + digits(2));
    address.putArray("line").add((1 + random.nextInt(200)) + "番地");
    person.putArray("generalPractitioner").add(reference(home.staff().get(0)));
    person.set("managingOrganization", reference(home.organization()));
    return person;
  }

  private ObjectNode team(String patient, String relative, List<String> staff, Facility home) {
    ObjectNode team = resource("CareTeam").put("status", "active").put("name", "支援チーム");
    team.set("subject", reference(patient));
    team.putObject("period").put("start", day(daysAgo(300)));
    ArrayNode participants = team.putArray("participant");
    for (String member : staff) {
      ObjectNode participant = participants.addObject();
      participant.putArray("role").addObject().put("text", "介護職員");
      participant.set("member", reference(member));
      participant.set("onBehalfOf", reference(home.organization()));
    }
    participants.addObject().set("member", reference(relative));
    team.putArray("managingOrganization").add(reference(home.organization()));
    return team;
  }

  private static ObjectNode consent(String patient, List<String> relatives, Facility home) {
    ObjectNode consent = resource("Consent").put("status", "active");
    coding(
        consent.putObject("scope"),
        "http://terminology.hl7.org/CodeSystem/consentscope",
        "patient-privacy");
    coding(consent.putArray("category").addObject(), LOINC, "59284-0");
    consent.set("patient", reference(patient));
    consent.put("dateTime", daysAgo(290).toString());
    consent.putArray("performer").add(reference(relatives.get(0)));
    consent.putArray("organization").add(reference(home.organization()));
    coding(
        consent.putObject("policyRule"),
        "http://terminology.hl7.org/CodeSystem/v3-ActCode",
        "OPTIN");
    ObjectNode provision = consent.putObject("provision").put("type", "permit");
    provision
        .putObject("period")
        .put("start", daysAgo(290).toString())
        .put("end", daysAgo(-365).toString());
    ArrayNode actors = provision.putArray("actor");
    for (String relative : relatives) {
      ObjectNode actor = actors.addObject();
      coding(
          actor.putObject("role"),
          "http://terminology.hl7.org/CodeSystem/v3-ParticipationType",
          "IRCP");
      actor.set("reference", reference(relative));
    }
    return consent;
  }

  private List<String> problems(String patient, Facility home) {
    List<String> all = new ArrayList<>();
    int first = random.nextInt(PROBLEMS.size());
    for (int i = 0; i < 5; i++) {
      ObjectNode problem = resource("Condition");
      String system = "http://terminology.hl7.org/CodeSystem/condition-";
      coding(problem.putObject("clinicalStatus"), system + "clinical", "active");
      coding(problem.putObject("verificationStatus"), system + "ver-status", "confirmed");
      coding(problem.putArray("category").addObject(), system + "category", "problem-list-item");
      concept(problem.putObject("code"), PROBLEMS.get((first + i * 7) % PROBLEMS.size()));
      problem.set("subject", reference(patient));
      problem.put("onsetDateTime", day(daysAgo(400 + random.nextInt(5_000))));
      problem.put("recordedDate", day(daysAgo(300)));
      problem.set("recorder", reference(home.staff().get(0)));
      problem.putArray("note").addObject().put("text", words(8));
      all.add(add(problem));
    }
    return all;
  }

  private void allergies(String patient) {
    for (int i = 0; i < 2; i++) {
      ObjectNode allergy = resource("AllergyIntolerance").put("type", "allergy");
      String system = "http://terminology.hl7.org/CodeSystem/allergyintolerance-";
      coding(allergy.putObject("clinicalStatus"), system + "clinical", "active");
      coding(allergy.putObject("verificationStatus"), system + "verification", "confirmed");
      allergy.putArray("category").add("medication");
      allergy.put("criticality", random.nextBoolean() ? "high" : "low");
      concept(allergy.putObject("code"), pick(ALLERGENS));
      allergy.set("patient", reference(patient));
      allergy.put("recordedDate", day(daysAgo(300)));
      add(allergy);
    }
  }

  private void drugs(String patient, List<String> problems, Facility home) {
    for (int i = 0; i < 8; i++) {
      ObjectNode drug = resource("MedicationStatement").put("status", "active");
      concept(drug.putObject("medicationCodeableConcept"), DRUGS.get(i));
      drug.set("subject", reference(patient));
      drug.putObject("effectivePeriod").put("start", day(daysAgo(10 + random.nextInt(300))));
      drug.put("dateAsserted", daysAgo(9).toString());
      drug.set("informationSource", reference(home.staff().get(0)));
      drug.putArray("reasonReference").add(reference(problems.get(i % problems.size())));
      ObjectNode dosage = drug.putArray("dosage").addObject();
      dosage.put("text", "毎食後 " + (1 + random.nextInt(2)) + "錠");
      dosage
          .putObject("timing")
          .putObject("repeat")
          .put("frequency", 1 + random.nextInt(3))
          .put("period", 1)
          .put("periodUnit", "d");
      add(drug);
    }
  }

  /** A measurement; also written one by one. */
  ObjectNode observation(Measure measure, String patient, String staff, Instant at) {
    ObjectNode observation = resource("Observation").put("status", "final");
    coding(
        observation.putArray("category").addObject(),
        "http://terminology.hl7.org/CodeSystem/observation-category",
        "vital-signs");
    ObjectNode code = observation.putObject("code");
    coding(code, LOINC, measure.code());
    code.put("text", measure.text());
    observation.set("subject", reference(patient));
    observation.put("effectiveDateTime", at.toString());
    observation.put("issued", at.plusSeconds(60).toString());
    observation.putArray("performer").add(reference(staff));
    double value = measure.usual() + measure.spread() * random.nextGaussian();
    if (measure == MEASURES.get(0)) {
      ArrayNode parts = observation.putArray("component");
      ObjectNode upper = parts.addObject();
      coding(upper.putObject("code"), LOINC, "8480-6");
      quantity(upper, value, measure.unit());
      ObjectNode lower = parts.addObject();
      coding(lower.putObject("code"), LOINC, "8462-4");
      quantity(lower, value * 0.6, measure.unit());
    } else {
      quantity(observation, value, measure.unit());
    }
    if (random.nextInt(7) == 0) {
      observation.putArray("note").addObject().put("text", words(6));
    }
    return observation;
  }

  /** Measurements from a seed of their own. */
  static CareRecords writer(long seed) {
    return new CareRecords(900_000_000L + seed);
  }

  byte[] anObservation(String patient, String staff) {
    Measure measure = pick(MEASURES);
    return bytes(observation(measure, patient, staff, NOW.plusSeconds(random.nextInt(2_000_000))));
  }

  byte[] anObservation(String patient, String staff, String key) {
    ObjectNode observation =
        observation(pick(MEASURES), patient, staff, NOW.plusSeconds(random.nextInt(2_000_000)));
    identifier(observation, KEYS, key);
    return bytes(observation);
  }

  private ObjectNode communication(
      int number, String patient, List<String> relatives, List<String> staff) {
    ObjectNode note = resource("Communication").put("status", "completed");
    note.putArray("category").addObject().put("text", number % 2 == 0 ? "申し送り" : "家族へ");
    note.put("priority", "routine").set("subject", reference(patient));
    note.putObject("topic").put("text", words(2));
    note.put("sent", daysAgo(number * 2).minus(random.nextInt(40), ChronoUnit.HOURS).toString());
    note.putArray("recipient").add(reference(number % 3 == 0 ? pick(relatives) : pick(staff)));
    note.set("sender", reference(pick(staff)));
    note.putArray("payload").addObject().put("contentString", words(12 + random.nextInt(12)));
    return note;
  }

  private ObjectNode plan(String patient, String team, List<String> problems, Facility home) {
    ObjectNode plan = resource("CarePlan").put("status", "active").put("intent", "plan");
    plan.put("title", "ケアプラン").put("description", words(12)).set("subject", reference(patient));
    plan.putObject("period").put("start", day(daysAgo(90))).put("end", day(daysAgo(-90)));
    plan.set("author", reference(home.staff().get(0)));
    plan.putArray("careTeam").add(reference(team));
    ArrayNode addresses = plan.putArray("addresses");
    problems.subList(0, 3).forEach(problem -> addresses.add(reference(problem)));
    ArrayNode activities = plan.putArray("activity");
    for (int i = 0; i < 4; i++) {
      activities
          .addObject()
          .putObject("detail")
          .put("status", "in-progress")
          .put("description", words(5));
    }
    return plan;
  }

  private static ObjectNode resource(String type) {
    return JsonNodeFactory.instance.objectNode().put("resourceType", type);
  }

  private String add(ObjectNode resource) {
    String url = "urn:uuid:" + new UUID(random.nextLong(), random.nextLong());
    ObjectNode entry = entries.addObject().put("fullUrl", url);
    entry.set("resource", resource);
    entry
        .putObject("request")
        .put("method", "POST")
        .put("url", resource.get("resourceType").asText());
    return url;
  }

  private byte[] bundle() {
    ObjectNode bundle = resource("Bundle").put("type", "transaction");
    bundle.set("entry", entries);
    return bytes(bundle);
  }

  static byte[] bytes(ObjectNode node) {
    return node.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode reference(String to) {
    return JsonNodeFactory.instance.objectNode().put("reference", to);
  }

  private static void identifier(ObjectNode resource, String system, String value) {
    resource.putArray("identifier").addObject().put("system", system).put("value", value);
  }

  private static void name(ObjectNode person, String family, String given) {
    ObjectNode name = person.putArray("name").addObject().put("family", family);
    name.put("text", family + " " + given).putArray("given").add(given);
  }

  private void phone(ObjectNode resource) {
    resource
        .putArray("telecom")
        .addObject()
        .put("system", "phone")
        .put("value", "0000-" + digits(2) + "-" + digits(4));
  }

  private static void coding(ObjectNode concept, String system, String code) {
    concept.putArray("coding").addObject().put("system", system).put("code", code);
  }

  private static void concept(ObjectNode concept, Coded coded) {
    concept
        .putArray("coding")
        .addObject()
        .put("system", SNOMED)
        .put("code", coded.code())
        .put("display", coded.text());
    concept.put("text", coded.text());
  }

  private static void quantity(ObjectNode owner, double value, String unit) {
    owner
        .putObject("valueQuantity")
        .put("value", Math.round(value * 10) / 10.0)
        .put("unit", unit)
        .put("system", "http://unitsofmeasure.org")
        .put("code", unit);
  }

  private String words(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(pick(WORDS)).append("。");
    }
    return text.toString();
  }

  private <T> T pick(List<T> any) {
    return any.get(random.nextInt(any.size()));
  }

  private String digits(int count) {
    return ("%0" + count + "d").formatted(random.nextInt((int) Math.pow(10, count)));
  }

  private static Instant daysAgo(int days) {
    return NOW.minus(Duration.ofDays(days));
  }

  private static String day(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }

  private static List<Coded> coded(String pairs) {
    String[] words = pairs.split(" ");
    List<Coded> all = new ArrayList<>();
    for (int i = 0; i < words.length; i += 2) {
      all.add(new Coded(words[i], words[i + 1]));
    }
    return List.copyOf(all);
  }
}
