package jp.tsunagi.seed.control;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import jp.tsunagi.kernel.Vocabulary.Extensions;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CareTeam.CareTeamStatus;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;

/**
 * 利用者の配役. The residents with a role in the story, each there for one rule: consent withheld or
 * withdrawn, one device for two, moved away, deceased, in a facility, a name in Latin letters.
 *
 * <p>Their ids are fixed: 田中ハナ is {@code r-00001}.
 */
final class Cast {
  private final Terms terms;
  private final JosoPlaces places;
  private final ZonedDateTime now;
  private final LocalDate today;

  Cast(Terms terms, JosoPlaces places, Clock clock) {
    this.terms = terms;
    this.places = places;
    this.now = ZonedDateTime.now(clock);
    this.today = now.toLocalDate();
  }

  List<Resource> resources() {
    List<ResidentWriter> all = new ArrayList<>();
    all.add(tanakaHana());
    all.add(ishizukaTome());
    all.add(watanabeTadashi());
    all.add(saitoFumi());
    all.add(nakajimaKiyoshi());
    all.addAll(okuboCouple());
    all.add(iidaYone());
    all.add(furuyaIsamu());
    all.add(kuramochiKiyo());
    all.add(mariaSilva());
    return all.stream().flatMap(resident -> resident.resources().stream()).toList();
  }

  /** 田中ハナ: alone, on home oxygen, with everything a crew card can hold. */
  private ResidentWriter tanakaHana() {
    Town town = places.town("mitsukaido-mitsukaido-hashimoto");
    Home home = new Home(town, "3401-2", 36.02642, 139.99151, "玄関は東側。呼び鈴に応答がなければ勝手口から。1階奥の和室にベッド。");
    ResidentWriter hana =
        resident(1, JapaneseName.of("田中", "ハナ", "タナカ", "ハナ"), 84, true, home, "alone")
            .insured("0000100001")
            .phone(ContactPointUse.HOME, "0297-22-1234")
            .phone(ContactPointUse.MOBILE, "090-0000-1234")
            .careLevel("23", today.minusMonths(5), 3)
            .independence("disability-independence", "5", today.minusMonths(5))
            .independence("dementia-independence", "2", today.minusMonths(5))
            .onRosterFor("home-oxygen")
            .onRosterFor("living-alone")
            .warning("fall-risk")
            .condition("慢性閉塞性肺疾患（在宅酸素療法）", "J44.9", today.minusYears(6))
            .condition("慢性心不全", "I50.0", today.minusYears(4))
            .condition("心房細動", "I48", today.minusYears(4))
            .condition("骨粗鬆症", "M81.9", today.minusYears(8))
            .takes("ワルファリンカリウム錠1mg", "1日1回 朝食後2錠")
            .takes("フロセミド錠20mg", "1日1回 朝食後1錠")
            .takes("チオトロピウム吸入", "1日1回 朝2吸入")
            .allergicTo("ペニシリン系抗菌薬", true)
            .wishes("dnar", "心肺蘇生と気管挿管を希望しない。酸素と苦痛の緩和は続ける。本人・長女・主治医で確認。", today.minusDays(60))
            .wishes("hospital-preference", "搬送先は、かかりつけのきぬ中央病院を希望する。", today.minusDays(60))
            .consents(
                today.minusDays(180),
                "notebook-sharing",
                "roster-advance",
                "evacuation-plan-advance",
                "alarm-centre",
                "family-view")
            .team(
                CareTeamStatus.ACTIVE,
                List.of(
                    DemoOffices.KINUNOSATO,
                    DemoOffices.MIDORI,
                    DemoOffices.AOZORA,
                    DemoOffices.KINU_HOSPITAL),
                List.of(DemoStaff.SATO, DemoStaff.SUZUKI, DemoStaff.ITO, DemoStaff.YAMADA));
    RelatedPerson neighbour =
        hana.contact(
            JapaneseName.of("横張", "初枝", "ヨコハリ", "ハツエ"),
            "090-0000-2345",
            "neighbour",
            "key-holder",
            "cooperator",
            "supporter");
    neighbour.addExtension(Extensions.KEY_INSTRUCTION, new StringType("玄関の合鍵1本。西隣の青い屋根の家。"));
    hana.also(patient -> patient.addIdentifier(ResidentWriter.account("hana")));
    hana.contact(JapaneseName.of("木村", "由紀子", "キムラ", "ユキコ"), "090-0000-3456", "daughter")
        .addIdentifier(ResidentWriter.account("yukiko"));
    DeviceWriter.emergencyDevice("JS-0001", "pendant", List.of(hana));
    DeviceWriter.poweredDevice(
            hana, "oxygen-concentrator", "OX5-77120", 3, "停電時は枕元の酸素ボンベに切り替える（2L/分で約5時間）")
        .addNote()
        .setText("2L/分・24時間");
    PlanWriter.evacuationOf(hana, "自宅から市道を南へ。鬼怒川沿いの道は通らない。")
        .helped("warn", "高齢者等避難が出たら電話で知らせる。", neighbour)
        .step("prepare", "携帯用酸素ボンベ2本、お薬手帳、眼鏡を持つ。")
        .taken(
            "車いすで車に移って移送する。", places.nearestForFlood(home.latitude(), home.longitude()), neighbour)
        .agreedBy(neighbour, today.minusDays(180))
        .step("shelter-care", "電源の取れる場所に酸素濃縮器を置く。");
    NoteWriter.note(
        hana,
        1,
        DemoStaff.ITO,
        now.minusDays(3).withHour(11),
        "visit",
        "買い物と掃除。食欲あり。玄関の段差でふらつきがありました。");
    NoteWriter.note(
        hana,
        2,
        DemoStaff.SUZUKI,
        now.minusDays(1).withHour(9),
        "change",
        "昨夜から37.4度。SpO2 93%。水分を勧め、明朝もう一度伺います。");
    return hana;
  }

  /** 石塚トメ: ventilator, on the 石下 side. */
  private ResidentWriter ishizukaTome() {
    Home home =
        new Home(
            places.town("ishige-ishige-motoishige"),
            "1204-1",
            36.12431,
            139.97268,
            "南側の掃き出し窓から入れる。");
    ResidentWriter tome =
        resident(2, JapaneseName.of("石塚", "トメ", "イシヅカ", "トメ"), 91, true, home, "family")
            .insured("0000100002")
            .phone(ContactPointUse.HOME, "0297-42-2201")
            .careLevel("25", today.minusMonths(14), 3)
            .independence("disability-independence", "9", today.minusMonths(14))
            .onRosterFor("ventilator")
            .onRosterFor("bedridden")
            .warning("suction")
            .condition("筋萎縮性側索硬化症", "G12.2", today.minusYears(7))
            .takes("リルゾール錠50mg", "1日2回 朝夕食前")
            .consents(
                today.minusDays(300),
                "notebook-sharing",
                "roster-advance",
                "evacuation-plan-advance")
            .team(
                CareTeamStatus.ACTIVE,
                List.of(
                    DemoOffices.CARE_MANAGEMENT.get(1),
                    DemoOffices.HOME_NURSING.get(1),
                    DemoOffices.HOME_HELP.get(2),
                    DemoOffices.KINU_HOSPITAL),
                List.of());
    RelatedPerson son =
        tome.contact(
            JapaneseName.of("石塚", "健一", "イシヅカ", "ケンイチ"), "090-0000-2202", "son", "supporter");
    DeviceWriter.poweredDevice(tome, "ventilator", "VT-20931", 6, "外部バッテリー2個（計6時間）。切れる前に119へ。");
    DeviceWriter.poweredDevice(tome, "suction-unit", "SU-1182", 1, "手動吸引器が枕元にある。");
    DeviceWriter.emergencyDevice("JS-0002", "home-unit", List.of(tome));
    PlanWriter.evacuationOf(tome, "県道を東へ。渋滞時は救急搬送を依頼する。")
        .helped("prepare", "呼吸器・吸引器・外部バッテリー・加温加湿器を積む。", son)
        .taken("寝台のまま介護車両で移送する。", places.nearestForFlood(home.latitude(), home.longitude()), son)
        .agreedBy(son, today.minusDays(300));
    return tome;
  }

  /** 渡辺正: dialysis, refuses advance sharing; stays on the roster. */
  private ResidentWriter watanabeTadashi() {
    Home home =
        new Home(places.town("mitsukaido-mitsukaido-morishita"), "4410", 36.0305, 139.98801, null);
    ResidentWriter tadashi =
        resident(3, JapaneseName.of("渡辺", "正", "ワタナベ", "タダシ"), 78, false, home, "couple")
            .insured("0000100003")
            .phone(ContactPointUse.HOME, "0297-22-3301")
            .careLevel("22", today.minusMonths(9), 2)
            .onRosterFor("dialysis")
            .condition("慢性腎不全（血液透析 月・水・金）", "N18.5", today.minusYears(5))
            .condition("2型糖尿病", "E11.2", today.minusYears(20))
            .takes("炭酸ランタンOD錠250mg", "1日3回 毎食直後")
            .consents(today.minusDays(150), "notebook-sharing")
            .consent("roster-advance", ConsentState.REJECTED, today.minusDays(150))
            .consent("evacuation-plan-advance", ConsentState.REJECTED, today.minusDays(150))
            .team(
                CareTeamStatus.ACTIVE,
                List.of(DemoOffices.KINUNOSATO, DemoOffices.MIDORI, DemoOffices.KINU_HOSPITAL),
                List.of(DemoStaff.SATO, DemoStaff.SUZUKI));
    tadashi.contact(JapaneseName.of("渡辺", "光子", "ワタナベ", "ミツコ"), "090-0000-3302", "spouse");
    return tadashi;
  }

  /** 斎藤フミ: consent withdrawn; the team keeps only what its own members wrote. */
  private ResidentWriter saitoFumi() {
    Home home =
        new Home(places.town("mitsukaido-mitsukaido-suwa"), "3298-7", 36.02251, 139.99402, null);
    ResidentWriter fumi =
        resident(4, JapaneseName.of("斎藤", "フミ", "サイトウ", "フミ"), 86, true, home, "daytime-alone")
            .insured("0000100004")
            .phone(ContactPointUse.HOME, "0297-22-4401")
            .careLevel("23", today.minusMonths(11), 2)
            .onRosterFor("care-need")
            .warning("daytime-alone")
            .condition("変形性膝関節症", "M17.9", today.minusYears(9))
            .consent("notebook-sharing", ConsentState.INACTIVE, today.minusDays(240))
            .consent("roster-advance", ConsentState.INACTIVE, today.minusDays(240))
            .team(
                CareTeamStatus.ACTIVE,
                List.of(DemoOffices.KINUNOSATO, DemoOffices.MIDORI, DemoOffices.AOZORA),
                List.of(DemoStaff.SATO));
    fumi.contact(JapaneseName.of("斎藤", "誠司", "サイトウ", "セイジ"), "090-0000-4402", "son");
    NoteWriter.note(
        fumi, 1, DemoStaff.SATO, now.minusDays(40).withHour(14), "plan", "来月のサービス担当者会議の日程を相談しました。");
    return fumi;
  }

  /** 中島清: dementia, may wander, carries a GPS device. */
  private ResidentWriter nakajimaKiyoshi() {
    Home home =
        new Home(places.town("mitsukaido-toyooka-toyookaotsu"), "1018", 36.02811, 139.97745, null);
    ResidentWriter kiyoshi =
        resident(5, JapaneseName.of("中島", "清", "ナカジマ", "キヨシ"), 82, false, home, "daytime-alone")
            .insured("0000100005")
            .phone(ContactPointUse.HOME, "0297-22-5501")
            .careLevel("22", today.minusMonths(3), 2)
            .independence("dementia-independence", "5", today.minusMonths(3))
            .onRosterFor("dementia-wandering")
            .warning("daytime-alone")
            .warning("hearing-impairment")
            .condition("アルツハイマー型認知症", "G30.1", today.minusYears(3))
            .takes("ドネペジル塩酸塩錠5mg", "1日1回 朝食後1錠")
            .consents(
                today.minusDays(90),
                "notebook-sharing",
                "roster-advance",
                "evacuation-plan-advance",
                "alarm-centre",
                "wide-area")
            .team(
                CareTeamStatus.ACTIVE,
                List.of(DemoOffices.KINUNOSATO, DemoOffices.AOZORA, DemoOffices.MEDICAL.get(1)),
                List.of(DemoStaff.SATO, DemoStaff.ITO));
    RelatedPerson daughter =
        kiyoshi.contact(
            JapaneseName.of("中島", "智子", "ナカジマ", "トモコ"), "090-0000-5502", "daughter", "supporter");
    DeviceWriter.emergencyDevice("JS-0005", "gps-tracker", List.of(kiyoshi));
    PlanWriter.evacuationOf(kiyoshi, "豊岡小学校前の通りを使う。")
        .taken(
            "見慣れた人が付き添って車で移送する。",
            places.nearestForFlood(home.latitude(), home.longitude()),
            daughter)
        .agreedBy(daughter, today.minusDays(90));
    return kiyoshi;
  }

  /** 大久保夫妻: one pendant for two. */
  private List<ResidentWriter> okuboCouple() {
    Home home =
        new Home(
            places.town("mitsukaido-ono-nakayama"), "715-3", 36.04212, 139.99987, "犬がいる。門扉を閉める。");
    ResidentWriter husband =
        resident(6, JapaneseName.of("大久保", "正一", "オオクボ", "ショウイチ"), 88, false, home, "couple")
            .insured("0000100006")
            .phone(ContactPointUse.HOME, "0297-22-6601")
            .careLevel("21", today.minusMonths(7), 2)
            .onRosterFor("elderly-couple")
            .warning("hearing-impairment")
            .condition("脳梗塞後遺症（左片麻痺）", "I69.3", today.minusYears(5));
    ResidentWriter wife =
        resident(7, JapaneseName.of("大久保", "静江", "オオクボ", "シズエ"), 85, true, home, "couple")
            .insured("0000100007")
            .phone(ContactPointUse.HOME, "0297-22-6601")
            .careLevel("13", today.minusMonths(7), 2)
            .onRosterFor("elderly-couple")
            .condition("高血圧症", "I10", today.minusYears(15));
    for (ResidentWriter one : List.of(husband, wife)) {
      one.consents(today.minusDays(210), "notebook-sharing", "roster-advance", "alarm-centre")
          .team(
              CareTeamStatus.ACTIVE,
              List.of(DemoOffices.KINUNOSATO, DemoOffices.AOZORA),
              List.of(DemoStaff.SATO, DemoStaff.ITO));
      one.contact(
          JapaneseName.of("大久保", "直美", "オオクボ", "ナオミ"),
          "090-0000-6602",
          "daughter-in-law",
          "key-holder");
    }
    DeviceWriter.emergencyDevice("JS-0006", "pendant", List.of(husband, wife));
    return List.of(husband, wife);
  }

  /** 飯田ヨネ: moved to her daughter's, out of the city. */
  private ResidentWriter iidaYone() {
    Home former =
        new Home(places.town("mitsukaido-sakate-sakate"), "5201", 36.0109, 139.9571, null);
    ResidentWriter yone =
        resident(8, JapaneseName.of("飯田", "ヨネ", "イイダ", "ヨネ"), 89, true, former, "family")
            .insured("0000100008")
            .also(Cast::moveAway)
            .careLevel("22", today.minusYears(2), 2)
            .consent("notebook-sharing", ConsentState.INACTIVE, today.minusDays(600));
    return yone.add(yone.flag("care-need", "roster", Flag.FlagStatus.INACTIVE));
  }

  private static void moveAway(Patient patient) {
    patient.setActive(false);
    Address former = patient.getAddressFirstRep().setUse(Address.AddressUse.OLD);
    former.getExtension().clear();
    patient
        .addAddress()
        .setUse(Address.AddressUse.HOME)
        .setText("茨城県つくば市春日1-0-0")
        .addLine("春日1-0-0")
        .setCity("つくば市")
        .setState("茨城県")
        .setPostalCode("305-0821")
        .setCountry("JP");
  }

  /** 古谷勇: deceased; an old flag is still open and must not put him on the roster. */
  private ResidentWriter furuyaIsamu() {
    Home home = new Home(places.town("mitsukaido-goka-joja"), "1502", 36.07331, 140.00021, null);
    return resident(9, JapaneseName.of("古谷", "勇", "フルヤ", "イサム"), 93, false, home, "couple")
        .insured("0000100009")
        .also(patient -> patient.setDeceased(new DateTimeType(today.minusDays(30).toString())))
        .careLevel("24", today.minusMonths(20), 3)
        .onRosterFor("care-need")
        .consents(today.minusDays(500), "notebook-sharing", "roster-advance")
        .team(CareTeamStatus.INACTIVE, List.of(DemoOffices.KINUNOSATO), List.of(DemoStaff.SATO));
  }

  /** 倉持キヨ: in a nursing home, therefore not on the roster. */
  private ResidentWriter kuramochiKiyo() {
    Home home =
        new Home(
            places.town("mitsukaido-sugao-sugao"), "2310", 35.98921, 139.93377, "施設の事務室へ声をかける。");
    return resident(10, JapaneseName.of("倉持", "キヨ", "クラモチ", "キヨ"), 90, true, home, "facility")
        .insured("0000100010")
        .phone(ContactPointUse.HOME, "0297-22-0501")
        .careLevel("24", today.minusMonths(8), 3)
        .onRosterFor("care-need")
        .condition("血管性認知症", "F01.9", today.minusYears(6))
        .consents(today.minusDays(200), "notebook-sharing")
        .team(
            CareTeamStatus.ACTIVE,
            List.of(DemoOffices.FACILITY, DemoOffices.KINU_HOSPITAL),
            List.of());
  }

  /** マリア・シルバ: a name in Latin letters, Portuguese. */
  private ResidentWriter mariaSilva() {
    Home home =
        new Home(places.town("ishige-ishige-shinishige"), "1200-5", 36.11012, 139.9772, null);
    ResidentWriter maria =
        resident(
                11,
                new JapaneseName("Silva", "Maria", "シルバ", "マリア", "ABC"),
                72,
                true,
                home,
                "alone")
            .insured("0000100011")
            .phone(ContactPointUse.MOBILE, "080-0000-1111")
            .also(
                patient ->
                    patient
                        .addCommunication()
                        .setLanguage(
                            new CodeableConcept(new Coding("urn:ietf:bcp:47", "pt", null))
                                .setText("ポルトガル語"))
                        .setPreferredElement(new BooleanType(true)))
            .careLevel("21", today.minusMonths(4), 2)
            .onRosterFor("language")
            .warning("living-alone")
            .condition("2型糖尿病", "E11.9", today.minusYears(10))
            .allergicTo("アスピリン", false)
            .consents(today.minusDays(100), "notebook-sharing", "roster-advance")
            .team(
                CareTeamStatus.ACTIVE,
                List.of(DemoOffices.CARE_MANAGEMENT.get(1), DemoOffices.MEDICAL.get(2)),
                List.of());
    maria.contact(new JapaneseName("Silva", "João", "シルバ", "ジョアン", "ABC"), "080-0000-1112", "son");
    return maria;
  }

  private ResidentWriter resident(
      int number, JapaneseName name, int age, boolean woman, Home home, String living) {
    return new ResidentWriter(id(number), "J-%06d".formatted(number), name, terms, today)
        .born(today.minusYears(age).minusDays(20L * number + 7), woman)
        .living(living)
        .at(home);
  }

  static String id(int number) {
    return "r-%05d".formatted(number);
  }
}
