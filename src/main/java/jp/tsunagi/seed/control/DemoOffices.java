package jp.tsunagi.seed.control;

import java.util.List;

/**
 * 事業所の一覧. Fictional offices, each possible in any team. 小貝記念病院 and 小林's office are not among them:
 * they are in nobody's team.
 */
final class DemoOffices {
  static final Office KINUNOSATO =
      new Office(
          "kinunosato", "居宅介護支援 きぬの里", "キヌノサト", "care-management", "care-manager", "0297-22-0101");
  static final Office MIDORI =
      new Office(
          "midori", "訪問看護ステーション みどり", "ミドリ", "home-nursing", "care-provider", "0297-22-0202");
  static final Office AOZORA =
      new Office("aozora", "ヘルパーステーション あおぞら", "アオゾラ", "home-help", "care-provider", "0297-22-0303");
  static final Office KINU_HOSPITAL =
      new Office("kinu-hospital", "きぬ中央病院", "キヌチュウオウビョウイン", "hospital", "hospital", "0297-22-0404");

  static final List<Office> CARE_MANAGEMENT =
      List.of(
          KINUNOSATO,
          new Office(
              "ishigenomori",
              "居宅介護支援 いしげの杜",
              "イシゲノモリ",
              "care-management",
              "care-manager",
              "0297-42-0111"),
          new Office(
              "hidamari",
              "ケアプランセンター ひだまり",
              "ヒダマリ",
              "care-management",
              "care-manager",
              "0297-22-0112"),
          new Office(
              "toyooka-care",
              "居宅介護支援 とよおか",
              "トヨオカ",
              "care-management",
              "care-manager",
              "0297-22-0113"),
          new Office(
              "nanohana", "ケアプラン 菜の花", "ナノハナ", "care-management", "care-manager", "0297-42-0114"));
  static final List<Office> HOME_NURSING =
      List.of(
          MIDORI,
          new Office(
              "kokai-nursing",
              "訪問看護ステーション こかい",
              "コカイ",
              "home-nursing",
              "care-provider",
              "0297-42-0211"),
          new Office(
              "sakura-nursing",
              "訪問看護リハビリ さくら",
              "サクラ",
              "home-nursing",
              "care-provider",
              "0297-22-0212"));
  static final List<Office> HOME_HELP =
      List.of(
          AOZORA,
          new Office(
              "tanpopo", "ヘルパーステーション たんぽぽ", "タンポポ", "home-help", "care-provider", "0297-22-0311"),
          new Office(
              "ishige-help", "訪問介護 いしげ", "イシゲ", "home-help", "care-provider", "0297-42-0312"),
          new Office(
              "fureai-day", "デイサービス ふれあい", "フレアイ", "day-service", "care-provider", "0297-22-0313"),
          new Office(
              "yuyu-day", "デイサービス ゆうゆう", "ユウユウ", "day-service", "care-provider", "0297-42-0314"));
  static final List<Office> MEDICAL =
      List.of(
          KINU_HOSPITAL,
          new Office(
              "mitsukaido-clinic",
              "みつかいどう内科クリニック",
              "ミツカイドウナイカクリニック",
              "clinic",
              "hospital",
              "0297-22-0411"),
          new Office(
              "ishige-clinic", "いしげ診療所", "イシゲシンリョウジョ", "clinic", "hospital", "0297-42-0412"));
  static final Office FACILITY =
      new Office(
          "kinunoie", "特別養護老人ホーム 鬼怒の家", "キヌノイエ", "care-facility", "care-provider", "0297-22-0501");

  private DemoOffices() {}
}
