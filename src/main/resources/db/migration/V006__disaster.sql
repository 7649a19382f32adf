-- 災害・安否確認: whom to check, what was reported, what follows from it. Derived in the same transaction from CarePlans,
-- Tasks, Observations and the resources that put a resident on the roster, and can be made again from them; except
-- fact_receipt, fact_sequence_note and fact_evidence, which tell what arrived here. Times are milliseconds since 1970 UTC.

-- One row for each disaster; sid is the CarePlan's.
CREATE TABLE disaster_event (
  sid BIGINT NOT NULL,
  disaster_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  title VARCHAR(255) NOT NULL,
  hazard VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  areas TEXT CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  exercise BOOLEAN NOT NULL,
  opened_at BIGINT NOT NULL,
  closed_at BIGINT NULL,
  mode_ground TEXT NULL,
  mode_reason TEXT NULL,
  mode_from BIGINT NULL,
  mode_until BIGINT NULL,
  -- Residents came or changed since the ranks were numbered; the next reader numbers them.
  rank_stale BOOLEAN NOT NULL,
  PRIMARY KEY (sid),
  UNIQUE KEY disaster_event_id (disaster_id),
  KEY disaster_event_newest (opened_at, sid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- What the order of the roster depends on, one row for each resource: a flag, a care level, a device.
CREATE TABLE roster_trait (
  sid BIGINT NOT NULL,
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  valid_from BIGINT NULL,
  valid_until BIGINT NULL,
  mains_required BOOLEAN NOT NULL,
  battery_hours DOUBLE NULL,
  PRIMARY KEY (sid),
  KEY roster_trait_resident (resident_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- 避難行動要支援者名簿: everybody whose record was seen, with the rank she would have; listed: on the roster now.
CREATE TABLE roster_candidate (
  resident_sid BIGINT NOT NULL,
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  area VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NULL,
  birth_date DATE NULL,
  living VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
  active BOOLEAN NOT NULL,
  deceased BOOLEAN NOT NULL,
  listed BOOLEAN NOT NULL,
  tier TINYINT NOT NULL,
  rank_key BIGINT NOT NULL,
  reasons VARCHAR(600) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- When a flag or certification begins or ends, so that the row is to be made again.
  review_at BIGINT NULL,
  PRIMARY KEY (resident_sid),
  UNIQUE KEY roster_candidate_resident (resident_id),
  KEY roster_candidate_listed (listed, area, rank_key),
  KEY roster_candidate_review (review_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- One line for each resident of a disaster's roster, with the status that follows from the facts.
CREATE TABLE roster_line (
  disaster_sid BIGINT NOT NULL,
  resident_sid BIGINT NOT NULL,
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  area VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NULL,
  tier TINYINT NOT NULL,
  rank_key BIGINT NOT NULL,
  rank_number INT NOT NULL,
  reasons VARCHAR(600) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- Why the resident left the roster since: deceased, moved, unlisted.
  mark VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  safety VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  whereabouts VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  support VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  conflict BOOLEAN NOT NULL,
  live_facts TEXT CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  last_fact_at BIGINT NULL,
  fresh_until BIGINT NULL,
  status_version SMALLINT NOT NULL,
  claim_user VARCHAR(190) COLLATE utf8mb4_bin NULL,
  claim_name VARCHAR(255) NULL,
  claim_until BIGINT NULL,
  claim_task VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  PRIMARY KEY (disaster_sid, resident_sid),
  KEY roster_line_order (disaster_sid, rank_key, resident_id),
  KEY roster_line_counts (disaster_sid, area, safety, conflict, mark, fresh_until, claim_until, resident_sid),
  KEY roster_line_status (disaster_sid, safety, rank_key),
  KEY roster_line_claims (disaster_sid, claim_user, rank_key),
  KEY roster_line_resident (resident_sid),
  KEY roster_line_resident_id (disaster_sid, resident_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- Emergency cases that are not closed, for each resident they concern: shown on the line.
CREATE TABLE resident_call (
  case_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  exercise BOOLEAN NOT NULL,
  received_at BIGINT NOT NULL,
  PRIMARY KEY (case_id, resident_id),
  KEY resident_call_resident (resident_id, received_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- 安否報告: never changed, never removed. sid is the Observation's.
CREATE TABLE safety_fact (
  sid BIGINT NOT NULL,
  fact_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  disaster_sid BIGINT NOT NULL,
  resident_sid BIGINT NOT NULL,
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  observation VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  observer VARCHAR(190) COLLATE utf8mb4_bin NOT NULL,
  performer VARCHAR(130) CHARACTER SET ascii COLLATE ascii_bin NULL,
  user_name VARCHAR(190) COLLATE utf8mb4_bin NULL,
  safety VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
  whereabouts VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
  support VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NULL,
  how VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  earliest BIGINT NOT NULL,
  estimate BIGINT NOT NULL,
  latest BIGINT NOT NULL,
  device_time BIGINT NOT NULL,
  received_at BIGINT NOT NULL,
  device VARCHAR(190) COLLATE utf8mb4_bin NOT NULL,
  sequence BIGINT NOT NULL,
  supersedes TEXT CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  withdraws CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  latitude DOUBLE NULL,
  longitude DOUBLE NULL,
  accuracy DOUBLE NULL,
  note TEXT NULL,
  source VARCHAR(130) CHARACTER SET ascii COLLATE ascii_bin NULL,
  PRIMARY KEY (sid),
  UNIQUE KEY safety_fact_id (fact_id),
  KEY safety_fact_line (disaster_sid, resident_sid),
  KEY safety_fact_resident (resident_id, estimate),
  KEY safety_fact_sequence (device, sequence)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- One row for each batch of facts that was answered: which device, how far its clock was off, what became of it.
CREATE TABLE fact_receipt (
  id BIGINT NOT NULL AUTO_INCREMENT,
  disaster_sid BIGINT NOT NULL,
  device VARCHAR(190) COLLATE utf8mb4_bin NOT NULL,
  user_name VARCHAR(190) COLLATE utf8mb4_bin NOT NULL,
  received_at BIGINT NOT NULL,
  device_now BIGINT NULL,
  stored INT NOT NULL,
  duplicate INT NOT NULL,
  conflicting INT NOT NULL,
  rejected INT NOT NULL,
  PRIMARY KEY (id),
  KEY fact_receipt_device (device, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- Gaps and repeats of a device's running numbers: recorded, never a reason to refuse.
CREATE TABLE fact_sequence_note (
  id BIGINT NOT NULL AUTO_INCREMENT,
  device VARCHAR(190) COLLATE utf8mb4_bin NOT NULL,
  kind VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  first_sequence BIGINT NOT NULL,
  last_sequence BIGINT NOT NULL,
  fact_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  noted_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY fact_sequence_note_device (device, first_sequence)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- What came under the id of another fact: kept as evidence, counts for nothing.
CREATE TABLE fact_evidence (
  id BIGINT NOT NULL AUTO_INCREMENT,
  disaster_sid BIGINT NOT NULL,
  fact_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  device VARCHAR(190) COLLATE utf8mb4_bin NOT NULL,
  user_name VARCHAR(190) COLLATE utf8mb4_bin NOT NULL,
  received_at BIGINT NOT NULL,
  content MEDIUMTEXT NOT NULL,
  PRIMARY KEY (id),
  KEY fact_evidence_fact (fact_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
