package jp.tsunagi.seed.control;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * 名前の候補. Family names common around Joso and given names of people born between 1925 and 1965.
 * Nobody drawn from here is called 田中 or ハナ, or like another resident of the cast.
 */
final class NamePool {
  private static final String[][] FAMILIES = {
    {"鈴木", "スズキ"}, {"佐藤", "サトウ"}, {"小林", "コバヤシ"}, {"中山", "ナカヤマ"}, {"染谷", "ソメヤ"},
    {"張替", "ハリガエ"}, {"石川", "イシカワ"}, {"飯島", "イイジマ"}, {"秋葉", "アキバ"}, {"木村", "キムラ"},
    {"髙橋", "タカハシ"}, {"山﨑", "ヤマザキ"}, {"荒井", "アライ"}, {"海老原", "エビハラ"}, {"風見", "カザミ"},
    {"草間", "クサマ"}, {"栗原", "クリハラ"}, {"小島", "コジマ"}, {"坂野", "バンノ"}, {"塚田", "ツカダ"},
    {"杉山", "スギヤマ"}, {"関口", "セキグチ"}, {"高野", "タカノ"}, {"滝本", "タキモト"}, {"寺田", "テラダ"},
    {"戸塚", "トツカ"}, {"土井", "ドイ"}, {"長塚", "ナガツカ"}, {"中川", "ナカガワ"}, {"野村", "ノムラ"},
    {"羽田", "ハダ"}, {"浜野", "ハマノ"}, {"針谷", "ハリガヤ"}, {"広瀬", "ヒロセ"}, {"藤田", "フジタ"},
    {"古橋", "フルハシ"}, {"北条", "ホウジョウ"}, {"堀越", "ホリコシ"}, {"松崎", "マツザキ"}, {"増田", "マスダ"},
    {"皆葉", "ミナバ"}, {"宮本", "ミヤモト"}, {"武藤", "ムトウ"}, {"森田", "モリタ"}, {"谷田部", "ヤタベ"},
    {"横瀬", "ヨコセ"}, {"吉原", "ヨシワラ"}, {"若林", "ワカバヤシ"}, {"野口", "ノグチ"}, {"斉木", "サイキ"},
    {"生井", "ナマイ"}, {"稲葉", "イナバ"}, {"猪瀬", "イノセ"}, {"大塚", "オオツカ"}, {"岡野", "オカノ"},
    {"片倉", "カタクラ"}, {"川又", "カワマタ"}, {"国府田", "コウダ"}, {"櫻井", "サクライ"}, {"篠崎", "シノザキ"},
  };
  private static final String[][] WOMEN = {
    {"キミ", "キミ"},
    {"トミ", "トミ"},
    {"ミツ", "ミツ"},
    {"サト", "サト"},
    {"ヨシ", "ヨシ"},
    {"チヨ", "チヨ"},
    {"フサ", "フサ"},
    {"スミ", "スミ"},
    {"キヌ", "キヌ"},
    {"ツネ", "ツネ"},
    {"タケ", "タケ"},
    {"シズ", "シズ"},
    {"千代子", "チヨコ"},
    {"和子", "カズコ"},
    {"節子", "セツコ"},
    {"幸子", "サチコ"},
    {"信子", "ノブコ"},
    {"文子", "フミコ"},
    {"光子", "ミツコ"},
    {"久子", "ヒサコ"},
    {"恵子", "ケイコ"},
    {"京子", "キョウコ"},
    {"洋子", "ヨウコ"},
    {"勝子", "カツコ"},
    {"栄子", "エイコ"},
    {"静子", "シズコ"},
    {"敏子", "トシコ"},
    {"美代子", "ミヨコ"},
    {"芳子", "ヨシコ"},
    {"弘子", "ヒロコ"},
    {"正子", "マサコ"},
    {"富美子", "フミコ"},
    {"きよ子", "キヨコ"},
    {"とし江", "トシエ"},
    {"君江", "キミエ"},
    {"春江", "ハルエ"},
    {"初江", "ハツエ"},
  };
  private static final String[][] MEN = {
    {"清", "キヨシ"},
    {"茂", "シゲル"},
    {"勝", "マサル"},
    {"実", "ミノル"},
    {"弘", "ヒロシ"},
    {"進", "ススム"},
    {"正男", "マサオ"},
    {"一郎", "イチロウ"},
    {"三郎", "サブロウ"},
    {"昭", "アキラ"},
    {"武", "タケシ"},
    {"利夫", "トシオ"},
    {"義雄", "ヨシオ"},
    {"忠", "タダシ"},
    {"幸男", "ユキオ"},
    {"栄一", "エイイチ"},
    {"金次郎", "キンジロウ"},
    {"辰雄", "タツオ"},
    {"久", "ヒサシ"},
    {"豊", "ユタカ"},
    {"孝", "タカシ"},
    {"喜一", "キイチ"},
    {"昌男", "マサオ"},
    {"光男", "ミツオ"},
    {"隆夫", "タカオ"},
    {"善次", "ゼンジ"},
    {"博", "ヒロシ"},
    {"良雄", "ヨシオ"},
    {"政治", "マサハル"},
    {"敬三", "ケイゾウ"},
  };
  private static final String[][] YOUNGER = {
    {"由紀子", "ユキコ"}, {"直美", "ナオミ"}, {"裕子", "ユウコ"}, {"智子", "トモコ"}, {"美穂", "ミホ"},
    {"健一", "ケンイチ"}, {"浩二", "コウジ"}, {"大輔", "ダイスケ"}, {"秀樹", "ヒデキ"}, {"聡", "サトシ"},
    {"真由美", "マユミ"}, {"剛", "ツヨシ"}, {"淳", "ジュン"}, {"理恵", "リエ"}, {"誠司", "セイジ"},
  };

  private NamePool() {}

  static JapaneseName elder(RandomGenerator random, boolean woman) {
    return combine(pick(random, FAMILIES), pick(random, woman ? WOMEN : MEN));
  }

  static JapaneseName spouse(RandomGenerator random, JapaneseName of, boolean woman) {
    return combine(new String[] {of.family(), of.familyKana()}, pick(random, woman ? WOMEN : MEN));
  }

  /** A child with the same family name, or another family name after marriage. */
  static JapaneseName child(RandomGenerator random, JapaneseName of, boolean sameFamily) {
    return combine(
        sameFamily ? new String[] {of.family(), of.familyKana()} : pick(random, FAMILIES),
        pick(random, YOUNGER));
  }

  static JapaneseName neighbour(RandomGenerator random) {
    return elder(random, random.nextBoolean());
  }

  private static JapaneseName combine(String[] family, String[] given) {
    return JapaneseName.of(family[0], given[0], family[1], given[1]);
  }

  private static String[] pick(RandomGenerator random, String[][] of) {
    return of[random.nextInt(of.length)];
  }

  static <T> T pick(RandomGenerator random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
