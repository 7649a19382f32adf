-- 監査記録: only ever inserted. content is the row as it was journaled, byte for byte; the other columns repeat it for
-- searching and are compared with it when the trail is verified.
CREATE TABLE audit_row (
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at DATETIME(6) NOT NULL,
  node VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  user_name VARCHAR(190) COLLATE utf8mb4_bin NOT NULL,
  action VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  outcome VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  ground VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  content MEDIUMBLOB NOT NULL,
  PRIMARY KEY (id),
  KEY audit_row_user (user_name, id),
  KEY audit_row_at (at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE audit_row_resident (
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  row_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (resident_id, row_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- One chain for each node, in the order of its journal: hash = SHA-256(previous hash, seq, digest of the row's content).
CREATE TABLE audit_chain (
  node VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  seq BIGINT NOT NULL,
  row_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  digest BINARY(32) NOT NULL,
  hash BINARY(32) NOT NULL,
  PRIMARY KEY (node, seq),
  KEY audit_chain_row (row_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- Rows committed with a write whose link in the chain is not yet here.
CREATE TABLE audit_unchained (
  row_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  node VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  written_at DATETIME(6) NOT NULL,
  PRIMARY KEY (row_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
