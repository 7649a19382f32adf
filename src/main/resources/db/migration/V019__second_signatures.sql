-- 確認のない緊急モードの知らせ: which declarations were told of as unconfirmed; each is told once, whatever restarts.
CREATE TABLE emergency_mode_reminder (
  disaster_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  mode_from BIGINT NOT NULL,
  told_at BIGINT NOT NULL,
  PRIMARY KEY (disaster_id, mode_from)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

ALTER TABLE disaster_event ADD KEY disaster_event_mode (mode_from);

-- 通知: a notice may be about no resident, such as one about an emergency mode.
ALTER TABLE notification
  MODIFY resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL;

-- 避難支援等実施者の同意: who is to help by a plan (state 0), and what she decided on her own part in it (1 given,
-- 2 refused, 3 withdrawn). sid and source_id are
-- the CarePlan's or the Consent's.
CREATE TABLE plan_supporter (
  sid BIGINT NOT NULL,
  supporter_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  source_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state TINYINT NOT NULL,
  decided_at BIGINT NOT NULL,
  valid_from BIGINT NOT NULL,
  valid_until BIGINT NOT NULL,
  PRIMARY KEY (sid, supporter_id),
  KEY plan_supporter_resident (resident_id, supporter_id, state)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
