package jp.tsunagi.audit.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jp.tsunagi.audit.boundary.AuditQuery;
import jp.tsunagi.audit.boundary.ChainHeads;
import jp.tsunagi.audit.boundary.ChainReport;
import jp.tsunagi.audit.entity.AuditBlock;
import jp.tsunagi.audit.entity.AuditRow;
import jp.tsunagi.audit.entity.ChainLink;
import jp.tsunagi.audit.entity.JournalRecord;
import jp.tsunagi.audit.entity.JournalRecord.Kind;
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
  private static final int ROWS = 9;

  /** Rows of writes; the three before them are one block, the three after them another. */
  private static final List<Integer> WRITTEN = List.of(4, 5, 6);

  private final LocalDataSource database = new LocalDataSource(new LocalTransaction());
  private final AuditRepository written = new AuditRepository(database);
  private final AuditStore store = new AuditStore(database);
  private final List<ChainLink> links = new ArrayList<>();
  private final List<JournalRecord> records = new ArrayList<>();
  @TempDir Path folder;

  @BeforeEach
  void write_a_chain_of_nine_rows() throws SQLException {
    clear();
    byte[] head = ChainLink.genesis();
    for (int i = 1; i <= ROWS; i++) {
      byte[] content = row(i).content();
      ChainLink link = ChainLink.next(head, i, id(i), ChainLink.digest(content));
      links.add(link);
      boolean ofWrite = WRITTEN.contains(i);
      if (ofWrite) {
        written.insertWithWrite(row(i), content);
      }
      records.add(
          new JournalRecord(ofWrite ? Kind.COMMITTED : Kind.ROW, link, ofWrite ? null : content));
      head = link.hash();
    }
    store.insertReplayed(NODE, records.subList(0, 5));
    store.insertReplayed(NODE, records.subList(5, ROWS));
  }

  @AfterEach
  void clear() throws SQLException {
    for (String table :
        List.of(
            "audit_row",
            "audit_row_resident",
            "audit_chain",
            "audit_unchained",
            "audit_block",
            "audit_block_key")) {
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
        List.of("Consent/" + number),
        "care-record",
        number == 2 || number == 7 ? List.of("hana", "kiyo") : List.of("hana"),
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
        new ChainVerifier(store, written, Clock.fixed(THEN.plusSeconds(60), ZoneOffset.UTC))
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

  /** A record of another content, as somebody would write it who knows the format. */
  private static JournalRecord changed(JournalRecord record, byte[] digest) {
    String content = new String(record.ownContent(), StandardCharsets.UTF_8);
    ChainLink link = record.link();
    return new JournalRecord(
        Kind.ROW,
        new ChainLink(link.seq(), link.rowId(), digest, link.hash()),
        content.replace("佐藤", "加藤").getBytes(StandardCharsets.UTF_8));
  }

  private static void putBlock(String name, JournalRecord... records) throws SQLException {
    update(
        "UPDATE audit_block SET content=? WHERE last_row=?",
        AuditBlock.of(NODE, List.of(records)).content(),
        name);
  }

  @Test
  void what_was_written_is_sound() {
    assertEquals(List.of("sound", "sound"), List.of(verified(), verified(keptAt(4))));
    assertEquals(
        List.of(
            new ChainHeads.Head(NODE, ROWS, HexFormat.of().formatHex(links.get(ROWS - 1).hash()))),
        store.heads());
    assertEquals(ROWS, store.lastSeq(NODE));
  }

  @Test
  void rows_of_blocks_and_of_writes_are_found_together_newest_first() {
    AuditQuery all = AuditQuery.newest(100);

    assertEquals(
        IntStream.rangeClosed(1, ROWS).mapToObj(i -> id(ROWS + 1 - i)).toList(), found(all));
    assertEquals(List.of(id(5), id(4), id(3), id(2)), found(page(4, id(6))));
    assertEquals(List.of(id(9), id(8)), found(AuditQuery.newest(2)));
    assertEquals(List.of(id(7), id(2)), found(all.ofResident("kiyo")));
    assertEquals(List.of(), found(all.ofResident("yone")));
    assertEquals(
        List.of(id(7)),
        found(all.ofResident("kiyo").by("sato").between(THEN.plusSeconds(3), null)));
    assertEquals(
        List.of(id(3), id(2)), found(all.between(THEN.plusSeconds(2), THEN.plusSeconds(4))));
    assertEquals(ROWS, found(all.onGround("team-and-consent", null)).size());
    assertEquals(List.of(id(8)), found(all.onGround("team-and-consent", "Consent/8")));
    assertEquals(List.of(), found(all.by("ito")));
    assertEquals(List.of(), found(all.doing("export")));
    assertEquals(
        Arrays.asList(id(2), id(5), id(9), null),
        Stream.of(id(2), id(5), id(9), id(0))
            .map(id -> store.row(id).map(AuditRow::id).orElse(null))
            .toList());
  }

  private static AuditQuery page(int most, String before) {
    return AuditQuery.newest(most).after(before);
  }

  private List<String> found(AuditQuery query) {
    return store.find(query).stream().map(AuditRow::id).toList();
  }

  @Test
  void a_block_comes_into_the_database_once() {
    assertThrows(
        IllegalStateException.class, () -> store.insertReplayed(NODE, records.subList(0, 2)));
  }

  @Test
  void a_changed_row_is_named() throws SQLException {
    update("UPDATE audit_row SET content=REPLACE(content,'sato','kato') WHERE id=?", id(4));
    assertEquals("4 row-changed", verified());
  }

  @Test
  void a_changed_row_of_a_block_is_named() throws SQLException {
    JournalRecord second = changed(records.get(1), records.get(1).link().digest());
    putBlock(id(3), records.get(0), second, records.get(2));
    assertEquals("2 row-changed", verified());
  }

  @Test
  void a_changed_row_of_a_block_with_a_new_digest_does_not_fit_its_link() throws SQLException {
    JournalRecord third = records.get(2);
    byte[] digest = ChainLink.digest(changed(third, third.link().digest()).ownContent());
    putBlock(id(3), records.get(0), records.get(1), changed(third, digest));
    assertEquals("3 link-changed", verified());
  }

  @Test
  void a_row_taken_out_of_a_block_leaves_a_gap() throws SQLException {
    putBlock(id(9), records.get(6), records.get(8));
    assertEquals("8 gap", verified());
  }

  @Test
  void a_block_that_cannot_be_read_is_named_by_its_first_number() throws SQLException {
    update("UPDATE audit_block SET content=SUBSTRING(content,1,100) WHERE last_row=?", id(9));
    assertEquals("7 block-changed", verified());
    update("UPDATE audit_block SET content='' WHERE last_row=?", id(3));
    assertEquals("1 block-changed", verified());
  }

  @Test
  void a_block_that_is_gone_leaves_a_gap() throws SQLException {
    update("DELETE FROM audit_block WHERE last_row=?", id(3));
    assertEquals("1 gap", verified());
  }

  @Test
  void a_changed_column_of_a_block_that_only_helps_searching_is_named() throws SQLException {
    for (String change :
        List.of(
            "first_row='" + id(2) + "'",
            "first_at='2020-01-01'",
            "last_at='2020-01-01'",
            "hash=REPEAT('x',32)")) {
      update("UPDATE audit_block SET " + change + " WHERE last_row=?", id(9));
      assertEquals("7 block-changed", verified(), change);
      clear();
      write_a_chain_of_nine_rows();
    }
  }

  @Test
  void a_block_that_is_no_longer_found_under_its_resident_is_named() throws SQLException {
    update("DELETE FROM audit_block_key WHERE value='kiyo' AND last_row=?", id(3));
    assertEquals("1 block-changed", verified());
  }

  @Test
  void a_block_that_is_found_under_another_user_is_named() throws SQLException {
    update("INSERT INTO audit_block_key (kind, value, last_row) VALUES ('u','ito',?)", id(9));
    assertEquals("7 block-changed", verified());
    update("UPDATE audit_block_key SET last_row=? WHERE value='ito'", id(8));
    assertEquals("stray " + id(8), verified());
  }

  @Test
  void a_changed_column_that_only_helps_searching_is_named() throws SQLException {
    update("UPDATE audit_row SET at='2020-01-01' WHERE id=?", id(5));
    assertEquals("5 row-changed", verified());
  }

  @Test
  void a_row_deleted_in_the_middle_is_named() throws SQLException {
    update("DELETE FROM audit_row WHERE id=?", id(5));
    assertEquals("5 row-missing", verified());
  }

  @Test
  void a_row_deleted_with_its_link_leaves_a_gap() throws SQLException {
    update("DELETE FROM audit_row WHERE id=?", id(5));
    update("DELETE FROM audit_chain WHERE row_id=?", id(5));
    assertEquals("5 gap", verified());
  }

  @Test
  void links_numbered_anew_after_a_deletion_do_not_fit() throws SQLException {
    update("DELETE FROM audit_row WHERE id=?", id(5));
    update("DELETE FROM audit_chain WHERE row_id=?", id(5));
    update("UPDATE audit_chain SET seq=5 WHERE seq=6");
    assertEquals("5 link-changed", verified());
  }

  @Test
  void a_tail_cut_off_shows_against_a_kept_head() throws SQLException {
    List<ChainHeads> kept = keptAt(ROWS);
    update("DELETE FROM audit_block WHERE last_row=?", id(9));
    update("DELETE FROM audit_block_key WHERE last_row=?", id(9));
    assertEquals(List.of("sound", "7 tail-missing"), List.of(verified(), verified(kept)));
  }

  @Test
  void a_whole_chain_that_is_gone_shows_against_a_kept_head() throws SQLException {
    List<ChainHeads> kept = keptAt(2);
    clear();
    assertEquals("1 tail-missing", verified(kept));
  }

  @Test
  void a_chain_made_anew_from_a_changed_row_on_shows_against_a_kept_head() throws SQLException {
    List<ChainHeads> kept = keptAt(8);
    clear();
    byte[] head = links.get(5).hash();
    List<JournalRecord> anew = new ArrayList<>();
    for (int i = 7; i <= ROWS; i++) {
      byte[] content = changed(records.get(i - 1), head).ownContent();
      ChainLink link = ChainLink.next(head, i, id(i), ChainLink.digest(content));
      anew.add(new JournalRecord(Kind.ROW, link, content));
      head = link.hash();
    }
    for (int i : WRITTEN) {
      written.insertWithWrite(row(i), row(i).content());
    }
    store.insertReplayed(NODE, records.subList(0, 6));
    store.insertReplayed(NODE, anew);
    assertEquals(List.of("sound", "8 other-than-kept"), List.of(verified(), verified(kept)));
  }

  @Test
  void an_inserted_row_belongs_to_no_chain() throws SQLException {
    update(
        "INSERT INTO audit_row SELECT ?, at, node, user_name, action, outcome, ground, content"
            + " FROM audit_row WHERE id=?",
        id(0),
        id(4));
    assertEquals("stray " + id(0), verified());
  }

  @Test
  void a_row_slipped_into_the_queue_is_found_when_nobody_chains_it() throws SQLException {
    update(
        "INSERT INTO audit_unchained (row_id, node, written_at) VALUES (?,?,'2026-09-01')",
        id(0),
        NODE);
    assertEquals("stray " + id(0), verified());
  }

  @Test
  void a_row_that_is_no_longer_found_under_its_resident_is_named() throws SQLException {
    update("DELETE FROM audit_row_resident WHERE row_id=?", id(5));
    assertEquals("5 residents-changed", verified());
  }

  @Test
  void a_row_that_is_found_under_another_resident_is_named() throws SQLException {
    update("INSERT INTO audit_row_resident (resident_id, row_id) VALUES ('yone',?)", id(4));
    assertEquals("4 residents-changed", verified());
  }

  @Test
  void the_command_says_where_the_trail_is_broken_and_answers_1() throws SQLException {
    HeadFiles.write(folder, LocalDate.of(2026, 9, 10), keptAt(4).get(0));
    String sound = command(VerifyAudit.SOUND);
    update("DELETE FROM audit_row WHERE id=?", id(5));
    String broken = command(VerifyAudit.BROKEN);

    assertTrue(sound.contains("compared with 1 kept") && sound.endsWith("sound\n"), sound);
    assertTrue(
        broken.contains("BROKEN at row 5 of node " + NODE + " (" + id(5) + "): row-missing"),
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
