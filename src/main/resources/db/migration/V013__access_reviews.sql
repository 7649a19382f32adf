-- 緊急閲覧の点検: what the auditor found; one for each grant, never changed.
CREATE TABLE break_glass_review (
  grant_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  outcome VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  text VARCHAR(2000) NULL,
  reviewer VARCHAR(190) COLLATE utf8mb4_bin NOT NULL,
  reviewed_at BIGINT NOT NULL,
  PRIMARY KEY (grant_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

ALTER TABLE break_glass_grant ADD KEY break_glass_grant_opened (opened_at, id);

-- 開示報告・点検: rows by what they rest on and by when.
ALTER TABLE audit_row ADD KEY audit_row_ground (ground, id);

-- 緊急モードの確認: who declared it and who signed beside her.
ALTER TABLE disaster_event
  ADD COLUMN mode_declared_by VARCHAR(190) COLLATE utf8mb4_bin NULL,
  ADD COLUMN mode_confirmed_by VARCHAR(190) COLLATE utf8mb4_bin NULL,
  ADD COLUMN mode_confirmed_at BIGINT NULL;
