package jp.tsunagi.disaster.control;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import jp.tsunagi.disaster.entity.Disaster;
import jp.tsunagi.disaster.entity.HelpCase;
import jp.tsunagi.disaster.entity.ReportedFact;
import jp.tsunagi.disaster.entity.StoredDisaster;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordRevisited;
import jp.tsunagi.record.boundary.RecordsRevisited;

/**
 * 名簿と安否の見直し. Makes the rows of one resource anew when the rebuilding comes by it, without telling
 * any screen what it knows already. What arrived here besides the facts (receipts, notes, evidence)
 * stays.
 *
 * <p>A roster gets everybody who is on the city's now and everybody somebody reported on or went
 * to; who left it since without a trace is not on it any more.
 */
@ApplicationScoped
public class RosterRevisit {
  private static final Actor SYSTEM = Actor.system("disaster");

  private RosterRepository roster;
  private RosterLineRepository lines;
  private DisasterRepository disasters;
  private FactRepository facts;
  private RosterKeeper rosterKeeper;
  private FactKeeper factKeeper;
  private DrillConsent drillConsent;
  private Observers observers;

  @SuppressWarnings("NullAway.Init")
  protected RosterRevisit() {}

  @Inject
  RosterRevisit(
      RosterRepository roster,
      RosterLineRepository lines,
      DisasterRepository disasters,
      FactRepository facts,
      RosterKeeper rosterKeeper,
      FactKeeper factKeeper,
      DrillConsent drillConsent,
      Observers observers) {
    this.roster = roster;
    this.lines = lines;
    this.disasters = disasters;
    this.facts = facts;
    this.rosterKeeper = rosterKeeper;
    this.factKeeper = factKeeper;
    this.drillConsent = drillConsent;
    this.observers = observers;
  }

  void revisit(@Observes @Priority(FactKeeper.PROJECTED) RecordRevisited visited) {
    RecordRevisited passed = visited.open();
    FhirResource resource = passed.resource();
    if (resource == null) {
      forget(passed);
      return;
    }
    switch (passed.key().type()) {
      case "Patient" -> {
        rosterKeeper.enter(passed.sid(), resource);
        lines.disastersWith(passed.sid()).forEach(disaster -> derive(disaster, passed.sid()));
      }
      case "Flag", "Device" -> rosterKeeper.enter(passed.sid(), resource);
      case "Observation" -> {
        if (SafetyFactMapper.isFact(resource)) {
          enterFact(passed.sid(), resource);
        } else {
          rosterKeeper.enter(passed.sid(), resource);
        }
      }
      case "CarePlan" -> {
        if (DisasterKeeper.isDisaster(resource) && DisasterMapper.check(resource).isEmpty()) {
          enterDisaster(passed.sid(), resource);
        }
      }
      case "Task" -> {
        if (SafetyCheckMapper.isCheck(resource)) {
          enterClaim(resource);
        } else {
          EmergencyCallMapper.helpCase(resource).ifPresent(this::enterCase);
        }
      }
      default -> {}
    }
  }

  private void forget(RecordRevisited passed) {
    if (passed.concerns("Patient")) {
      roster.removeCandidate(passed.sid());
      lines.mark(passed.sid(), "unlisted");
    } else {
      roster.removeTrait(passed.sid());
    }
  }

  private void enterDisaster(long sid, FhirResource resource) {
    Disaster disaster = DisasterMapper.disaster(resource);
    disasters.put(sid, disaster);
    if (disaster.isOpen()
        && lines.fill(new StoredDisaster(sid, disaster), drillConsent.admitted(disaster)) > 0) {
      lines.renumber(sid);
    }
  }

  private void enterFact(long sid, FhirResource resource) {
    Optional<StoredDisaster> disaster =
        SafetyFactMapper.disasterOf(resource).flatMap(disasters::find);
    Optional<Long> resident = SafetyFactMapper.residentOf(resource).flatMap(lines::sidOf);
    if (disaster.isEmpty() || resident.isEmpty()) {
      return;
    }
    ensureLine(disaster.get(), resident.get());
    lines.lock(disaster.get().sid(), List.of(resident.get()));
    if (!facts.isThere(sid)) {
      ReportedFact stated = SafetyFactMapper.fact(resource, "");
      String observer =
          observers.observer(SYSTEM, stated.performer(), stated.machine(), stated.fact().how());
      facts.add(
          sid, disaster.get().sid(), resident.get(), SafetyFactMapper.fact(resource, observer));
    }
    derive(disaster.get().sid(), resident.get());
  }

  private void derive(long disaster, long resident) {
    lines.lock(disaster, List.of(resident));
    factKeeper.derive(disaster, resident, facts.factsOf(disaster, resident));
  }

  private void ensureLine(StoredDisaster disaster, long resident) {
    if (!lines.isOn(disaster.sid(), resident) && lines.wasOnRoster(resident)) {
      lines.add(disaster.sid(), resident);
      lines.renumber(disaster.sid());
      lines.markUnlisted(disaster.sid(), resident);
    }
  }

  private void enterClaim(FhirResource task) {
    Optional<StoredDisaster> disaster = SafetyCheckMapper.disasterOf(task).flatMap(disasters::find);
    SafetyCheckMapper.claim(task)
        .ifPresent(
            claim ->
                disaster.ifPresent(
                    found -> {
                      lines
                          .sidOf(claim.resident())
                          .ifPresent(resident -> ensureLine(found, resident));
                      lines.putUnlessAnother(found.sid(), claim.resident(), claim, task.id());
                    }));
  }

  private void enterCase(HelpCase help) {
    if (help.state().equals("closed")) {
      lines.removeCall(help.id());
    } else {
      lines.put(help);
    }
  }

  void finish(@Observes RecordsRevisited all) {
    roster.removeGone();
    disasters.removeGone();
    facts.removeGone();
    lines.removeGone();
  }
}
