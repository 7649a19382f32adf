-- 読み取りの束: rows that came through the journal, carried over together; only ever inserted. content holds the journal's
-- own records, links included, deflated; the other columns and the keys repeat them for searching and are compared with
-- them when the trail is verified. A row that committed with a write stays in audit_row, its link in audit_chain.
CREATE TABLE audit_block (
  last_row CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  first_row CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  node VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  first_seq BIGINT NOT NULL,
  last_seq BIGINT NOT NULL,
  hash BINARY(32) NOT NULL,
  first_at DATETIME(6) NOT NULL,
  last_at DATETIME(6) NOT NULL,
  content MEDIUMBLOB NOT NULL,
  PRIMARY KEY (last_row),
  UNIQUE KEY audit_block_first (node, first_seq),
  KEY audit_block_last (node, last_seq),
  KEY audit_block_at (last_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- In which blocks a resident, a user or a ground is found.
CREATE TABLE audit_block_key (
  kind CHAR(1) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  value VARCHAR(190) COLLATE utf8mb4_bin NOT NULL,
  last_row CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (kind, value, last_row),
  KEY audit_block_key_row (last_row)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
