package jp.tsunagi.consent.control;

import static jp.tsunagi.consent.control.AccessRules.AFTER_CASE;
import static jp.tsunagi.consent.control.AccessRules.CARD;
import static jp.tsunagi.consent.control.AccessRules.CARD_AND_CASE;
import static jp.tsunagi.consent.control.AccessRules.CASE;
import static jp.tsunagi.consent.control.AccessRules.GLASS_BREAKERS;
import static jp.tsunagi.consent.control.AccessRules.IDENTITY;
import static jp.tsunagi.consent.control.AccessRules.OWN_RECORD;
import static jp.tsunagi.consent.control.AccessRules.PLAN;
import static jp.tsunagi.consent.control.AccessRules.ROSTER;
import static jp.tsunagi.consent.control.AccessRules.ROSTER_AND_PLAN;
import static jp.tsunagi.consent.control.AccessRules.SUPPORTERS;
import static jp.tsunagi.consent.control.AccessRules.WHOLE_RECORD;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.entity.ConsentPurpose;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.record.boundary.Visibility.Condition;

/**
 * 利用者についての条件. {@link AccessRules} once more, rule by rule, as conditions over one row {@code s} of
 * {@code resident_standing}: which residents the asker may see with a data set.
 */
final class ResidentConditions {
  /** Of one row {@code v_x} of {@code plan_supporter}; its four values are the time. */
  static final String NO_CONSENT_OF_HER_OWN =
      "NOT EXISTS (SELECT 1 FROM plan_supporter v_y WHERE v_y.resident_id=v_x.resident_id"
          + " AND v_y.supporter_id=v_x.supporter_id AND v_y.state=1 AND v_y.valid_from<=?"
          + " AND v_y.valid_until>? AND NOT EXISTS (SELECT 1 FROM plan_supporter v_z"
          + " WHERE v_z.resident_id=v_y.resident_id AND v_z.supporter_id=v_y.supporter_id"
          + " AND v_z.state=2 AND v_z.valid_from<=? AND v_z.valid_until>?"
          + " AND v_z.decided_at>=v_y.decided_at))";

  /**
   * Of one row {@code v_u} of {@code person_account}; its value is the account. An account that is
   * several residents' own is nobody's.
   */
  static final String ACCOUNT_OF_ONE =
      "v_u.user_name=? AND (v_u.kind<>1 OR NOT EXISTS (SELECT 1 FROM person_account v_v"
          + " WHERE v_v.user_name=v_u.user_name AND v_v.kind=1"
          + " AND v_v.resident_id<>v_u.resident_id))";

  private final Asking asking;
  private final List<Rule> rules = new ArrayList<>();

  /** A rule that applies to the asker: what it shows, and of whom. */
  private record Rule(Set<DataSet> view, Condition residents) {}

  ResidentConditions(Asking asking) {
    this.asking = asking;
    if (asking.has(Role.RESIDENT)) {
      add(OWN_RECORD, herself("v_s"));
    }
    if (asking.has(Role.FAMILY)) {
      add(CARD, familyView("v_s"));
    }
    if (asking.hasAny(Role.CARE) && !asking.organization().isEmpty()) {
      Condition team = inTeam("v_s");
      add(WHOLE_RECORD, Sql.all(team, consent("v_s", ConsentPurpose.NOTEBOOK_SHARING)));
      add(IDENTITY, Sql.all(team, Sql.any(hasLapsed("v_s"), hasOwnEntries("v_s"))));
    }
    if (asking.has(Role.CITY_WELFARE)) {
      add(WHOLE_RECORD, ofOwnCity("v_s"));
    }
    if (asking.has(Role.CITY_DISASTER)) {
      add(ROSTER, ofOwnCity("v_s"));
      add(ROSTER_AND_PLAN, Sql.all(ofOwnCity("v_s"), inEmergencyMode("v_s")));
    }
    if (asking.hasAny(SUPPORTERS)) {
      Condition here = livesInOwnArea("v_s");
      add(ROSTER, Sql.all(here, rosterInAdvance("v_s")));
      add(PLAN, Sql.all(here, planInAdvance("v_s")));
      add(ROSTER_AND_PLAN, Sql.all(here, inEmergencyMode("v_s")));
    }
    if (asking.hasAny(Role.FIRE)) {
      add(CARD, Sql.all(livesInOwnArea("v_s"), toBeRescued("v_s")));
      add(CARD_AND_CASE, hasCase("v_s", false));
      add(CASE, Sql.all(hasCase("v_s", true), livesInOwnArea("v_s"), rosterInAdvance("v_s")));
    }
    if (asking.hasAny(GLASS_BREAKERS)) {
      add(CARD, brokenGlass("v_s"));
    }
  }

  private void add(Set<DataSet> view, Condition residents) {
    if (!residents.equals(Sql.NEVER)) {
      rules.add(new Rule(view, residents));
    }
  }

  /** The residents the asker may see with this data set. */
  Condition seenWith(DataSet dataSet) {
    return Sql.any(
        rules.stream().filter(rule -> rule.view().contains(dataSet)).map(Rule::residents).toList());
  }

  /** The residents in whose team the asker's organization is, whatever they agreed to. */
  Condition ofOwnTeams() {
    return asking.hasAny(Role.CARE) && !asking.organization().isEmpty() ? inTeam("v_s") : Sql.NEVER;
  }

  private Condition herself(String s) {
    return Sql.of(
        "EXISTS (SELECT 1 FROM person_account v_u WHERE v_u.resident_id="
            + s
            + ".resident_id AND v_u.kind=1 AND "
            + ACCOUNT_OF_ONE
            + ")",
        asking.actor().user());
  }

  /** As {@link #consent}, of the asker as a person and not as an organization. */
  private Condition familyView(String s) {
    return Sql.of(
        "EXISTS (SELECT 1 FROM person_account v_u JOIN consent_decision v_g"
            + " ON v_g.resident_id=v_u.resident_id WHERE v_u.resident_id="
            + s
            + ".resident_id AND v_u.user_name=? AND v_u.kind=2 AND v_u.valid_from<=?"
            + " AND v_u.valid_until>? AND v_g.purpose=? AND v_g.state=1"
            + " AND v_g.reference IN ('',v_u.person) AND v_g.valid_from<=? AND v_g.valid_until>?"
            + " AND NOT EXISTS (SELECT 1 FROM consent_decision v_r"
            + " WHERE v_r.resident_id=v_g.resident_id AND v_r.purpose=v_g.purpose AND v_r.state=2"
            + " AND v_r.reference IN ('',v_u.person) AND v_r.valid_from<=? AND v_r.valid_until>?"
            + " AND (v_r.decided_at>v_g.decided_at OR (v_r.decided_at=v_g.decided_at"
            + " AND NOT (v_r.reference='' AND v_g.reference<>'')))))",
        asking.actor().user(),
        asking.now(),
        asking.now(),
        ConsentPurpose.FAMILY_VIEW.code(),
        asking.now(),
        asking.now(),
        asking.now(),
        asking.now());
  }

  private Condition inTeam(String s) {
    return Sql.of(
        "EXISTS (SELECT 1 FROM team_participant v_t WHERE v_t.resident_id="
            + s
            + ".resident_id AND v_t.organization_id=? AND v_t.valid_from<=? AND v_t.valid_until>?)",
        asking.organization(),
        asking.now(),
        asking.now());
  }

  private Condition consent(String s, ConsentPurpose purpose) {
    return Sql.of(
        "EXISTS (SELECT 1 FROM consent_decision v_g WHERE v_g.resident_id="
            + s
            + ".resident_id AND v_g.purpose=? AND v_g.state=1 AND v_g.organization_id IN ('',?)"
            + " AND v_g.valid_from<=? AND v_g.valid_until>?"
            + " AND NOT EXISTS (SELECT 1 FROM consent_decision v_r WHERE v_r.resident_id=v_g.resident_id"
            + " AND v_r.purpose=v_g.purpose AND v_r.state=2 AND v_r.organization_id IN ('',?)"
            + " AND v_r.valid_from<=? AND v_r.valid_until>? AND (v_r.decided_at>v_g.decided_at"
            + " OR (v_r.decided_at=v_g.decided_at AND NOT (v_r.organization_id=''"
            + " AND v_g.organization_id<>'')))))",
        purpose.code(),
        asking.organization(),
        asking.now(),
        asking.now(),
        asking.organization(),
        asking.now(),
        asking.now());
  }

  /** Nobody who is to help by a plan, or was asked to, is without a consent of her own. */
  static Condition allHelpersAgree(String s, long now) {
    return Sql.of(
        "NOT EXISTS (SELECT 1 FROM plan_supporter v_x WHERE v_x.resident_id="
            + s
            + ".resident_id AND "
            + NO_CONSENT_OF_HER_OWN
            + ")",
        now,
        now,
        now,
        now);
  }

  private Condition hasLapsed(String s) {
    return Sql.of(
        "EXISTS (SELECT 1 FROM consent_decision v_w WHERE v_w.resident_id="
            + s
            + ".resident_id AND v_w.purpose=? AND v_w.state IN (1,3)"
            + " AND v_w.organization_id IN ('',?) AND v_w.valid_from<=? AND NOT EXISTS (SELECT 1 FROM consent_decision v_l"
            + " WHERE v_l.consent_sid=v_w.consent_sid AND v_l.purpose=v_w.purpose"
            + " AND v_l.state=2 AND v_l.organization_id=?))",
        ConsentPurpose.NOTEBOOK_SHARING.code(),
        asking.organization(),
        asking.now(),
        asking.organization());
  }

  private Condition hasOwnEntries(String s) {
    return Sql.of(
        "EXISTS (SELECT 1 FROM compartment v_o JOIN resource v_e ON v_e.sid=v_o.sid WHERE v_o.resident_sid="
            + s
            + ".resident_sid AND v_e.author_organization=?)",
        asking.organization());
  }

  private Condition ofOwnCity(String s) {
    String city = asking.actor().city();
    return city == null ? Sql.NEVER : Sql.of(s + ".city=?", city);
  }

  private Condition livesInOwnArea(String s) {
    return Sql.any(asking.actor().areas().stream().map(area -> liesIn(s + ".area", area)).toList());
  }

  static Condition liesIn(String column, AreaCode area) {
    return Sql.of("(" + column + "=? OR " + column + " LIKE ?)", area.value(), area.value() + "-%");
  }

  private Condition rosterInAdvance(String s) {
    return asking.byLaws().onTheRoster() ? Sql.ALWAYS : consent(s, ConsentPurpose.ROSTER_ADVANCE);
  }

  private Condition planInAdvance(String s) {
    return asking.byLaws().onThePlan()
        ? Sql.ALWAYS
        : Sql.all(
            consent(s, ConsentPurpose.EVACUATION_PLAN_ADVANCE), allHelpersAgree(s, asking.now()));
  }

  private Condition inEmergencyMode(String s) {
    return Sql.of("EXISTS (SELECT 1 FROM " + modeAround(s) + ")", asking.now(), asking.now());
  }

  private static String modeAround(String s) {
    return "emergency_mode v_m WHERE v_m.starts<=? AND v_m.ends>? AND ("
        + s
        + ".area=v_m.area OR "
        + s
        + ".area LIKE CONCAT(v_m.area,'-%'))";
  }

  private Condition toBeRescued(String s) {
    return Sql.of(
        "EXISTS (SELECT 1 FROM "
            + modeAround(s)
            + " AND EXISTS (SELECT 1 FROM "
            + RescueFacts.standing("f", s + ".resident_id")
            + " AND f.plan_id=v_m.plan_id))",
        asking.now(),
        asking.now());
  }

  private Condition hasCase(String s, boolean exercise) {
    return Sql.around(
        "EXISTS (SELECT 1 FROM emergency_case_party v_p JOIN emergency_case_standing v_k"
            + " ON v_k.case_sid=v_p.case_sid WHERE v_p.resident_id="
            + s
            + ".resident_id AND v_k.exercise="
            + (exercise ? 1 : 0)
            + " AND ",
        List.of(),
        answered("v_k"),
        ")");
  }

  /** The cases the asker, as fire service, has now. */
  Condition answered(String k) {
    if (!asking.hasAny(Role.FIRE)) {
      return Sql.NEVER;
    }
    long since =
        asking.has(Role.FIRE_DISPATCH) ? asking.now() - AFTER_CASE.toMillis() : asking.now();
    List<Condition> whose = new ArrayList<>();
    asking.actor().areas().forEach(area -> whose.add(liesIn(k + ".area", area)));
    whose.add(anybodysOrOwn(k));
    return Sql.all(Sql.of(k + ".closed_at>?", since), Sql.any(whose));
  }

  /** The cases nobody knows the place of: anybody's until somebody took them, then the taker's. */
  Condition anybodysOrOwn(String k) {
    return Sql.of(
        "(" + k + ".area IS NULL AND (" + k + ".accepted=0 OR " + k + ".accepted_organization=?))",
        asking.organization());
  }

  private Condition brokenGlass(String s) {
    return Sql.of(
        "EXISTS (SELECT 1 FROM break_glass_grant v_b WHERE v_b.user_name=? AND v_b.resident_id="
            + s
            + ".resident_id AND v_b.opened_at<=? AND v_b.ends_at>?)",
        asking.actor().user(),
        asking.now(),
        asking.now());
  }
}
