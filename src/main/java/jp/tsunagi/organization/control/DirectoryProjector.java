package jp.tsunagi.organization.control;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.organization.boundary.OrganizationMoved;
import jp.tsunagi.organization.boundary.StaffMoved;
import jp.tsunagi.organization.entity.Directory;
import jp.tsunagi.organization.entity.OrganizationEntry;
import jp.tsunagi.organization.entity.Post;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanged;
import jp.tsunagi.record.boundary.RecordRevisited;
import jp.tsunagi.record.boundary.RecordsRevisited;
import jp.tsunagi.record.boundary.ResourceKey;
import org.jspecify.annotations.Nullable;

/**
 * Brings the directory's projection up to date with each Organization, Practitioner and
 * PractitionerRole that is written, in the same transaction, and tells who depends on it.
 */
@ApplicationScoped
public class DirectoryProjector {
  /** Priority of this observer: what asks the directory about the same change comes later. */
  static final int PROJECTED = 1_000;

  private DirectoryRepository repository;
  private Event<OrganizationMoved> organizationMoved;
  private Event<StaffMoved> staffMoved;

  @SuppressWarnings("NullAway.Init")
  protected DirectoryProjector() {}

  @Inject
  DirectoryProjector(
      DirectoryRepository repository,
      Event<OrganizationMoved> organizationMoved,
      Event<StaffMoved> staffMoved) {
    this.repository = repository;
    this.organizationMoved = organizationMoved;
    this.staffMoved = staffMoved;
  }

  /** Whether the directory is made of resources of this type. */
  static boolean isMadeOf(String type) {
    return Set.of("Organization", "Practitioner", "PractitionerRole").contains(type);
  }

  void project(@Observes @Priority(PROJECTED) RecordChanged change) {
    if (change.concerns("Organization")) {
      organization(change);
    } else if (change.concerns("Practitioner")) {
      staff(change);
    } else if (change.concerns("PractitionerRole")) {
      post(change);
    }
  }

  private void organization(RecordChanged change) {
    organization(
        change.sid(),
        new OrganizationId(change.subject().id()),
        change.after(),
        change.actor().organizationId().orElse(null));
  }

  private void organization(
      long sid,
      OrganizationId id,
      @Nullable FhirResource resource,
      @Nullable OrganizationId creatorOfNew) {
    Optional<OrganizationEntry> before = repository.organization(id);
    Optional<OrganizationEntry> after = Optional.empty();
    if (resource == null) {
      repository.removeOrganization(sid);
    } else {
      OrganizationId creator =
          before.isPresent()
              ? before.flatMap(entry -> Optional.ofNullable(entry.creator())).orElse(null)
              : creatorOfNew;
      after = Optional.of(DirectoryMapper.organization(resource, creator));
      repository.put(sid, after.get());
    }
    announceMoves(id, before, after);
  }

  /** Makes the rows of one resource anew. */
  void revisit(@Observes @Priority(PROJECTED) RecordRevisited passed) {
    FhirResource resource = passed.resource();
    String reference = passed.key().toString();
    switch (passed.key().type()) {
      case "Organization" -> {
        OrganizationId id = new OrganizationId(passed.key().id());
        String creator = passed.creator();
        organization(
            passed.sid(), id, resource, creator == null ? null : new OrganizationId(creator));
        announce(id, Directory.cityOf(id, repository::organization, repository.onlyCity()));
      }
      case "Practitioner" -> {
        if (resource == null) {
          repository.removeStaff(passed.sid());
        } else {
          repository.put(passed.sid(), DirectoryMapper.staff(resource));
        }
        staffMoved.fire(new StaffMoved(reference));
      }
      case "PractitionerRole" -> {
        Post post = resource == null ? null : DirectoryMapper.post(resource);
        if (post == null) {
          repository.removePost(passed.sid());
        } else {
          repository.put(passed.sid(), post);
          tellPerson(post);
        }
        staffMoved.fire(new StaffMoved(reference));
      }
      default -> {}
    }
  }

  void finish(@Observes RecordsRevisited all) {
    repository.removeGone();
  }

  // One body's place in the tree decides the city of all below it; a municipality that comes or
  // goes
  // decides it for everybody.
  private void announceMoves(
      OrganizationId id, Optional<OrganizationEntry> before, Optional<OrganizationEntry> after) {
    if (!city(before).equals(city(after))) {
      Directory now = repository.load();
      now.organizations().forEach(entry -> announce(entry.id(), now.cityOf(entry.id())));
    } else if (before.isEmpty() || after.isEmpty() || !standsLike(before.get(), after.get())) {
      Optional<String> onlyCity = repository.onlyCity();
      for (OrganizationId moved : withAllBelow(id)) {
        announce(moved, Directory.cityOf(moved, repository::organization, onlyCity));
      }
    }
  }

  private static Optional<String> city(Optional<OrganizationEntry> entry) {
    return entry.flatMap(present -> Optional.ofNullable(present.ownCity()));
  }

  private static boolean standsLike(OrganizationEntry one, OrganizationEntry other) {
    return Objects.equals(one.partOf(), other.partOf()) && one.areas().equals(other.areas());
  }

  private Set<OrganizationId> withAllBelow(OrganizationId top) {
    Set<OrganizationId> all = new LinkedHashSet<>(Set.of(top));
    Deque<OrganizationId> open = new ArrayDeque<>(all);
    while (!open.isEmpty()) {
      repository.below(open.poll()).stream().filter(all::add).forEach(open::add);
    }
    return all;
  }

  private void announce(OrganizationId id, Optional<String> city) {
    organizationMoved.fire(new OrganizationMoved(id, city.orElse(null)));
  }

  private void staff(RecordChanged change) {
    if (change.after() == null) {
      repository.removeStaff(change.sid());
    } else {
      repository.put(change.sid(), DirectoryMapper.staff(change.after()));
    }
    staffMoved.fire(new StaffMoved(change.subject().key().toString()));
  }

  private void post(RecordChanged change) {
    Post post = change.after() == null ? null : DirectoryMapper.post(change.after());
    if (post == null) {
      repository.removePost(change.sid());
    } else {
      repository.put(change.sid(), post);
    }
    staffMoved.fire(new StaffMoved(change.subject().key().toString()));
    Post former = change.before() == null ? null : DirectoryMapper.post(change.before());
    if (former != null) {
      tellPerson(former);
    }
    if (post != null) {
      tellPerson(post);
    }
  }

  private void tellPerson(Post post) {
    staffMoved.fire(
        new StaffMoved(new ResourceKey("Practitioner", post.staff().value()).toString()));
  }
}
