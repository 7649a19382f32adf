package jp.tsunagi.audit.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
      journal.append("row-" + i, content(i));
    }
    journal.sync();
  }

  private static byte[] content(int i) {
    return ("{\"row\":" + i + "}").getBytes(StandardCharsets.UTF_8);
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
