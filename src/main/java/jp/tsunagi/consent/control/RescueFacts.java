package jp.tsunagi.consent.control;

/**
 * 要救助. When a resident counts as in need of rescue: somebody reported it, nobody replaced or
 * withdrew the report, and nobody who went there later saw anything else.
 */
final class RescueFacts {
  private RescueFacts() {}

  /**
   * The reports that stand, as a FROM and WHERE clause.
   *
   * @param f the alias of {@code rescue_fact}
   * @param resident the column or mark that names the resident
   */
  static String standing(String f, String resident) {
    return "rescue_fact "
        + f
        + " WHERE "
        + f
        + ".resident_id="
        + resident
        + " AND "
        + f
        + ".rescue=1 AND NOT EXISTS (SELECT 1 FROM rescue_fact_replaced x WHERE x.fact_id="
        + f
        + ".fact_id AND x.resident_id="
        + f
        + ".resident_id) AND NOT EXISTS (SELECT 1 FROM rescue_fact y WHERE y.resident_id="
        + f
        + ".resident_id AND y.plan_id="
        + f
        + ".plan_id AND y.rescue=0 AND y.observed_at>"
        + f
        + ".observed_at AND NOT EXISTS (SELECT 1 FROM rescue_fact_replaced z"
        + " WHERE z.fact_id=y.fact_id AND z.resident_id=y.resident_id))";
  }
}
