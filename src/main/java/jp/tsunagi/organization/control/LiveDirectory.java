package jp.tsunagi.organization.control;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.kernel.StaffId;
import jp.tsunagi.organization.boundary.OrganizationDirectory;
import jp.tsunagi.organization.entity.Directory;
import jp.tsunagi.organization.entity.OrganizationEntry;
import jp.tsunagi.organization.entity.Post;
import jp.tsunagi.organization.entity.StaffEntry;
import jp.tsunagi.platform.boundary.ActorDirectory;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.RecordChanged;
import jp.tsunagi.record.boundary.RecordRevisited;
import jp.tsunagi.record.boundary.ResourceKey;
import org.jspecify.annotations.Nullable;

/**
 * 名簿の現在. Holds the directory in memory. A committed change on this node makes it read again before
 * the next question is answered; what another node wrote is seen within seconds. While the database
 * is away the last known directory stands.
 */
@ApplicationScoped
public class LiveDirectory implements ActorDirectory, OrganizationDirectory {
  private static final Logger LOG = Logger.getLogger(LiveDirectory.class.getName());

  /**
   * How old the directory may be before it is read again without a reason: other nodes write too.
   */
  private static final Duration FRESH = Duration.ofSeconds(3);

  private record State(Directory directory, long revision, Instant readAt) {}

  private static final String CHANGED_HERE = "jp.tsunagi.organization.directory";

  @Resource private TransactionSynchronizationRegistry transactions;
  private DirectoryRepository repository;
  private Clock clock;
  private final AtomicLong revision = new AtomicLong();
  private volatile @Nullable State state;
  private volatile Instant retryAt = Instant.EPOCH;

  @SuppressWarnings("NullAway.Init")
  protected LiveDirectory() {}

  @Inject
  LiveDirectory(DirectoryRepository repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  void changing(@Observes @Priority(DirectoryProjector.PROJECTED - 1) RecordChanged change) {
    if (DirectoryProjector.isMadeOf(change.subject().type())
        && transactions.getTransactionKey() != null) {
      transactions.putResource(CHANGED_HERE, Optional.empty());
    }
  }

  void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) RecordChanged change) {
    if (DirectoryProjector.isMadeOf(change.subject().type())) {
      invalidate();
    }
  }

  void revisiting(@Observes @Priority(DirectoryProjector.PROJECTED - 1) RecordRevisited passed) {
    if (DirectoryProjector.isMadeOf(passed.key().type())
        && transactions.getTransactionKey() != null) {
      transactions.putResource(CHANGED_HERE, Optional.empty());
    }
  }

  void revisited(@Observes(during = TransactionPhase.AFTER_SUCCESS) RecordRevisited passed) {
    if (DirectoryProjector.isMadeOf(passed.key().type())) {
      invalidate();
    }
  }

  /** Makes the next question read the directory again. */
  public void invalidate() {
    revision.incrementAndGet();
    retryAt = Instant.EPOCH;
  }

  public Directory now() {
    State known = state;
    Instant now = clock.instant();
    if (known == null
        || known.revision() != revision.get()
        || known.readAt().plus(FRESH).isBefore(now)) {
      return read(now);
    }
    return known.directory();
  }

  // A transaction that changed the directory sees its own changes, others the last commit.
  private Directory seenHere() {
    if (transactions.getTransactionKey() == null
        || !(transactions.getResource(CHANGED_HERE) instanceof Optional<?> seen)) {
      return now();
    }
    if (seen.isPresent()) {
      return (Directory) seen.get();
    }
    Directory directory = repository.load();
    transactions.putResource(CHANGED_HERE, Optional.of(directory));
    return directory;
  }

  private synchronized Directory read(Instant now) {
    State known = state;
    long wanted = revision.get();
    if (known != null
        && known.revision() == wanted
        && (!known.readAt().plus(FRESH).isBefore(now) || now.isBefore(retryAt))) {
      return known.directory();
    }
    try {
      Directory directory = repository.load();
      state = new State(directory, wanted, now);
      return directory;
    } catch (RuntimeException e) {
      if (known == null) {
        throw new ProblemException(ProblemCode.BUSY);
      }
      LOG.log(Level.WARNING, "the directory cannot be read; the last known one stands", e);
      retryAt = now.plus(FRESH);
      state = new State(known.directory(), wanted, known.readAt());
      return known.directory();
    }
  }

  @Override
  public Actor resolve(String user, String displayName, Set<Role> roles, boolean client) {
    return now().resolve(user, displayName, roles, client, clock.instant());
  }

  @Override
  public boolean isRetired(String user, boolean client) {
    return now().isRetired(user, client);
  }

  @Override
  public Optional<String> nameOf(OrganizationId organization) {
    return now().organization(organization).map(OrganizationEntry::name);
  }

  @Override
  public Optional<String> nameOf(StaffId staff) {
    return now().person(staff).map(StaffEntry::name);
  }

  @Override
  public Optional<String> cityOf(OrganizationId organization) {
    return seenHere().cityOf(organization);
  }

  @Override
  public Set<OrganizationId> organizationsOf(String city) {
    return now().organizationsOf(city);
  }

  @Override
  public Set<AreaCode> areasOf(OrganizationId organization) {
    return now()
        .organization(organization)
        .map(OrganizationEntry::areas)
        .map(Set::copyOf)
        .orElse(Set.of());
  }

  @Override
  public Optional<OrganizationId> ofCentre(String centre) {
    return now().ofCentre(centre).map(OrganizationEntry::id);
  }

  @Override
  public Optional<String> centreOf(OrganizationId organization) {
    return now()
        .organization(organization)
        .flatMap(entry -> entry.centres().stream().sorted().findFirst());
  }

  @Override
  public Optional<OrganizationId> behind(String reference) {
    return behind(seenHere(), reference);
  }

  private Optional<OrganizationId> behind(Directory directory, String reference) {
    ResourceKey key = ResourceKey.ofReference(reference);
    switch (key.type()) {
      case "Organization":
        return Optional.of(new OrganizationId(key.id()));
      case "PractitionerRole":
        return directory
            .post(key.id())
            .filter(post -> post.isInForce(clock.instant()))
            .flatMap(post -> Optional.ofNullable(post.organization()));
      case "Practitioner":
        Set<OrganizationId> employers =
            directory.employersOf(new StaffId(key.id()), clock.instant());
        return employers.size() == 1 ? employers.stream().findFirst() : Optional.empty();
      default:
        return Optional.empty();
    }
  }

  @Override
  public Optional<String> nameBehind(String reference) {
    ResourceKey key = ResourceKey.ofReference(reference);
    return switch (key.type()) {
      case "Organization" -> nameOf(new OrganizationId(key.id()));
      case "PractitionerRole" -> now().post(key.id()).flatMap(post -> nameOf(post.staff()));
      case "Practitioner" -> nameOf(new StaffId(key.id()));
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<String> nameOfUser(String user) {
    return now().nameOfUser(user);
  }

  @Override
  public @Nullable String postOf(String user) {
    return now()
        .activePost(user, Set.of(Role.values()), clock.instant())
        .map(post -> new ResourceKey("PractitionerRole", post.id()).toString())
        .orElse(null);
  }

  /** The posts a person may choose from. */
  public List<Post> postsOf(String user) {
    return now().postsOf(user, clock.instant());
  }
}
