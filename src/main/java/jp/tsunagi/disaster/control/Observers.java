package jp.tsunagi.disaster.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import jp.tsunagi.disaster.entity.HowObserved;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.StaffId;
import jp.tsunagi.organization.boundary.OrganizationDirectory;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * 報告者. Who stands behind a report. Whether two reports contradict depends on it: the same person is
 * one observer, whatever device or post she uses.
 */
@ApplicationScoped
public class Observers {
  private OrganizationDirectory directory;
  private RecordStore records;

  @SuppressWarnings("NullAway.Init")
  protected Observers() {}

  @Inject
  Observers(OrganizationDirectory directory, RecordStore records) {
    this.directory = directory;
    this.records = records;
  }

  /** How an actor signs a report: the post, else the person, else the organization. */
  public Optional<String> performer(Actor actor) {
    String post = directory.postOf(actor.user());
    StaffId staff = actor.staff();
    OrganizationId organization = actor.organization();
    if (post != null) {
      return Optional.of(post);
    }
    if (staff != null) {
      return Optional.of("Practitioner/" + staff);
    }
    return organization == null ? Optional.empty() : Optional.of("Organization/" + organization);
  }

  /**
   * The observer a fact counts for.
   *
   * @param machine the device that observed it by itself
   */
  String observer(
      Actor actor, @Nullable String performer, @Nullable String machine, HowObserved how) {
    if (machine != null && how.machine()) {
      return machine;
    }
    StaffId staff = actor.staff();
    if (performer == null) {
      return staff == null ? "user:" + actor.user() : "Practitioner/" + staff;
    }
    if (staff != null && performer.equals(directory.postOf(actor.user()))) {
      return "Practitioner/" + staff;
    }
    return performer.startsWith("PractitionerRole/") ? personBehind(performer) : performer;
  }

  private String personBehind(String post) {
    return records
        .read(ResourceKey.ofReference(post), Visibility.ALL)
        .flatMap(SafetyFactMapper::personOf)
        .orElse(post);
  }
}
