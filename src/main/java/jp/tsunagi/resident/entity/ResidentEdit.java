package jp.tsunagi.resident.entity;

import java.time.LocalDate;
import java.util.List;
import jp.tsunagi.resident.entity.Person.Telephone;
import org.jspecify.annotations.Nullable;

/**
 * 台帳の修正. What somebody wants changed on a face sheet, checked and normalised; what it does not
 * mention stays.
 */
public record ResidentEdit(
    Mention<String> name,
    Mention<String> kana,
    Mention<List<Telephone>> phones,
    Mention<Address> address,
    Mention<CareLevel> careLevel,
    Mention<LocalDate> careLevelSince,
    Mention<LivingArrangement> livingArrangement,
    Mention<List<ContactLine>> contacts) {

  /** 住所. Each part may be left unmentioned. */
  public record Address(Mention<String> postalCode, Mention<String> text) {}

  /**
   * 連絡先. One line of the list that replaces the old one.
   *
   * @param id of a contact that stays; absent for a new one
   */
  public record ContactLine(
      @Nullable String id,
      String name,
      @Nullable String relationship,
      @Nullable String phone,
      boolean keyHolder,
      boolean supporter) {}

  /** Whether it says anything about the Patient herself. */
  public boolean concernsPerson() {
    return name.made()
        || kana.made()
        || phones.made()
        || address.made()
        || livingArrangement.made();
  }

  public boolean concernsCareLevel() {
    return careLevel.made() || careLevelSince.made();
  }
}
