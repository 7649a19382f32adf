package jp.tsunagi.organization.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.audit.boundary.Audited;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.organization.control.ActivePost;
import jp.tsunagi.organization.control.OrganizationConfig;
import jp.tsunagi.organization.entity.Post;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.LiveEventOrder;
import jp.tsunagi.platform.boundary.ProblemException;
import org.jspecify.annotations.Nullable;

/** 自分の職務. Tells the signed-in person who she is here, and lets her act in another of her posts. */
@ApplicationScoped
public class MyPostService {
  private static final String DIRECTORY = "directory";

  private CurrentActor current;
  private ActivePost posts;
  private OrganizationDirectory directory;
  private OrganizationConfig config;
  private LiveEventOrder events;
  private AuditScope audit;

  @SuppressWarnings("NullAway.Init")
  protected MyPostService() {}

  @Inject
  MyPostService(
      CurrentActor current,
      ActivePost posts,
      OrganizationDirectory directory,
      OrganizationConfig config,
      LiveEventOrder events,
      AuditScope audit) {
    this.current = current;
    this.posts = posts;
    this.directory = directory;
    this.config = config;
    this.events = events;
    this.audit = audit;
  }

  @Audited(AuditAction.READ)
  public Me me() {
    Actor actor = current.get();
    audit.ground(DIRECTORY, "").resource("me");
    Optional<String> active = posts.active(actor).map(Post::id);
    return new Me(
        actor.user(),
        actor.name(),
        actor.roles().stream().map(Role::code).sorted().toList(),
        employer(actor.organization()),
        actor.kind() == Actor.Kind.PERSON ? choices(actor.user(), active) : List.of(),
        actor.areas().stream().map(AreaCode::value).toList(),
        actor.kind() == Actor.Kind.CLIENT,
        config.idleLockMinutes(actor.roles()),
        events.lastPlace());
  }

  /** Acts in another of one's own posts from the next request on. */
  @Audited(AuditAction.UPDATE)
  @Transactional
  public void choose(ChoosePost command) {
    Actor actor = current.get();
    if (command.id() == null || command.id().isBlank()) {
      throw ProblemException.invalid("id", "required");
    }
    Post post =
        posts.of(actor.user()).stream()
            .filter(own -> own.id().equals(command.id()))
            .findFirst()
            .orElseThrow(ProblemException::notFound);
    audit.ground(DIRECTORY, "").resource("PractitionerRole/" + post.id());
    posts.choose(actor.user(), post.id());
  }

  private List<Me.PostChoice> choices(String user, Optional<String> active) {
    return posts.of(user).stream()
        .map(
            post ->
                new Me.PostChoice(
                    post.id(),
                    employer(post.organization()),
                    post.roles().stream().map(Role::code).sorted().findFirst().orElse(null),
                    active.equals(Optional.of(post.id()))))
        .toList();
  }

  private Me.@Nullable Employer employer(@Nullable OrganizationId id) {
    return id == null ? null : new Me.Employer(id.value(), directory.nameOf(id).orElse(id.value()));
  }
}
