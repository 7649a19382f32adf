-- 記録庫 (record): the FHIR resource store. Reasons and figures: ADR-0010.
-- Numbers instead of names in every key, 64-bit hashes instead of texts, times as milliseconds since 1970 UTC.

-- Types and search parameters by number; rows are added by the application and never change.
CREATE TABLE resource_type (
  type_id SMALLINT UNSIGNED NOT NULL AUTO_INCREMENT,
  name VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (type_id),
  UNIQUE KEY resource_type_name (name)
) ENGINE = InnoDB;

CREATE TABLE search_parameter (
  param_id SMALLINT UNSIGNED NOT NULL AUTO_INCREMENT,
  name VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (param_id),
  UNIQUE KEY search_parameter_name (name)
) ENGINE = InnoDB;

-- Each row hands one node a block of surrogate keys.
CREATE TABLE sid_block (
  block BIGINT NOT NULL AUTO_INCREMENT,
  PRIMARY KEY (block)
) ENGINE = InnoDB;

-- 資源. One row for each logical resource, with its current version. version 0: only referred to so far.
CREATE TABLE resource (
  sid BIGINT NOT NULL,
  type_id SMALLINT UNSIGNED NOT NULL,
  fhir_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version INT NOT NULL,
  last_updated BIGINT NOT NULL,
  deleted TINYINT NOT NULL,
  kind TINYINT UNSIGNED NOT NULL,
  sealed TINYINT NOT NULL,
  author_organization VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  index_hash BIGINT NOT NULL,
  body MEDIUMBLOB NULL,
  PRIMARY KEY (sid),
  UNIQUE KEY resource_name (type_id, fhir_id),
  KEY resource_sequence (type_id, sid),
  KEY resource_changes (type_id, last_updated, sid)
) ENGINE = InnoDB;

-- 履歴. Versions that are no longer current, deletions (no body) among them.
CREATE TABLE resource_history (
  sid BIGINT NOT NULL,
  version INT NOT NULL,
  type_id SMALLINT UNSIGNED NOT NULL,
  last_updated BIGINT NOT NULL,
  body MEDIUMBLOB NULL,
  PRIMARY KEY (sid, version),
  KEY resource_history_changes (type_id, last_updated, sid)
) ENGINE = InnoDB;

-- 本人別. Which residents (Patients, by sid) a resource is about; sort_date is its leading date.
-- Kept when the resource is deleted, so that who saw it may learn that it is gone.
CREATE TABLE compartment (
  sid BIGINT NOT NULL,
  resident_sid BIGINT NOT NULL,
  type_id SMALLINT UNSIGNED NOT NULL,
  sort_date BIGINT NOT NULL,
  PRIMARY KEY (sid, resident_sid),
  KEY compartment_resident (resident_sid, type_id, sort_date, sid)
) ENGINE = InnoDB;

-- What is compared by equality: codes, identifiers, booleans, URIs (hash of the value; qualifier: hash of the system)
-- and references to resources here (hash: the target's sid). head: the beginning as written, to sort by.
-- part: which repetition of an element the value is in (Observation.component), 0 for the resource as a whole.
CREATE TABLE index_key (
  sid BIGINT NOT NULL,
  param_id SMALLINT UNSIGNED NOT NULL,
  hash BIGINT NOT NULL,
  qualifier INT NOT NULL,
  part SMALLINT UNSIGNED NOT NULL,
  head VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  PRIMARY KEY (sid, param_id, hash, qualifier, part),
  KEY index_key_value (param_id, hash, sid)
) ENGINE = InnoDB;

-- What is compared by order: dates and periods in milliseconds, numbers, quantities; [low, high], both inclusive.
-- unit: hash of the unit, 0 without.
CREATE TABLE index_range (
  sid BIGINT NOT NULL,
  param_id SMALLINT UNSIGNED NOT NULL,
  low DOUBLE NOT NULL,
  high DOUBLE NOT NULL,
  unit INT NOT NULL,
  part SMALLINT UNSIGNED NOT NULL,
  PRIMARY KEY (sid, param_id, low, high, unit, part),
  KEY index_range_low (param_id, low, sid),
  KEY index_range_high (param_id, high, sid)
) ENGINE = InnoDB;

-- What is compared by its beginning: names, addresses, texts. hash: of the text as written; normalized: folded.
CREATE TABLE index_text (
  sid BIGINT NOT NULL,
  param_id SMALLINT UNSIGNED NOT NULL,
  hash BIGINT NOT NULL,
  normalized VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  PRIMARY KEY (sid, param_id, hash),
  KEY index_text_value (param_id, normalized, sid)
) ENGINE = InnoDB;

-- Where a Location lies.
CREATE TABLE index_position (
  sid BIGINT NOT NULL,
  param_id SMALLINT UNSIGNED NOT NULL,
  latitude DOUBLE NOT NULL,
  longitude DOUBLE NOT NULL,
  PRIMARY KEY (sid, param_id),
  KEY index_position_latitude (param_id, latitude, longitude, sid)
) ENGINE = InnoDB;

-- The words seen with a code, for :text. Shared by all resources that carry the code.
CREATE TABLE token_text (
  param_id SMALLINT UNSIGNED NOT NULL,
  hash BIGINT NOT NULL,
  text_hash BIGINT NOT NULL,
  normalized VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  PRIMARY KEY (param_id, hash, text_hash),
  KEY token_text_value (param_id, normalized)
) ENGINE = InnoDB;

-- The URIs seen, for :above and :below.
CREATE TABLE uri_text (
  hash BIGINT NOT NULL,
  uri VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  PRIMARY KEY (hash),
  KEY uri_text_value (uri(191))
) ENGINE = InnoDB;
