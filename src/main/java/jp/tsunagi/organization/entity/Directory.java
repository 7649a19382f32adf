package jp.tsunagi.organization.entity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.kernel.StaffId;
import org.jspecify.annotations.Nullable;

/**
 * 名簿 (事業所・職員). Everybody and every body as of one commit: who works where, in which post, for which
 * areas and which city. Immutable; a change makes a new one.
 */
public final class Directory {
  /** Roles that need no post: they look after the system, or are no staff at all. */
  private static final Set<Role> WITHOUT_POST =
      EnumSet.of(Role.AUDITOR, Role.SYSTEM_ADMIN, Role.RESIDENT, Role.FAMILY);

  private final Map<OrganizationId, OrganizationEntry> organizations = new HashMap<>();
  private final Map<StaffId, StaffEntry> staff = new HashMap<>();
  private final Map<String, List<StaffEntry>> byUser = new HashMap<>();
  private final Set<String> retiredUsers = new HashSet<>();
  private final Map<String, String> namesByUser = new HashMap<>();
  private final Map<StaffId, List<Post>> posts;
  private final Map<String, Post> byPost = new TreeMap<>();
  private final Map<String, String> chosen;
  private final Map<OrganizationId, Optional<String>> cities = new HashMap<>();
  private final Optional<String> onlyCity;

  public Directory(
      Collection<OrganizationEntry> organizations,
      Collection<StaffEntry> staff,
      Collection<Post> posts,
      Map<String, String> chosenPosts) {
    organizations.forEach(entry -> this.organizations.put(entry.id(), entry));
    for (StaffEntry entry : staff) {
      this.staff.put(entry.id(), entry);
      if (entry.user() != null && (entry.active() || !namesByUser.containsKey(entry.user()))) {
        namesByUser.put(entry.user(), entry.name());
      }
      if (entry.user() != null && entry.active()) {
        byUser.computeIfAbsent(entry.user(), user -> new ArrayList<>()).add(entry);
      } else if (entry.user() != null) {
        retiredUsers.add(entry.user());
      }
    }
    retiredUsers.removeAll(byUser.keySet());
    this.posts =
        posts.stream()
            .sorted(Comparator.comparing(Post::id))
            .collect(Collectors.groupingBy(Post::staff));
    posts.forEach(post -> byPost.put(post.id(), post));
    chosen = Map.copyOf(chosenPosts);
    List<String> known =
        organizations.stream()
            .map(OrganizationEntry::ownCity)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    onlyCity = known.size() == 1 ? Optional.of(known.get(0)) : Optional.empty();
    this.organizations.keySet().forEach(id -> cities.put(id, findCity(id)));
  }

  public static Directory empty() {
    return new Directory(List.of(), List.of(), List.of(), Map.of());
  }

  public Optional<OrganizationEntry> organization(OrganizationId id) {
    return Optional.ofNullable(organizations.get(id));
  }

  public Collection<OrganizationEntry> organizations() {
    return organizations.values();
  }

  public Optional<StaffEntry> person(StaffId id) {
    return Optional.ofNullable(staff.get(id));
  }

  /** Name of the person with this account, whether she still works here or not. */
  public Optional<String> nameOfUser(String user) {
    return Optional.ofNullable(namesByUser.get(user));
  }

  public Optional<Post> post(String id) {
    return Optional.ofNullable(byPost.get(id));
  }

  public Optional<OrganizationEntry> ofClient(String clientId) {
    return organizations.values().stream()
        .filter(entry -> entry.active() && entry.clients().contains(clientId))
        .findFirst();
  }

  public Optional<OrganizationEntry> ofCentre(String centre) {
    return organizations.values().stream()
        .filter(entry -> entry.active() && entry.centres().contains(centre))
        .findFirst();
  }

  /**
   * Whether every person with this account, or every body with this system, is registered as no
   * longer active.
   */
  public boolean isRetired(String user, boolean client) {
    return client
        ? ofClient(user).isEmpty()
            && organizations.values().stream().anyMatch(entry -> entry.clients().contains(user))
        : retiredUsers.contains(user);
  }

  /** The municipality a body belongs to, five digits. */
  public Optional<String> cityOf(OrganizationId id) {
    return cities.getOrDefault(id, Optional.empty());
  }

  public Set<OrganizationId> organizationsOf(String city) {
    return cities.entrySet().stream()
        .filter(entry -> entry.getValue().equals(Optional.of(city)))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The person's posts in force, in the order of their ids. */
  public List<Post> postsOf(String user, Instant now) {
    return byUser.getOrDefault(user, List.of()).stream()
        .flatMap(person -> posts.getOrDefault(person.id(), List.of()).stream())
        .filter(post -> post.isInForce(now) && worksFor(post))
        .sorted(Comparator.comparing(Post::id))
        .toList();
  }

  /** Bodies the person works for now. */
  public Set<OrganizationId> employersOf(StaffId person, Instant now) {
    Set<OrganizationId> employers = new HashSet<>();
    for (Post post : posts.getOrDefault(person, List.of())) {
      if (post.organization() != null && post.isInForce(now)) {
        employers.add(post.organization());
      }
    }
    return employers;
  }

  /** The post the person acts in: the chosen one, else the first whose role the token grants. */
  public Optional<Post> activePost(String user, Set<Role> granted, Instant now) {
    List<Post> inForce = postsOf(user, now);
    String choice = chosen.get(user);
    return inForce.stream()
        .filter(post -> post.id().equals(choice))
        .findFirst()
        .or(
            () ->
                inForce.stream()
                    .filter(post -> post.roles().stream().anyMatch(granted::contains))
                    .findFirst())
        .or(() -> inForce.stream().findFirst());
  }

  /** Who asks, as of now. */
  public Actor resolve(
      String user, String displayName, Set<Role> granted, boolean client, Instant now) {
    return client ? system(user, displayName, granted) : person(user, displayName, granted, now);
  }

  private Actor person(String user, String displayName, Set<Role> granted, Instant now) {
    Optional<Post> post = activePost(user, granted, now);
    Optional<StaffEntry> person =
        post.flatMap(active -> person(active.staff()))
            .or(() -> byUser.getOrDefault(user, List.of()).stream().findFirst());
    Set<Role> roles = EnumSet.noneOf(Role.class);
    roles.addAll(granted);
    roles.retainAll(post.map(Post::roles).orElse(WITHOUT_POST));
    Optional<OrganizationEntry> employer =
        post.flatMap(active -> Optional.ofNullable(active.organization()))
            .flatMap(this::organization);
    return new Actor(
        user,
        person.map(StaffEntry::name).orElse(displayName),
        roles,
        person.map(StaffEntry::id).orElse(null),
        employer.map(OrganizationEntry::id).orElse(null),
        employer.map(OrganizationEntry::name).orElse(null),
        employer.flatMap(entry -> cityOf(entry.id())).orElse(null),
        areas(post.orElse(null), employer.orElse(null)),
        Actor.Kind.PERSON);
  }

  private Actor system(String client, String displayName, Set<Role> granted) {
    Optional<OrganizationEntry> owner = ofClient(client);
    return new Actor(
        client,
        owner.map(OrganizationEntry::name).orElse(displayName),
        owner.isPresent() ? granted : Set.of(),
        null,
        owner.map(OrganizationEntry::id).orElse(null),
        owner.map(OrganizationEntry::name).orElse(null),
        owner.flatMap(entry -> cityOf(entry.id())).orElse(null),
        areas(null, owner.orElse(null)),
        Actor.Kind.CLIENT);
  }

  private static List<AreaCode> areas(@Nullable Post post, @Nullable OrganizationEntry employer) {
    if (post != null && !post.areas().isEmpty()) {
      return post.areas();
    }
    return employer == null ? List.of() : employer.areas();
  }

  private boolean worksFor(Post post) {
    return post.organization() == null
        || organization(post.organization()).map(OrganizationEntry::active).orElse(true);
  }

  private Optional<String> findCity(OrganizationId id) {
    return cityOf(id, this::organization, onlyCity);
  }

  /**
   * The municipality of a body: up by {@code partOf}, by who registered it where there is none, to
   * a municipality; then by the areas it serves. What the system itself put in belongs to the one
   * city there is.
   */
  public static Optional<String> cityOf(
      OrganizationId id,
      Function<OrganizationId, Optional<OrganizationEntry>> lookup,
      Optional<String> onlyCity) {
    Set<OrganizationId> seen = new HashSet<>();
    OrganizationId next = id;
    while (next != null && seen.add(next)) {
      OrganizationEntry entry = lookup.apply(next).orElse(null);
      if (entry == null) {
        break;
      }
      if (entry.ownCity() != null) {
        return Optional.of(entry.ownCity());
      }
      if (entry.partOf() == null && !entry.areas().isEmpty()) {
        return Optional.of(entry.areas().get(0).city());
      }
      next = entry.partOf() != null ? entry.partOf() : entry.creator();
    }
    return onlyCity;
  }
}
