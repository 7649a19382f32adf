-- 監査記録: which events of the identity provider are in the trail already.
CREATE TABLE audit_identity_event (
  event_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at DATETIME(6) NOT NULL,
  PRIMARY KEY (event_id),
  KEY audit_identity_event_at (at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
