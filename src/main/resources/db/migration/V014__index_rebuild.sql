-- 索引の作り直し: how far it is, so that it goes on where it was broken off. One row.
CREATE TABLE index_rebuild (
  id TINYINT NOT NULL,
  state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  last_sid BIGINT NOT NULL,
  done BIGINT NOT NULL,
  of_about BIGINT NOT NULL,
  started_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB;
