-- 速報: what open screens must learn. Written in the transaction of the change, numbered when sent.
CREATE TABLE live_event (
  id BIGINT NOT NULL AUTO_INCREMENT,
  sent_number BIGINT NULL,
  name VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  content MEDIUMTEXT NOT NULL,
  audience MEDIUMTEXT NOT NULL,
  created_at DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY live_event_sent (sent_number, id),
  KEY live_event_created (created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
