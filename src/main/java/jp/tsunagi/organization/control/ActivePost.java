package jp.tsunagi.organization.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.organization.entity.Post;

/** Which of a person's posts is the active one, and the choice of another. */
@ApplicationScoped
public class ActivePost {
  @Resource private TransactionSynchronizationRegistry transactions;
  private LiveDirectory directory;
  private DirectoryRepository repository;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected ActivePost() {}

  @Inject
  ActivePost(LiveDirectory directory, DirectoryRepository repository, Clock clock) {
    this.directory = directory;
    this.repository = repository;
    this.clock = clock;
  }

  public List<Post> of(String user) {
    return directory.postsOf(user);
  }

  public Optional<Post> active(Actor actor) {
    Set<Role> granted = actor.roles().isEmpty() ? Set.of(Role.values()) : actor.roles();
    return directory.now().activePost(actor.user(), granted, clock.instant());
  }

  public void choose(String user, String post) {
    repository.choose(user, post);
    transactions.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {}

          @Override
          public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
              directory.invalidate();
            }
          }
        });
  }
}
