package jp.tsunagi.consent.control;

import java.util.List;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.record.boundary.Visibility.Condition;

/** 事案についての条件. Which emergency cases the asker reads, and which she knows of. */
final class CaseConditions {
  private final Asking asking;
  private final ResidentConditions residents;

  CaseConditions(Asking asking, ResidentConditions residents) {
    this.asking = asking;
    this.residents = residents;
  }

  /** Cases the asker answers, takes over or sent, over a row of {@code emergency_case_standing}. */
  Condition read(String k) {
    Condition answers =
        asking.hasAny(Role.FIRE) ? Sql.all(residents.answered(k), drillOf(k)) : Sql.NEVER;
    Condition takesOver =
        asking.has(Role.CITY_DISASTER)
            ? Sql.all(Sql.of(k + ".closed_at>?", asking.now()), residents.anybodysOrOwn(k))
            : Sql.NEVER;
    Condition sent =
        asking.has(Role.EMERGENCY_CENTRE) && !asking.organization().isEmpty()
            ? Sql.of(k + ".centre_organization=?", asking.organization())
            : Sql.NEVER;
    return Sql.any(answers, takesOver, sent);
  }

  /** Cases of residents whose record the asker sees. */
  Condition ofResidents(String k) {
    Condition seen = residents.seenWith(DataSet.CARE_RECORD);
    return seen.equals(Sql.NEVER)
        ? Sql.NEVER
        : Sql.around(
            "EXISTS (SELECT 1 FROM emergency_case_party v_q JOIN resident_standing v_s"
                + " ON v_s.resident_id=v_q.resident_id WHERE v_q.case_sid="
                + k
                + ".case_sid AND ",
            List.of(),
            seen,
            ")");
  }

  /** Cases the city knows of: the open ones. */
  Condition listed(String k) {
    String city = asking.actor().city();
    if (!asking.has(Role.CITY_DISASTER)) {
      return Sql.NEVER;
    }
    Condition here =
        city == null
            ? Sql.of(k + ".area IS NULL")
            : Sql.any(
                Sql.of(k + ".area IS NULL"),
                Sql.of("(" + k + ".area=? OR " + k + ".area LIKE ?)", city, city + "-%"));
    return Sql.all(Sql.of(k + ".closed_at>?", asking.now()), here);
  }

  // A drill's case is shown only when all its residents agreed to be known in advance.
  private Condition drillOf(String k) {
    Condition seen = residents.seenWith(DataSet.EMERGENCY_CASE);
    return Sql.any(
        Sql.of(k + ".exercise=0"),
        Sql.around(
            "NOT EXISTS (SELECT 1 FROM emergency_case_party v_q LEFT JOIN resident_standing v_s"
                + " ON v_s.resident_id=v_q.resident_id WHERE v_q.case_sid="
                + k
                + ".case_sid AND (v_s.resident_sid IS NULL OR ",
            List.of(),
            Sql.not(seen),
            "))"));
  }
}
