package jp.tsunagi.seed.control;

import java.util.List;

/** 職員の配役. The same people as in the realm, the tests and the examples. */
final class DemoStaff {
  static final String MITSUKAIDO = "08211-mitsukaido";
  static final String ISHIGE = "08211-ishige";

  /** 田中ハナ's district, and 高橋's. */
  static final String TAKAHASHI_DISTRICT = "08211-mitsukaido-mitsukaido";

  static final Post SATO = post("sato", "佐藤", "恵", "サトウ", "メグミ", "care-manager", "kinunosato");
  static final Post SUZUKI = post("suzuki", "鈴木", "明美", "スズキ", "アケミ", "care-provider", "midori");
  static final Post ITO = post("ito", "伊藤", "健", "イトウ", "ケン", "care-provider", "aozora");
  static final Post YAMADA = post("yamada", "山田", "隆", "ヤマダ", "タカシ", "hospital", "kinu-hospital");

  static final List<Post> ALL =
      List.of(
          SATO,
          SUZUKI,
          ITO,
          YAMADA,
          post("mori", "森", "直樹", "モリ", "ナオキ", "hospital", "kogai-hospital"),
          post("kato", "加藤", "誠", "カトウ", "マコト", "fire-dispatch", "joso-fire", MITSUKAIDO),
          post("nakamura", "中村", "翔", "ナカムラ", "ショウ", "fire-crew", "joso-fire", MITSUKAIDO),
          post("yoshida", "吉田", "浩", "ヨシダ", "ヒロシ", "fire-dispatch", "seinan-fire", ISHIGE),
          post(
              "takahashi",
              "高橋",
              "和子",
              "タカハシ",
              "カズコ",
              "welfare-commissioner",
              "commissioners",
              TAKAHASHI_DISTRICT),
          post(
              "matsumoto",
              "松本",
              "亮",
              "マツモト",
              "リョウ",
              "city-disaster",
              "joso-city-disaster",
              MITSUKAIDO,
              ISHIGE),
          post(
              "abe",
              "阿部",
              "真理",
              "アベ",
              "マリ",
              "city-disaster",
              "joso-city-disaster",
              MITSUKAIDO,
              ISHIGE),
          post(
              "inoue",
              "井上",
              "由美",
              "イノウエ",
              "ユミ",
              "city-welfare",
              "joso-city-welfare",
              MITSUKAIDO,
              ISHIGE),
          post("kimura", "木村", "進", "キムラ", "ススム", "auditor", "joso-city-audit"),
          post("admin", "管理者", "システム", "カンリシャ", "システム", "", ""),
          post("kobayashi", "小林", "学", "コバヤシ", "マナブ", "care-provider", "komorebi"));

  private DemoStaff() {}

  private static Post post(
      String user,
      String family,
      String given,
      String familyKana,
      String givenKana,
      String role,
      String organization,
      String... areas) {
    return new Post(
        user,
        JapaneseName.of(family, given, familyKana, givenKana),
        role,
        organization,
        List.of(areas));
  }
}
