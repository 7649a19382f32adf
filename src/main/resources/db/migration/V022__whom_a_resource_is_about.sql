-- 誰についての資源か: the one resident (a Patient's sid) a resource is about, 0 for nobody, NULL for several. Repeats what
-- compartment says, so that a row can be judged by what lies in it.
ALTER TABLE resource ADD COLUMN resident_sid BIGINT NULL AFTER sealed;

UPDATE resource r SET r.resident_sid =
  (SELECT CASE COUNT(*) WHEN 0 THEN 0 WHEN 1 THEN MIN(c.resident_sid) END FROM compartment c WHERE c.sid = r.sid);
