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

-- 同意・開示: what access decisions rest on. Derived from the FHIR record; times are milliseconds since 1970 UTC, open ends
-- are 0 and 253402300799999. Residents by FHIR id, so that a team may be written before its resident; resident_standing
-- leads to the sid that compartment uses.
CREATE TABLE resident_standing (
  resident_sid BIGINT NOT NULL,
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  keeper_organization VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  city CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NULL,
  area VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NULL,
  deleted TINYINT NOT NULL,
  PRIMARY KEY (resident_sid),
  UNIQUE KEY resident_standing_id (resident_id),
  KEY resident_standing_city (city, resident_sid),
  KEY resident_standing_area (area, resident_sid),
  KEY resident_standing_keeper (keeper_organization)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE organization_standing (
  organization_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  city CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NULL,
  PRIMARY KEY (organization_id),
  KEY organization_standing_city (city, organization_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE team_participant (
  team_sid BIGINT NOT NULL,
  position SMALLINT NOT NULL,
  team_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reference VARCHAR(130) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  organization_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  valid_from BIGINT NOT NULL,
  valid_until BIGINT NOT NULL,
  PRIMARY KEY (team_sid, position),
  KEY team_participant_organization (organization_id, resident_id),
  KEY team_participant_resident (resident_id, organization_id),
  KEY team_participant_reference (reference)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- state: 1 given, 2 refused, 3 withdrawn. organization_id: empty for all, '?' when it names somebody who is nobody.
CREATE TABLE consent_decision (
  consent_sid BIGINT NOT NULL,
  position SMALLINT NOT NULL,
  consent_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  purpose VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state TINYINT NOT NULL,
  reference VARCHAR(130) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  organization_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  decided_at BIGINT NOT NULL,
  valid_from BIGINT NOT NULL,
  valid_until BIGINT NOT NULL,
  PRIMARY KEY (consent_sid, position),
  KEY consent_decision_resident (resident_id, purpose, state),
  KEY consent_decision_reference (reference)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- Notes limited by their author: who may read them besides the author's organization.
CREATE TABLE sealed_audience (
  sid BIGINT NOT NULL,
  reference VARCHAR(130) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  organization_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  PRIMARY KEY (sid, reference),
  KEY sealed_audience_reference (reference)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE device_registration (
  device_sid BIGINT NOT NULL,
  owner_organization VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (device_sid),
  KEY device_registration_owner (owner_organization)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- area NULL: the place is unknown, or lies in no jurisdiction.
CREATE TABLE emergency_case_standing (
  case_sid BIGINT NOT NULL,
  case_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  task_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  area VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NULL,
  centre_organization VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  accepted_organization VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  accepted TINYINT NOT NULL,
  exercise TINYINT NOT NULL,
  closed_at BIGINT NOT NULL,
  PRIMARY KEY (case_sid),
  KEY emergency_case_standing_case (case_id),
  KEY emergency_case_standing_task (task_id),
  KEY emergency_case_standing_closed (closed_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE emergency_case_party (
  case_sid BIGINT NOT NULL,
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (case_sid, resident_id),
  KEY emergency_case_party_resident (resident_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- Resources of emergency cases, each with its case (by number or by Task, whichever it names) and its centre.
CREATE TABLE emergency_row (
  sid BIGINT NOT NULL,
  case_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  task_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  centre_organization VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  PRIMARY KEY (sid),
  KEY emergency_row_task (task_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- Never of a drill.
CREATE TABLE emergency_mode (
  plan_sid BIGINT NOT NULL,
  area VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  plan_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  starts BIGINT NOT NULL,
  ends BIGINT NOT NULL,
  PRIMARY KEY (plan_sid, area),
  KEY emergency_mode_ends (ends)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- Facts that decide whether somebody is in need of rescue: such reports, and what was seen of the same person.
CREATE TABLE rescue_fact (
  fact_sid BIGINT NOT NULL,
  fact_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  plan_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rescue TINYINT NOT NULL,
  observed_at BIGINT NOT NULL,
  PRIMARY KEY (fact_sid),
  KEY rescue_fact_resident (resident_id, plan_id, rescue)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE rescue_fact_replaced (
  fact_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (fact_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE break_glass_grant (
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  user_name VARCHAR(190) COLLATE utf8mb4_bin NOT NULL,
  organization_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  role VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason VARCHAR(200) NOT NULL,
  text VARCHAR(2000) NULL,
  opened_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY break_glass_grant_user (user_name, ends_at),
  KEY break_glass_grant_resident (resident_id, opened_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
