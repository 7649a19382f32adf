package jp.tsunagi.carenote.entity;

import java.util.Arrays;
import java.util.Optional;

/** 連絡の種類. The code system {@code note-category}. */
public enum NoteTopic {
  REPORT("report", "報告"),
  QUESTION("question", "質問"),
  HAND_OVER("hand-over", "申し送り"),
  CHANGE("change", "変化"),
  VISIT("visit", "訪問記録"),
  PLAN("plan", "計画・予定"),
  ADMISSION("admission", "入退院"),
  MEDICINE("medicine", "薬"),
  FAMILY("family", "家族から"),
  OTHER("other", "その他");

  private final String code;
  private final String display;

  NoteTopic(String code, String display) {
    this.code = code;
    this.display = display;
  }

  public String code() {
    return code;
  }

  public String display() {
    return display;
  }

  public static Optional<NoteTopic> ofCode(String code) {
    return Arrays.stream(values()).filter(topic -> topic.code.equals(code)).findFirst();
  }
}
