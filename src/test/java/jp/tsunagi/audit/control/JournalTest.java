package jp.tsunagi.audit.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jp.tsunagi.audit.entity.AuditRow;
import jp.tsunagi.audit.entity.ChainLink;
import jp.tsunagi.audit.entity.JournalRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final long BIG = 1 << 20;

  @TempDir Path folder;

  @Test
  void gives_back_what_was_appended_in_order_and_chained() throws IOException {
    try (Journal journal = Journal.open(folder, BIG)) {
      append(journal, 1, 3);
      journal.appendCommitted("row-4", ChainLink.digest(content(4)));

      List<JournalRecord> records = all(journal, 0);

      assertEquals(List.of("row-1", "row-2", "row-3", "row-4"), ids(records));
      assertArrayEquals(content(2), records.get(1).content());
      assertEquals(List.of("resident-2"), records.get(1).row().residents());
      assertEquals(JournalRecord.Kind.COMMITTED, records.get(3).kind());
      byte[] previous = ChainLink.genesis();
      for (JournalRecord record : records) {
        assertArrayEquals(
            ChainLink.hash(previous, record.link().seq(), record.link().digest()),
            record.link().hash());
        previous = record.link().hash();
      }
    }
  }

  @Test
  void goes_on_where_it_ended_without_having_been_closed() throws IOException {
    Journal killed = Journal.open(folder, BIG);
    append(killed, 1, 2);
    Path copy = copyOf(folder);

    try (Journal again = Journal.open(copy, BIG)) {
      assertEquals(2, again.lastSeq());
      append(again, 3, 3);
      assertEquals(List.of("row-1", "row-2", "row-3"), ids(all(again, 0)));
    }
    killed.close();
  }

  // The dead process's lock goes with it; a copy of its folder is what its successor finds.
  private static Path copyOf(Path folder) throws IOException {
    Path copy = Files.createTempDirectory("journal");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  @Test
  void removes_a_torn_tail_and_keeps_all_before_it() throws IOException {
    try (Journal journal = Journal.open(folder, BIG)) {
      append(journal, 1, 3);
    }
    Path file = segment();
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 5));

    try (Journal journal = Journal.open(folder, BIG)) {
      assertEquals(2, journal.lastSeq());
      append(journal, 9, 9);
      assertEquals(List.of("row-1", "row-2", "row-9"), ids(all(journal, 0)));
    }
  }

  @Test
  void takes_a_record_with_a_wrong_checksum_for_the_end() throws IOException {
    try (Journal journal = Journal.open(folder, BIG)) {
      append(journal, 1, 2);
    }
    Files.write(segment(), new byte[] {0, 0, 0, 90, 1, 2, 3, 4, 5}, StandardOpenOption.APPEND);

    try (Journal journal = Journal.open(folder, BIG)) {
      assertEquals(2, journal.lastSeq());
    }
  }

  private Path segment() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".log")).findFirst().orElseThrow();
    }
  }

  @Test
  void reads_on_over_segments_and_forgets_those_that_are_replayed() throws IOException {
    try (Journal journal = Journal.open(folder, 400)) {
      append(journal, 1, 20);

      assertEquals(20, all(journal, 0).size());
      assertEquals(List.of("row-19", "row-20"), ids(all(journal, 18)));
      journal.forget(20, 1);

      assertTrue(journal.after(0).isEmpty());
      assertEquals(List.of("row-20"), ids(all(journal, 19)));
    }
    try (Journal journal = Journal.open(folder, 400)) {
      assertEquals(20, journal.lastSeq());
    }
  }

  @Test
  void tells_the_same_from_memory_and_from_the_file() throws IOException {
    try (Journal journal = Journal.open(folder, 4_000)) {
      append(journal, 1, 30);
      Journal.Position early = journal.read(journal.after(0).orElseThrow()).next();
      append(journal, 31, 60);
      List<JournalRecord> fresh = journal.read(early).records();
      append(journal, 61, 61);

      // Read from further on first: what lies before is then in the file alone.
      assertEquals(List.of("row-61"), ids(all(journal, 60)));
      List<JournalRecord> filed = all(journal, 30);

      assertEquals(ids(filed).subList(0, 30), ids(fresh));
      for (int i = 0; i < fresh.size(); i++) {
        assertArrayEquals(filed.get(i).bytes(), fresh.get(i).bytes());
        assertEquals(filed.get(i).row(), fresh.get(i).row());
      }
    }
  }

  @Test
  void keeps_no_more_in_memory_than_a_stalled_reader_may_cost() throws IOException {
    try (Journal journal = Journal.open(folder, 64 << 20)) {
      int rows = (6 << 20) / row(1).content().length;
      append(journal, 1, rows);

      assertEquals(rows, all(journal, 0).size());
    }
  }

  @Test
  void is_held_by_one_process_at_a_time() throws IOException {
    try (Journal journal = Journal.open(folder, BIG)) {
      assertTrue(journal.isSound());
      assertThrows(UncheckedIOException.class, () -> Journal.open(folder, BIG));
    }
  }

  @Test
  void accepts_nothing_after_it_was_closed() throws IOException {
    Journal journal = Journal.open(folder, BIG);
    journal.close();

    assertThrows(IllegalStateException.class, () -> append(journal, 1, 1));
  }

  private static void append(Journal journal, int from, int to) {
    for (int i = from; i <= to; i++) {
      journal.append(row(i));
    }
    journal.sync();
  }

  private static AuditRow row(int i) {
    return new AuditRow(
        "row-" + i,
        Instant.EPOCH.plusSeconds(i),
        "node",
        new AuditRow.Who("sato", "佐藤 恵", "person", "care-manager", null, null),
        null,
        "read",
        "permitted",
        "team-and-consent",
        List.of(),
        null,
        List.of("resident-" + i),
        List.of(),
        null,
        false,
        null);
  }

  private static byte[] content(int i) {
    return row(i).content();
  }

  private static List<JournalRecord> all(Journal journal, long after) throws IOException {
    List<JournalRecord> all = new ArrayList<>();
    Journal.Position position = journal.after(after).orElseThrow();
    for (Journal.Batch batch = journal.read(position);
        !batch.records().isEmpty();
        batch = journal.read(position)) {
      batch.records().stream().filter(record -> record.link().seq() > after).forEach(all::add);
      position = batch.next();
    }
    return all;
  }

  private static List<String> ids(List<JournalRecord> records) {
    return records.stream().map(record -> record.link().rowId()).toList();
  }
}
