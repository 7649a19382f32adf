package jp.tsunagi.launcher;

/** デモの利用者。 The cast, for whoever has just started the demonstration. */
final class DemoLogins {
  private DemoLogins() {}

  static String text() {
    return """

        Demo logins, password Tsunagi-Demo-1:
          sato       佐藤 恵    ケアマネジャー       care manager, 居宅介護支援 きぬの里
          suzuki     鈴木 明美  訪問看護師           visiting nurse, 訪問看護ステーション みどり
          ito        伊藤 健    訪問介護員           home helper, ヘルパーステーション あおぞら
          yamada     山田 隆    医師                 physician, きぬ中央病院
          mori       森 直樹    医師                 physician of another hospital, 小貝記念病院
          kato       加藤 誠    消防指令             fire dispatcher, 水海道
          nakamura   中村 翔    消防隊員             fire crew, 水海道
          yoshida    吉田 浩    消防指令             fire dispatcher, 石下
          takahashi  高橋 和子  民生委員             welfare commissioner, 水海道
          matsumoto  松本 亮    防災危機管理課       city, disaster
          abe        阿部 真理  防災危機管理課       city, disaster
          inoue      井上 由美  高齢福祉課           city, welfare
          kimura     木村 進    監査                 auditor
          admin      管理者     システム管理者       system administrator
          kobayashi  小林 学    他事業所             another office, no rights to anybody
        """;
  }
}
