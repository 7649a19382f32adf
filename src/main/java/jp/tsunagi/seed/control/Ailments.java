package jp.tsunagi.seed.control;

import java.util.List;

/** 病気と薬の候補. What synthetic residents suffer from and take for it. */
final class Ailments {
  /** A disease with its ICD-10 code, and a medicine for it. */
  record Ailment(String text, String icd, String medicine, String dosage) {}

  static final List<Ailment> COMMON =
      List.of(
          new Ailment("高血圧症", "I10", "アムロジピンOD錠5mg", "1日1回 朝食後1錠"),
          new Ailment("2型糖尿病", "E11.9", "メトホルミン塩酸塩錠250mg", "1日2回 朝夕食後1錠"),
          new Ailment("脂質異常症", "E78.5", "ロスバスタチン錠2.5mg", "1日1回 夕食後1錠"),
          new Ailment("変形性膝関節症", "M17.9", "ロキソプロフェンテープ100mg", "1日1回 膝に貼付"),
          new Ailment("骨粗鬆症", "M81.9", "アレンドロン酸錠35mg", "週1回 起床時1錠"),
          new Ailment("慢性心不全", "I50.0", "フロセミド錠20mg", "1日1回 朝食後1錠"),
          new Ailment("心房細動", "I48", "アピキサバン錠2.5mg", "1日2回 朝夕食後1錠"),
          new Ailment("脳梗塞後遺症", "I69.3", "クロピドグレル錠75mg", "1日1回 朝食後1錠"),
          new Ailment("腰部脊柱管狭窄症", "M48.0", "リマプロストアルファデクス錠5μg", "1日3回 毎食後1錠"),
          new Ailment("慢性腎臓病", "N18.3", "球形吸着炭細粒", "1日3回 食間"),
          new Ailment("前立腺肥大症", "N40", "タムスロシン塩酸塩OD錠0.2mg", "1日1回 朝食後1錠"),
          new Ailment("緑内障", "H40.9", "ラタノプロスト点眼液", "1日1回 両眼"),
          new Ailment("パーキンソン病", "G20", "レボドパ・カルビドパ配合錠", "1日3回 毎食後1錠"),
          new Ailment("不眠症", "G47.0", "レンボレキサント錠5mg", "1日1回 就寝前1錠"),
          new Ailment("便秘症", "K59.0", "酸化マグネシウム錠330mg", "1日3回 毎食後1錠"));

  static final Ailment DEMENTIA = new Ailment("アルツハイマー型認知症", "G30.1", "ドネペジル塩酸塩錠5mg", "1日1回 朝食後1錠");
  static final Ailment LUNG = new Ailment("慢性閉塞性肺疾患（在宅酸素療法）", "J44.9", "チオトロピウム吸入", "1日1回 朝2吸入");
  static final Ailment KIDNEY = new Ailment("慢性腎不全（血液透析）", "N18.5", "炭酸ランタンOD錠250mg", "1日3回 毎食直後");
  static final Ailment NERVE = new Ailment("多系統萎縮症", "G90.3", "ドロキシドパカプセル100mg", "1日3回 毎食後");

  static final List<String> ALLERGENS =
      List.of("ペニシリン系抗菌薬", "セフェム系抗菌薬", "ヨード造影剤", "アスピリン", "そば", "えび・かに", "ラテックス");

  private Ailments() {}
}
