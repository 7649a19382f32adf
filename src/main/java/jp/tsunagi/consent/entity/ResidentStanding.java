package jp.tsunagi.consent.entity;

import java.util.List;
import java.util.Set;
import jp.tsunagi.kernel.AreaCode;
import org.jspecify.annotations.Nullable;

/**
 * 利用者の開示上の状況. All an access decision needs to know about one resident, as far as it concerns the
 * one who asks.
 *
 * @param city five digits of the municipality that keeps the resident
 * @param area where the resident lives, if that is a known place
 * @param teams support teams the asking organization is named in
 * @param consents decisions that concern the asking organization
 * @param supporters who is to help by the resident's plan, or was asked to
 * @param cases emergency cases that are open or ended lately
 * @param modes emergency modes that run now, of every area
 * @param rescues disasters in which the resident was last reported in need of rescue
 * @param grants glass the asking person broke
 * @param accounts under which the asking person is the resident herself or belongs to her
 * @param ownEntries whether the asking organization wrote something about the resident
 */
public record ResidentStanding(
    String id,
    @Nullable String city,
    @Nullable AreaCode area,
    List<TeamPlace> teams,
    List<ConsentDecision> consents,
    List<PlanSupporter> supporters,
    List<CaseStanding> cases,
    List<Mode> modes,
    Set<String> rescues,
    List<Grant> grants,
    List<PersonAccount> accounts,
    boolean ownEntries) {
  public ResidentStanding {
    teams = List.copyOf(teams);
    consents = List.copyOf(consents);
    supporters = List.copyOf(supporters);
    cases = List.copyOf(cases);
    modes = List.copyOf(modes);
    rescues = Set.copyOf(rescues);
    grants = List.copyOf(grants);
    accounts = List.copyOf(accounts);
  }

  /** 支援チームでの席. */
  public record TeamPlace(String team, String organization, Span span) {}

  /**
   * 緊急モード.
   *
   * @param plan id of the disaster's CarePlan
   */
  public record Mode(String plan, AreaCode area, Span span) {}

  /** 緊急閲覧. */
  public record Grant(String id, String user, Span span) {}

  public boolean livesIn(AreaCode place) {
    return area != null && place.includes(area);
  }

  public boolean livesInAny(List<AreaCode> places) {
    return places.stream().anyMatch(this::livesIn);
  }
}
