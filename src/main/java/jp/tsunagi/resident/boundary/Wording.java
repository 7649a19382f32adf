package jp.tsunagi.resident.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import jp.tsunagi.platform.boundary.Messages;
import jp.tsunagi.resident.entity.Change;
import jp.tsunagi.resident.entity.Contact;
import jp.tsunagi.resident.entity.Relationship;
import jp.tsunagi.resident.entity.SupportFlag;
import org.jspecify.annotations.Nullable;

/** 言い回し. Codes and changes in the reader's language. */
@ApplicationScoped
public class Wording {
  private Messages messages;

  @SuppressWarnings("NullAway.Init")
  protected Wording() {}

  @Inject
  Wording(Messages messages) {
    this.messages = messages;
  }

  /**
   * Reasons and warnings, roster reasons first.
   *
   * @param all false leaves only what belongs to the roster items
   */
  List<Warning> warnings(List<SupportFlag> flags, boolean all, String language) {
    return flags.stream()
        .filter(flag -> all || flag.roster())
        .sorted(Comparator.comparing(flag -> !flag.roster()))
        .map(flag -> new Warning(flag.code(), warning(flag, language)))
        .distinct()
        .toList();
  }

  private String warning(SupportFlag flag, String language) {
    return language.equals(Messages.JAPANESE)
        ? flag.text()
        : messages.find(language, "support-reason." + flag.code()).orElse(flag.text());
  }

  /** The tie of a contact, or the duty when there is no tie. */
  @Nullable String relationship(Contact contact, String language) {
    String code = contact.relationship();
    boolean named = code != null && !code.equals(Relationship.OTHER.code());
    return named && !language.equals(Messages.JAPANESE)
        ? messages.text(language, "relationship." + code)
        : contact.relationshipText();
  }

  String role(String role, String language) {
    return messages.find(language, "role." + role).orElse(role);
  }

  /** A change as one line: 電話番号を変更 / 要介護3 → 要介護4 / 病気を追加: 肺炎. */
  String title(Change change, String language) {
    if (change.subject().equals("care-level")) {
      return careLevelTitle(change, language);
    }
    String thing =
        change.fields().isEmpty() || change.subject().equals("contact")
            ? messages.text(language, "change.subject." + change.subject())
            : String.join(
                messages.text(language, "change.separator"),
                change.fields().stream()
                    .map(field -> messages.text(language, "change.field." + field))
                    .toList());
    String title = messages.text(language, "change." + change.operation(), thing);
    return change.detail() == null
        ? title
        : messages.text(language, "change.with-detail", title, change.detail());
  }

  private String careLevelTitle(Change change, String language) {
    String detail = change.detail();
    String[] levels = detail == null ? new String[0] : detail.split(",", 2);
    if (levels.length < 2 || levels[0].equals(levels[1])) {
      return messages.text(
          language,
          "change." + change.operation(),
          messages.text(language, "change.subject.care-level"));
    }
    String now = messages.text(language, "care-level." + levels[1]);
    return levels[0].isEmpty()
        ? messages.text(language, "change.care-level.first", now)
        : messages.text(
            language,
            "change.care-level.moved",
            messages.text(language, "care-level." + levels[0]),
            now);
  }
}
