-- 利用者台帳 (resident): what lists and searches need of a resident, derived from the FHIR record in the
-- transaction of each change. Rows name residents by FHIR id, so that they may arrive in any order. ADR-0030.

-- 一行. sid: of the Patient. *_key, *_text: folded for searching; identity_text may be searched by
-- everybody who sees the resident, contact_text by those who see the roster items.
CREATE TABLE resident_line (
  sid BIGINT NOT NULL,
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(200) NOT NULL,
  kana VARCHAR(200) NULL,
  name_key VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  kana_key VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  identity_text VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  contact_text VARCHAR(2000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  birth_date DATE NULL,
  gender VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  deceased TINYINT NOT NULL,
  active TINYINT NOT NULL,
  area VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NULL,
  address VARCHAR(500) NULL,
  latitude DOUBLE NULL,
  longitude DOUBLE NULL,
  living_arrangement VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
  PRIMARY KEY (sid),
  UNIQUE KEY resident_line_id (resident_id),
  KEY resident_line_kana (kana_key, sid),
  KEY resident_line_name (name_key),
  KEY resident_line_area (area, kana_key, sid)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- 版. edit_version counts the changes of what the face sheet edits (Patient, care level, contacts): it
-- equals the sum of those resources' version numbers.
CREATE TABLE resident_edit (
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  edit_version BIGINT NOT NULL,
  last_change_at DATETIME(3) NOT NULL,
  PRIMARY KEY (resident_id)
) ENGINE = InnoDB;

-- 事由・注意. sid: of the Flag.
CREATE TABLE resident_flag (
  sid BIGINT NOT NULL,
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  code VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  text VARCHAR(200) NOT NULL,
  roster TINYINT NOT NULL,
  until DATE NULL,
  PRIMARY KEY (sid),
  KEY resident_flag_resident (resident_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- 要介護認定. sid: of the Observation.
CREATE TABLE resident_care_level (
  sid BIGINT NOT NULL,
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  observation_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  level CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  since DATE NULL,
  until DATE NULL,
  recorded_at DATETIME(3) NULL,
  PRIMARY KEY (sid),
  KEY resident_care_level_resident (resident_id)
) ENGINE = InnoDB;

-- 機器番号. Numbers of devices, and who uses which (sid: of the Device or the DeviceUseStatement).
CREATE TABLE resident_device (
  device_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  number_key VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  PRIMARY KEY (device_id, number_key),
  KEY resident_device_number (number_key, device_id)
) ENGINE = InnoDB;

CREATE TABLE resident_device_use (
  sid BIGINT NOT NULL,
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  device_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (sid, resident_id),
  KEY resident_device_use_device (device_id, resident_id),
  KEY resident_device_use_resident (resident_id)
) ENGINE = InnoDB;

-- 変更の記録. Who changed what, as it happened; fields: names only, never values. Append-only.
CREATE TABLE resident_change (
  change_id BIGINT NOT NULL AUTO_INCREMENT,
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sid BIGINT NOT NULL,
  resource_type VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  operation VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  fields VARCHAR(300) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  detail VARCHAR(200) NULL,
  edit_version BIGINT NULL,
  changed_at DATETIME(3) NOT NULL,
  actor_user VARCHAR(100) NOT NULL,
  actor_name VARCHAR(200) NOT NULL,
  organization_name VARCHAR(200) NULL,
  PRIMARY KEY (change_id),
  KEY resident_change_resident (resident_id, changed_at, change_id),
  KEY resident_change_time (changed_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- 同意の期限. sid: of the Consent; only consents that stand and have an end.
CREATE TABLE resident_consent (
  sid BIGINT NOT NULL,
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  purpose VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  until DATE NOT NULL,
  PRIMARY KEY (sid, purpose),
  KEY resident_consent_until (until)
) ENGINE = InnoDB;
