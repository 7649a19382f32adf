package jp.tsunagi.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import jp.tsunagi.fixture.LocalDataSource;
import jp.tsunagi.record.control.LocalTransaction;
import jp.tsunagi.record.control.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 要救助. Who is to be rescued by the reports there are, and which report takes whose place. */
class RescueFactsDatabaseTest {
  private static final String HER = "rescue-test-a";
  private static final String OTHER = "rescue-test-b";
  private static final String PLAN = "rescue-test-plan";

  private final ProjectionRepository projection =
      new ProjectionRepository(new LocalDataSource(new LocalTransaction()));

  @BeforeEach
  @AfterEach
  void clear() throws SQLException {
    for (String delete :
        List.of(
            "DELETE FROM rescue_fact WHERE plan_id='" + PLAN + "'",
            "DELETE FROM rescue_fact_replaced WHERE resident_id LIKE 'rescue-test-%'")) {
      try (Connection database = TestDatabase.connect();
          PreparedStatement statement = database.prepareStatement(delete)) {
        statement.executeUpdate();
      }
    }
  }

  private void reported(long sid, String id, String resident, boolean rescue, String... replaced) {
    projection.putFact(
        sid, new StandingMapper.Fact(id, resident, PLAN, rescue, sid, Set.of(replaced)));
  }

  private static List<String> toBeRescued() throws SQLException {
    List<String> found = new java.util.ArrayList<>();
    try (Connection database = TestDatabase.connect();
        PreparedStatement statement =
            database.prepareStatement(
                "SELECT f.resident_id FROM "
                    + RescueFacts.standing("f", "f.resident_id")
                    + " AND f.plan_id='"
                    + PLAN
                    + "' ORDER BY 1");
        var rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  @Test
  void a_report_takes_the_place_of_one_on_the_same_resident() throws SQLException {
    reported(1, "fact-1", HER, true);
    assertEquals(List.of(HER), toBeRescued());

    reported(2, "fact-2", HER, false, "fact-1");
    assertEquals(List.of(), toBeRescued());
  }

  @Test
  void a_report_on_another_resident_takes_the_place_of_none() throws SQLException {
    reported(1, "fact-1", HER, true);
    reported(2, "fact-2", OTHER, false, "fact-1");

    assertEquals(List.of(HER), toBeRescued());
  }
}
