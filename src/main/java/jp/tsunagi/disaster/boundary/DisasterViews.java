package jp.tsunagi.disaster.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import jp.tsunagi.disaster.entity.Disaster;
import jp.tsunagi.disaster.entity.EmergencyMode;
import jp.tsunagi.organization.boundary.OrganizationDirectory;
import org.jspecify.annotations.Nullable;

/** 災害の見せ方。 A disaster as of now, with the people who signed for it by name. */
@ApplicationScoped
class DisasterViews {
  private OrganizationDirectory directory;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected DisasterViews() {}

  @Inject
  DisasterViews(OrganizationDirectory directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
  }

  DisasterView of(Disaster disaster) {
    return DisasterView.of(disaster, clock.instant(), this::name);
  }

  DisasterView.Mode of(EmergencyMode mode) {
    return DisasterView.Mode.of(mode, clock.instant(), this::name);
  }

  private @Nullable String name(@Nullable String user) {
    return user == null ? null : directory.nameOfUser(user).orElse(user);
  }
}
