-- 緊急通報: who called, which case it belongs to, what was done. Derived from Communications and Tasks in the same
-- transaction; can be emptied and made again from them. Times are milliseconds since 1970 UTC.

-- One row per device and per resident: the case that is open there. Its lock makes one case of simultaneous alarms.
CREATE TABLE emergency_line (
  line VARCHAR(160) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  case_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  drill_case_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  PRIMARY KEY (line)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE emergency_case (
  case_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  area VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NULL,
  jurisdiction VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NULL,
  centre VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  device_id VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  unregistered BOOLEAN NOT NULL,
  exercise BOOLEAN NOT NULL,
  received_at BIGINT NOT NULL,
  accepted_organization VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  PRIMARY KEY (case_id),
  KEY emergency_case_newest (received_at, case_id),
  KEY emergency_case_jurisdiction (jurisdiction, received_at),
  KEY emergency_case_state (state, received_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE emergency_case_resident (
  case_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  place INT NOT NULL,
  PRIMARY KEY (case_id, resident_id),
  KEY emergency_case_of_resident (resident_id, case_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE emergency_case_step (
  case_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  step VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  taken_at BIGINT NOT NULL,
  user_name VARCHAR(128) NOT NULL,
  person_name VARCHAR(200) NOT NULL,
  organization VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  organization_name VARCHAR(200) NULL,
  outcome VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
  outcome_text TEXT NULL,
  destination VARCHAR(1000) NULL,
  PRIMARY KEY (case_id, step)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE emergency_event (
  communication VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  centre VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  event_id VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  content_digest CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  device_id VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  registered BOOLEAN NOT NULL,
  exercise BOOLEAN NOT NULL,
  occurred_at BIGINT NOT NULL,
  received_at BIGINT NOT NULL,
  case_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  answered_case VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  answered_state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (communication),
  UNIQUE KEY emergency_event_key (centre, event_id),
  KEY emergency_event_of_case (case_id, received_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE emergency_event_resident (
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  occurred_at BIGINT NOT NULL,
  communication VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (resident_id, occurred_at, communication)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
