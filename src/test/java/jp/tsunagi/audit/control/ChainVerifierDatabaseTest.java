package jp.tsunagi.audit.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.tsunagi.audit.boundary.ChainHeads;
import jp.tsunagi.audit.boundary.ChainReport;
import jp.tsunagi.audit.entity.AuditRow;
import jp.tsunagi.audit.entity.ChainLink;
import jp.tsunagi.audit.entity.JournalRecord;
import jp.tsunagi.fixture.LocalDataSource;
import jp.tsunagi.launcher.DatabaseAccess;
import jp.tsunagi.record.control.LocalTransaction;
import jp.tsunagi.record.control.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever somebody does to the trail by SQL is found, and the first broken row is named. */
class ChainVerifierDatabaseTest {
  private static final String NODE = "table-node";
  private static final Instant THEN = Instant.parse("2026-09-10T04:00:00Z");
  private static final int ROWS = 6;

  private final AuditRepository repository =
      new AuditRepository(new LocalDataSource(new LocalTransaction()));
  private final List<ChainLink> links = new ArrayList<>();
  @TempDir Path folder;

  @BeforeEach
  void write_a_chain_of_six_rows() throws SQLException {
    clear();
    List<JournalRecord> records = new ArrayList<>();
    byte[] head = ChainLink.genesis();
    for (int i = 1; i <= ROWS; i++) {
      byte[] content = row(i).content();
      ChainLink link = ChainLink.next(head, i, id(i), ChainLink.digest(content));
      links.add(link);
      records.add(new JournalRecord(JournalRecord.Kind.ROW, link, content));
      head = link.hash();
    }
    repository.insertReplayed(NODE, records);
  }

  @AfterEach
  void clear() throws SQLException {
    for (String table :
        List.of("audit_row", "audit_row_resident", "audit_chain", "audit_unchained")) {
      update("DELETE FROM " + table);
    }
  }

  private static String id(int number) {
    return "00000000-0000-7000-8000-00000000000" + number;
  }

  private static AuditRow row(int number) {
    return new AuditRow(
        id(number),
        THEN.plusSeconds(number),
        NODE,
        new AuditRow.Who("sato", "佐藤 恵", "person", "care-manager", "kinunosato", null),
        null,
        "read",
        "permitted",
        "team-and-consent",
        List.of(),
        "care-record",
        List.of("hana"),
        List.of("Patient/hana"),
        null,
        false,
        null);
  }

  private static void update(String sql, Object... values) throws SQLException {
    try (Connection connection = TestDatabase.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  private String verified(List<ChainHeads> kept) {
    ChainReport report =
        new ChainVerifier(repository, Clock.fixed(THEN.plusSeconds(60), ZoneOffset.UTC))
            .verify(kept);
    return report.nodes().stream()
        .map(ChainReport.NodeChain::broken)
        .filter(Objects::nonNull)
        .map(broken -> broken.seq() + " " + broken.why())
        .findFirst()
        .orElse(report.sound() ? "sound" : "stray " + report.strayRow());
  }

  private String verified() {
    return verified(List.of());
  }

  private List<ChainHeads> keptAt(int seq) {
    ChainLink link = links.get(seq - 1);
    return List.of(
        new ChainHeads(
            THEN, List.of(new ChainHeads.Head(NODE, seq, HexFormat.of().formatHex(link.hash())))));
  }

  @Test
  void what_was_written_is_sound() {
    assertEquals(List.of("sound", "sound"), List.of(verified(), verified(keptAt(4))));
    assertEquals(
        List.of(new ChainHeads.Head(NODE, ROWS, HexFormat.of().formatHex(links.get(5).hash()))),
        repository.heads());
  }

  @Test
  void a_changed_row_is_named() throws SQLException {
    update("UPDATE audit_row SET content=REPLACE(content,'sato','kato') WHERE id=?", id(3));
    assertEquals("3 row-changed", verified());
  }

  @Test
  void a_changed_column_that_only_helps_searching_is_named() throws SQLException {
    update("UPDATE audit_row SET at='2020-01-01' WHERE id=?", id(2));
    assertEquals("2 row-changed", verified());
  }

  @Test
  void a_row_deleted_in_the_middle_is_named() throws SQLException {
    update("DELETE FROM audit_row WHERE id=?", id(4));
    assertEquals("4 row-missing", verified());
  }

  @Test
  void a_row_deleted_with_its_link_leaves_a_gap() throws SQLException {
    update("DELETE FROM audit_row WHERE id=?", id(4));
    update("DELETE FROM audit_chain WHERE row_id=?", id(4));
    assertEquals("4 gap", verified());
  }

  @Test
  void links_numbered_anew_after_a_deletion_do_not_fit() throws SQLException {
    update("DELETE FROM audit_row WHERE id=?", id(4));
    update("DELETE FROM audit_chain WHERE row_id=?", id(4));
    update("UPDATE audit_chain SET seq=seq-1 WHERE seq>4 ORDER BY seq");
    assertEquals("4 link-changed", verified());
  }

  @Test
  void a_tail_cut_off_shows_against_a_kept_head() throws SQLException {
    List<ChainHeads> kept = keptAt(ROWS);
    update("DELETE FROM audit_row WHERE id>?", id(4));
    update("DELETE FROM audit_row_resident WHERE row_id>?", id(4));
    update("DELETE FROM audit_chain WHERE seq>4");
    assertEquals(List.of("sound", "5 tail-missing"), List.of(verified(), verified(kept)));
  }

  @Test
  void a_whole_chain_that_is_gone_shows_against_a_kept_head() throws SQLException {
    List<ChainHeads> kept = keptAt(2);
    clear();
    assertEquals("1 tail-missing", verified(kept));
  }

  @Test
  void a_chain_made_anew_from_a_changed_row_on_shows_against_a_kept_head() throws SQLException {
    List<ChainHeads> kept = keptAt(5);
    update("UPDATE audit_row SET content=REPLACE(content,'佐藤','加藤') WHERE id=?", id(3));
    byte[] head = links.get(1).hash();
    for (int i = 3; i <= ROWS; i++) {
      byte[] content = repository.rows(List.of(id(i))).stream().findFirst().orElseThrow().content();
      ChainLink link = ChainLink.next(head, i, id(i), ChainLink.digest(content));
      update("UPDATE audit_chain SET digest=?, hash=? WHERE seq=?", link.digest(), link.hash(), i);
      head = link.hash();
    }
    assertEquals(List.of("sound", "5 other-than-kept"), List.of(verified(), verified(kept)));
  }

  @Test
  void an_inserted_row_belongs_to_no_chain() throws SQLException {
    update(
        "INSERT INTO audit_row SELECT ?, at, node, user_name, action, outcome, ground, content"
            + " FROM audit_row WHERE id=?",
        id(9),
        id(1));
    assertEquals("stray " + id(9), verified());
  }

  @Test
  void a_row_slipped_into_the_queue_is_found_when_nobody_chains_it() throws SQLException {
    update(
        "INSERT INTO audit_unchained (row_id, node, written_at) VALUES (?,?,'2026-09-01')",
        id(9),
        NODE);
    assertEquals("stray " + id(9), verified());
  }

  @Test
  void a_row_that_is_no_longer_found_under_its_resident_is_named() throws SQLException {
    update("DELETE FROM audit_row_resident WHERE row_id=?", id(5));
    assertEquals("5 residents-changed", verified());
  }

  @Test
  void a_row_that_is_found_under_another_resident_is_named() throws SQLException {
    update("INSERT INTO audit_row_resident (resident_id, row_id) VALUES ('kiyo',?)", id(2));
    assertEquals("2 residents-changed", verified());
  }

  @Test
  void the_command_says_where_the_trail_is_broken_and_answers_1() throws SQLException {
    HeadFiles.write(folder, LocalDate.of(2026, 9, 10), keptAt(4).get(0));
    String sound = command(VerifyAudit.SOUND);
    update("DELETE FROM audit_row WHERE id=?", id(2));
    String broken = command(VerifyAudit.BROKEN);

    assertTrue(sound.contains("compared with 1 kept") && sound.endsWith("sound\n"), sound);
    assertTrue(
        broken.contains("BROKEN at row 2 of node " + NODE + " (" + id(2) + "): row-missing"),
        broken);
  }

  private String command(int expected) {
    DatabaseAccess access = TestDatabase.access();
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    int answer =
        VerifyAudit.run(
            new String[] {folder.toString()},
            Map.of(
                "TSUNAGI_DATABASE_URL", access.url(),
                "TSUNAGI_DATABASE_USER", access.user(),
                "TSUNAGI_DATABASE_PASSWORD", access.password()),
            new PrintStream(told, true, StandardCharsets.UTF_8));
    String text = told.toString(StandardCharsets.UTF_8);
    assertEquals(expected, answer, text);
    return text;
  }
}
