package jp.tsunagi.resident.boundary;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import jp.tsunagi.consent.boundary.StatedGround;
import org.jspecify.annotations.Nullable;

/**
 * フェイスシート. What one reader may see of one resident. A member outside the reader's view is absent,
 * which is not the same as empty.
 *
 * @param editVersion counts the edits of the sheet; travels as ETag
 * @param deceased true, or absent
 * @param view the widest data set shown: {@code care-record}, {@code crew-card}, {@code
 *     roster-item}, or {@code own-entry} for what is left after consent was withdrawn
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FaceSheet(
    @JsonIgnore long editVersion,
    String id,
    String name,
    @Nullable String kana,
    @Nullable LocalDate birthDate,
    @Nullable Integer age,
    @Nullable String gender,
    @Nullable Boolean deceased,
    @Nullable List<Phone> phones,
    @Nullable Home address,
    @Nullable String area,
    @Nullable String areaName,
    @Nullable String careLevel,
    @Nullable LocalDate careLevelSince,
    @Nullable String livingArrangement,
    @Nullable List<Warning> warnings,
    @Nullable List<ContactPerson> contacts,
    @Nullable List<TeamPlace> team,
    @Nullable List<Condition> conditions,
    @Nullable List<Allergen> allergies,
    @Nullable List<Medication> medications,
    @Nullable List<Appliance> devices,
    @Nullable PlanOfEvacuation evacuationPlan,
    @Nullable List<ConsentLine> consents,
    @Nullable List<WrittenWish> wishes,
    StatedGround ground,
    String view,
    @Nullable Instant changedAt,
    @Nullable String changedBy) {

  /** 住所. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Home(@Nullable String postalCode, @Nullable String text, @Nullable String town) {}

  /** 連絡先. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ContactPerson(
      String id,
      String name,
      @Nullable String relationship,
      @Nullable String phone,
      boolean keyHolder,
      boolean supporter) {}

  /** 支援チームの一員. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TeamPlace(
      @Nullable String organisationId,
      @Nullable String organisation,
      @Nullable String member,
      @Nullable String role,
      @Nullable String phone) {}

  /** 病気. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Condition(String text, @Nullable LocalDate since) {}

  /** アレルギー・禁忌. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Allergen(String text, @Nullable String criticality) {}

  /** 薬. */
  public record Medication(String text) {}

  /** 機器. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Appliance(
      @Nullable String kind, String text, @Nullable String identifier, @Nullable String power) {}

  /** 個別避難計画. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PlanOfEvacuation(
      @Nullable String shelter,
      List<String> supporters,
      @Nullable String route,
      @Nullable String notes,
      @Nullable Instant updatedAt) {}

  /** 同意. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ConsentLine(
      String purpose, String state, @Nullable LocalDate since, @Nullable LocalDate until) {}

  /** 本人の意思. */
  public record WrittenWish(String text) {}
}
