-- 事業所・職員: who works where. Derived from Organization, Practitioner, PractitionerRole; sid is the resource's.
CREATE TABLE organization_entry (
  sid BIGINT NOT NULL,
  organization_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(255) NOT NULL,
  kind VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
  active BOOLEAN NOT NULL,
  part_of VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  creator_organization VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  own_city CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NULL,
  areas TEXT CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (sid),
  KEY organization_entry_id (organization_id),
  KEY organization_entry_part_of (part_of),
  KEY organization_entry_creator (creator_organization),
  KEY organization_entry_city (own_city)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- Names under which a system of the organization signs in (client) or sends events (centre).
CREATE TABLE organization_system (
  organization_sid BIGINT NOT NULL,
  kind VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  value VARCHAR(190) COLLATE utf8mb4_bin NOT NULL,
  PRIMARY KEY (organization_sid, kind, value)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE staff_entry (
  sid BIGINT NOT NULL,
  staff_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  user_name VARCHAR(190) COLLATE utf8mb4_bin NULL,
  name VARCHAR(255) NOT NULL,
  active BOOLEAN NOT NULL,
  PRIMARY KEY (sid),
  KEY staff_entry_id (staff_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE staff_post (
  sid BIGINT NOT NULL,
  post_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  staff_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  organization_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  roles VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  areas TEXT CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  active BOOLEAN NOT NULL,
  valid_from DATETIME(6) NULL,
  valid_until DATETIME(6) NULL,
  PRIMARY KEY (sid),
  KEY staff_post_id (post_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- Which of several posts a person acts in.
CREATE TABLE chosen_post (
  user_name VARCHAR(190) COLLATE utf8mb4_bin NOT NULL,
  post_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (user_name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
