package jp.tsunagi.resident.entity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import jp.tsunagi.kernel.ResidentId;
import org.jspecify.annotations.Nullable;

/**
 * 本人. Who the resident is, as the Patient resource says.
 *
 * @param kana the reading in katakana
 * @param gender {@code female}, {@code male}, {@code other} or {@code unknown}
 * @param livingArrangement a code of the code system {@code living-arrangement}
 * @param numbers identifiers people search by
 */
public record Person(
    ResidentId id,
    PersonName name,
    @Nullable String kana,
    @Nullable LocalDate birthDate,
    @Nullable String gender,
    boolean deceased,
    boolean active,
    List<Telephone> phones,
    @Nullable HomeAddress address,
    @Nullable String livingArrangement,
    List<String> numbers,
    @Nullable Instant changedAt) {

  public Person {
    phones = List.copyOf(phones);
    numbers = List.copyOf(numbers);
  }

  /** 電話. A number and where it rings: {@code home}, {@code mobile}, {@code work}. */
  public record Telephone(@Nullable String use, String number) {}

  /** 満年齢 on the given day. */
  public Optional<Integer> age(LocalDate today) {
    return Optional.ofNullable(birthDate).map(born -> ageOn(born, today));
  }

  public static int ageOn(LocalDate born, LocalDate today) {
    return Period.between(born, today).getYears();
  }
}
