-- 誰についての資源か, by name and in the row itself: the ids of the residents a resource is about, separated by spaces;
-- empty for nobody, NULL where they do not fit. Repeats what compartment says, so that a row is judged by what lies in it
-- and its statement asks nothing else.
ALTER TABLE resource ADD COLUMN residents VARCHAR(700) CHARACTER SET ascii COLLATE ascii_bin NULL AFTER sealed;

UPDATE resource r SET r.residents =
  (SELECT CASE WHEN COUNT(*) = 0 THEN ''
               WHEN SUM(LENGTH(p.fhir_id) + 1) - 1 <= 700 THEN GROUP_CONCAT(p.fhir_id ORDER BY p.fhir_id SEPARATOR ' ')
          END
   FROM compartment c JOIN resource p ON p.sid = c.resident_sid WHERE c.sid = r.sid);

ALTER TABLE resource DROP COLUMN resident_sid;
