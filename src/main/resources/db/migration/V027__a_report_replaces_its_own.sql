-- A report takes the place of earlier ones about the same resident only, whatever it names.
ALTER TABLE rescue_fact_replaced
  ADD COLUMN resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (fact_id, resident_id);

UPDATE rescue_fact_replaced x JOIN rescue_fact f ON f.fact_id = x.fact_id SET x.resident_id = f.resident_id;
