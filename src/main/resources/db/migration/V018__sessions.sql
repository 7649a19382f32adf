-- サインイン中の端末: where people are signed in with a browser, and which of these sign-ins they ended.
CREATE TABLE sign_in_session (
  session_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  user_name VARCHAR(128) NOT NULL,
  device VARCHAR(200) NOT NULL,
  remote_address VARCHAR(64) NOT NULL,
  since DATETIME(6) NOT NULL,
  last_seen DATETIME(6) NOT NULL,
  ended_at DATETIME(6) NULL,
  PRIMARY KEY (session_id),
  KEY sign_in_session_user (user_name, last_seen),
  KEY sign_in_session_ended (ended_at),
  KEY sign_in_session_seen (last_seen)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
