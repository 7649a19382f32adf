package jp.tsunagi.resident.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import jp.tsunagi.consent.boundary.StatedGround;
import org.jspecify.annotations.Nullable;

/**
 * 救急カード. What a crew must know at the door, and nothing else.
 *
 * @param hospital the hospital of the support team, where the crew asks first
 * @param asOf when the newest of the facts shown was written down
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CrewCard(
    String residentId,
    String name,
    @Nullable String kana,
    @Nullable LocalDate birthDate,
    @Nullable Integer age,
    @Nullable String gender,
    @Nullable Place address,
    List<Phone> phones,
    @Nullable Key key,
    List<Contact> contacts,
    List<Member> team,
    List<String> conditions,
    List<String> allergies,
    List<String> medications,
    List<Warning> warnings,
    List<Equipment> devices,
    List<Wish> wishes,
    @Nullable String hospital,
    Instant asOf,
    StatedGround ground) {

  /**
   * Where the door is.
   *
   * @param entry how to get in
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Place(
      @Nullable String text,
      @Nullable Double latitude,
      @Nullable Double longitude,
      @Nullable String entry) {}

  /** 鍵. Who has a key, and what they said about it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Key(@Nullable String holder, @Nullable String phone, @Nullable String text) {}

  /** 連絡先・協力員. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Contact(
      String name, @Nullable String relationship, @Nullable String phone, boolean keyHolder) {}

  /** 支援チーム. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Member(String organisation, @Nullable String role, @Nullable String phone) {}

  /** 機器と電源. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Equipment(@Nullable String kind, String text, @Nullable String power) {}

  /** 本人の意思 (DNAR, ACP). */
  public record Wish(String text) {}
}
