-- 通知: who was told of which fact, and who has taken note. Times are milliseconds since 1970 UTC.
CREATE TABLE notification (
  notification_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reference VARCHAR(140) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  by_name VARCHAR(200) NULL,
  by_organization VARCHAR(200) NULL,
  exercise BOOLEAN NOT NULL,
  told_at BIGINT NOT NULL,
  PRIMARY KEY (notification_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- recipient: an organization's id, or role:auditor.
CREATE TABLE notification_recipient (
  recipient VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  told_at BIGINT NOT NULL,
  notification_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (recipient, told_at, notification_id),
  KEY notification_recipient_of (notification_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE notification_reading (
  notification_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  user_name VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  read_at BIGINT NOT NULL,
  PRIMARY KEY (notification_id, user_name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
