package jp.tsunagi.record.entity;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * 異体字. Kanji that people write in several forms in their names; a search for one finds all. The
 * first of each group is the form the others are folded to.
 */
final class KanjiVariants {
  private static final String[] GROUPS = {
    "高髙", "崎﨑嵜埼碕", "斎斉齋齊", "辺邊邉", "沢澤", "浜濱濵", "島嶋嶌", "広廣", "国國圀", "桜櫻", "富冨", "吉𠮷", "栄榮", "徳德",
    "真眞", "恵惠", "静靜", "竜龍", "滝瀧", "関關", "学學", "実實", "寿壽", "円圓", "塩鹽", "黒黑", "与與", "万萬", "伝傳", "会會",
    "体體", "来來", "峰峯", "嶽岳", "館舘", "曽曾", "渕淵渊", "槙槇", "桑桒", "藪薮", "薗園", "穂穗", "豊豐", "弥彌", "礼禮", "遥遙",
    "亀龜", "鉄鐵", "検檢", "蔵藏", "郎郞", "郷鄕", "緑綠", "清淸", "青靑", "増增", "横橫", "巻卷", "単單", "戸戶", "収收", "内內",
    "昇曻", "晋晉", "松枩", "柳栁", "梅楳", "温溫", "瀬瀨", "為爲", "瑶瑤", "畑畠", "秋穐", "稲稻", "穣穰", "竹笁", "継繼", "絵繪",
    "総總", "群羣", "芸藝", "荘莊", "薫薰", "蛍螢", "賢贒", "釜釡", "鎌鐮", "鎮鎭", "間閒", "霊靈", "頼賴", "餅餠", "騨驒", "鶏鷄",
    "鴎鷗", "麦麥", "黄黃", "仏佛", "仮假", "児兒", "剣劍剱劔", "勲勳", "厳嚴", "双雙", "叶协", "参參", "呂吕", "奥奧", "奨奬",
    "姫姬", "寛寬", "尭堯", "巌巖", "帯帶", "強强", "弁辨瓣辯", "従從", "応應", "恒恆", "悦悅", "戦戰", "挙擧", "拝拜", "揺搖",
    "摂攝", "数數", "昼晝", "暁曉", "栃杤", "条條", "桧檜", "楽樂", "様樣", "槌鎚", "気氣", "沖冲", "涙淚", "済濟", "湾灣", "焔焰",
    "猪豬", "献獻", "県縣", "砕碎", "祢禰", "禄祿", "称稱", "箪簞", "籠篭", "経經", "聡聰", "芦蘆", "茎莖", "虎乕", "衛衞", "覚覺",
    "触觸", "謡謠", "転轉", "迩邇", "醤醬", "野埜", "銭錢", "録錄", "錬鍊", "鋭銳", "闘鬪", "随隨", "雑雜", "顕顯", "験驗", "髄髓",
    "鯵鰺", "鳳鳯", "麹麴", "麻蔴", "点點", "歯齒", "鰐鱷", "仙僊", "凜凛", "苅刈", "教敎", "年秊", "橋槗", "冴冱"
  };

  private KanjiVariants() {}

  static Map<Integer, Integer> table() {
    return java.util.Arrays.stream(GROUPS)
        .flatMap(
            group -> {
              int[] forms = group.codePoints().toArray();
              return IntStream.range(1, forms.length)
                  .filter(i -> forms[i] != forms[0])
                  .mapToObj(i -> Map.entry(forms[i], forms[0]));
            })
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a));
  }
}
