-- 本人・家族のサインイン: whose account is whose. Derived from Patient (kind 1: herself) and RelatedPerson (kind 2); person is that
-- resource, as a consent would name it.
CREATE TABLE person_account (
  sid BIGINT NOT NULL,
  user_name VARCHAR(190) COLLATE utf8mb4_bin NOT NULL,
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  person VARCHAR(130) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind TINYINT NOT NULL,
  valid_from BIGINT NOT NULL,
  valid_until BIGINT NOT NULL,
  PRIMARY KEY (sid, user_name),
  KEY person_account_user (user_name, kind, resident_id),
  KEY person_account_resident (resident_id, user_name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
