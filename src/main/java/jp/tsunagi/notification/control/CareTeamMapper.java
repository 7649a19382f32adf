package jp.tsunagi.notification.control;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jp.tsunagi.kernel.Vocabulary.Systems;
import jp.tsunagi.record.boundary.FhirResource;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CareTeam.CareTeamParticipantComponent;
import org.hl7.fhir.r4.model.Coding;

/** Reads who takes part in a support team. */
final class CareTeamMapper {
  private CareTeamMapper() {}

  /**
   * Who takes part.
   *
   * @param reference relative, of a post, an organization or a person
   * @param roles codes of what they take part as; empty when nobody said
   */
  record Member(String reference, Set<String> roles) {}

  /** Those who take part at a time. */
  static List<Member> membersOf(FhirResource resource, Instant at) {
    return resource.as(CareTeam.class).getParticipant().stream()
        .filter(participant -> takesPart(participant, Date.from(at)))
        .filter(participant -> participant.getMember().hasReference())
        .map(
            participant -> new Member(participant.getMember().getReference(), rolesOf(participant)))
        .toList();
  }

  private static Set<String> rolesOf(CareTeamParticipantComponent participant) {
    return participant.getRole().stream()
        .flatMap(role -> role.getCoding().stream())
        .filter(coding -> Systems.ROLE.equals(coding.getSystem()))
        .map(Coding::getCode)
        .collect(Collectors.toSet());
  }

  private static boolean takesPart(CareTeamParticipantComponent participant, Date at) {
    return !participant.hasPeriod()
        || ((!participant.getPeriod().hasStart() || !participant.getPeriod().getStart().after(at))
            && (!participant.getPeriod().hasEnd() || !participant.getPeriod().getEnd().before(at)));
  }
}
