package jp.tsunagi.resident.control;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.tsunagi.kernel.Vocabulary;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.resident.entity.TeamMember;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CareTeam.CareTeamParticipantComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Period;
import org.jspecify.annotations.Nullable;

/** CareTeam → 支援チーム: who belongs to it now. */
public final class CareTeamMapper {
  private CareTeamMapper() {}

  public static List<TeamMember> toMembers(FhirResource resource, Clock clock) {
    CareTeam team = resource.as(CareTeam.class);
    if (team.hasStatus() && team.getStatus() != CareTeam.CareTeamStatus.ACTIVE) {
      return List.of();
    }
    return team.getParticipant().stream()
        .filter(participant -> holds(participant.getPeriod(), clock.instant()))
        .map(CareTeamMapper::toMember)
        .toList();
  }

  private static boolean holds(Period period, Instant now) {
    boolean begun = !period.hasStart() || !period.getStart().toInstant().isAfter(now);
    boolean ended = period.hasEnd() && period.getEnd().toInstant().isBefore(now);
    return begun && !ended;
  }

  private static TeamMember toMember(CareTeamParticipantComponent participant) {
    return new TeamMember(
        ReferenceMapper.relative(participant.getMember()).orElse(null),
        Optional.of(participant.getOnBehalfOf()).flatMap(ReferenceMapper::relative).orElse(null),
        role(participant.getRole()));
  }

  private static @Nullable String role(List<CodeableConcept> roles) {
    return roles.stream()
        .flatMap(role -> role.getCoding().stream())
        .filter(coding -> Vocabulary.Systems.ROLE.equals(coding.getSystem()))
        .map(Coding::getCode)
        .findFirst()
        .orElse(null);
  }
}
