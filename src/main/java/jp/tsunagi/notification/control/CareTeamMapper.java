package jp.tsunagi.notification.control;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import jp.tsunagi.record.boundary.FhirResource;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CareTeam.CareTeamParticipantComponent;
import org.hl7.fhir.r4.model.Reference;

/** Reads who takes part in a support team. */
final class CareTeamMapper {
  private CareTeamMapper() {}

  /** References of those who take part at a time. */
  static List<String> membersOf(FhirResource resource, Instant at) {
    return resource.as(CareTeam.class).getParticipant().stream()
        .filter(participant -> takesPart(participant, Date.from(at)))
        .map(CareTeamParticipantComponent::getMember)
        .filter(Reference::hasReference)
        .map(Reference::getReference)
        .toList();
  }

  private static boolean takesPart(CareTeamParticipantComponent participant, Date at) {
    return !participant.hasPeriod()
        || ((!participant.getPeriod().hasStart() || !participant.getPeriod().getStart().after(at))
            && (!participant.getPeriod().hasEnd() || !participant.getPeriod().getEnd().before(at)));
  }
}
