-- 誰が書いた版か: the organization whose members alone wrote a resource up to this version; NULL when others wrote in it,
-- or nobody's members. An office that lost its ground keeps what is its own alone. author_organization, beside an older
-- version, is who had created the resource then: a deleted one may come again from somebody else.
ALTER TABLE resource
  ADD COLUMN sole_organization VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL AFTER author_organization;

ALTER TABLE resource_history
  ADD COLUMN author_organization VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL AFTER last_updated,
  ADD COLUMN sole_organization VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL AFTER author_organization;

-- Of what was written before, only the first version is known to be its author's alone.
UPDATE resource SET sole_organization = author_organization WHERE version = 1;

UPDATE resource_history h JOIN resource r ON r.sid = h.sid
  SET h.author_organization = r.author_organization
  WHERE NOT EXISTS (SELECT 1 FROM (SELECT sid FROM resource_history WHERE body IS NULL) gone WHERE gone.sid = h.sid);

UPDATE resource_history SET sole_organization = author_organization WHERE version = 1;
