-- 連絡帳 (carenote): lists of notes, derived from Communication(note), and who has read them. ADR-0031.

-- 連絡. sid: of the Communication.
CREATE TABLE note_line (
  sid BIGINT NOT NULL,
  note_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sent_at DATETIME(3) NOT NULL,
  thread_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  valid TINYINT NOT NULL,
  PRIMARY KEY (sid),
  UNIQUE KEY note_line_id (note_id),
  KEY note_line_resident (resident_id, sent_at, sid),
  KEY note_line_sent (sent_at, sid),
  KEY note_line_thread (thread_id, sent_at)
) ENGINE = InnoDB;

-- 既読. Kept for good; no FHIR resource says it.
CREATE TABLE note_read (
  note_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reader VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  reader_name VARCHAR(200) NOT NULL,
  read_at DATETIME(3) NOT NULL,
  PRIMARY KEY (note_id, reader)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
