package jp.tsunagi.disaster.boundary;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import jp.tsunagi.audit.boundary.AuditLine;

/**
 * 開示報告. What an emergency mode opened to whom.
 *
 * @param mode the mode the report is about
 * @param people how many looked, and
 * @param residents at how many
 * @param rows the trail itself, for its form in FHIR
 */
public record DisclosureReport(
    String disasterId,
    String title,
    DisasterView.Mode mode,
    long people,
    long residents,
    List<DisclosureLine> items,
    @JsonIgnore List<AuditLine> rows) {}
