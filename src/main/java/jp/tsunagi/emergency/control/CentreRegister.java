package jp.tsunagi.emergency.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import jp.tsunagi.emergency.entity.EmergencyEvent;
import jp.tsunagi.emergency.entity.KeptEvent;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.organization.boundary.OrganizationDirectory;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;

/** 受信センター. Who may hand events over, under which name, and what each has handed over before. */
@ApplicationScoped
public class CentreRegister {
  private OrganizationDirectory directory;
  private EmergencyEventRepository events;

  @SuppressWarnings("NullAway.Init")
  protected CentreRegister() {}

  @Inject
  CentreRegister(OrganizationDirectory directory, EmergencyEventRepository events) {
    this.directory = directory;
    this.events = events;
  }

  /** The centre's organization; a centre that is not the caller's own is refused. */
  public String require(String centre, Actor actor) {
    Optional<OrganizationId> organization = directory.ofCentre(centre);
    if (organization.isEmpty()
        || !(actor.isSystem() || organization.equals(actor.organizationId()))) {
      throw new ProblemException(ProblemCode.FORBIDDEN);
    }
    return organization.get().value();
  }

  /**
   * What the centre was answered when it sent this event before; an event with the same id and
   * other content is refused.
   */
  public Optional<KeptEvent> earlier(EmergencyEvent event) {
    Optional<KeptEvent> kept = events.find(event.centre(), event.eventId());
    if (kept.isPresent() && !kept.get().contentDigest().equals(event.contentDigest())) {
      throw new ProblemException(ProblemCode.CONFLICTING_ID);
    }
    return kept;
  }

  /** Where a repeat cannot be answered as one, it is refused. */
  void refuseRepeated(EmergencyEvent event) {
    if (earlier(event).isPresent()) {
      throw new ProblemException(ProblemCode.DUPLICATE);
    }
  }
}
