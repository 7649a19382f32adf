-- データ交換 (exchange): bulk exports and notifications of subscriptions. Times are milliseconds since 1970 UTC.

-- 一括出力. One row for each export, with whom it is for and how far it is; whoever holds the lease works on it.
CREATE TABLE bulk_export (
  job_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  user_name VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  display_name VARCHAR(200) NOT NULL,
  roles VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  client BOOLEAN NOT NULL,
  organization VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  request TEXT NOT NULL,
  scope VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  group_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  types TEXT NOT NULL,
  filters TEXT NOT NULL,
  since BIGINT NOT NULL,
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  problem VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NULL,
  type_place INT NOT NULL,
  after_sid BIGINT NOT NULL,
  requested_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  lease_holder VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  lease_until BIGINT NOT NULL,
  PRIMARY KEY (job_id),
  KEY bulk_export_state (state, lease_until),
  KEY bulk_export_user (user_name, state),
  KEY bulk_export_expiry (expires_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- The files of an export; size is how much of the file counts, whatever a crash left behind it.
CREATE TABLE bulk_export_file (
  job_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  position INT NOT NULL,
  type VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `lines` INT NOT NULL,
  size BIGINT NOT NULL,
  PRIMARY KEY (job_id, position)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- 購読. What the notifier knows of each Subscription beside the resource: who made it, in which posts, and how the
-- deliveries go. Rows of type and status follow the resource; the rest is upkeep and may be lost without loss of facts.
CREATE TABLE subscription_state (
  subscription_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  type VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  status VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  user_name VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  display_name VARCHAR(200) NOT NULL,
  roles VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  client BOOLEAN NOT NULL,
  organization VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  requested_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  failures INT NOT NULL,
  attempt_at BIGINT NOT NULL,
  lease_holder VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  lease_until BIGINT NOT NULL,
  PRIMARY KEY (subscription_id),
  KEY subscription_state_due (status, attempt_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- 送信待ち. A change of a type somebody subscribed to, written in the transaction of the change.
CREATE TABLE subscription_event (
  event_id BIGINT NOT NULL AUTO_INCREMENT,
  subscription_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  type VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resource_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  written_at BIGINT NOT NULL,
  PRIMARY KEY (event_id),
  KEY subscription_event_of (subscription_id, event_id),
  KEY subscription_event_age (written_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
