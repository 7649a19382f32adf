package jp.tsunagi.resident.entity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 利用者の綴り. Everything the face sheet and the crew card are made of, as far as the reader may see it.
 *
 * @param asOf when the newest of it was written down
 */
public record ResidentFile(
    Person person,
    List<CareLevelPeriod> careLevels,
    List<SupportFlag> flags,
    List<Contact> contacts,
    List<TeamMember> team,
    List<Problem> problems,
    List<Allergy> allergies,
    List<Medicine> medicines,
    List<CareDevice> devices,
    @Nullable EvacuationPlan plan,
    List<SharingConsent> consents,
    List<Wish> wishes,
    NameBook directory,
    Instant asOf) {

  public Optional<EvacuationPlan> evacuationPlan() {
    return Optional.ofNullable(plan);
  }
}
