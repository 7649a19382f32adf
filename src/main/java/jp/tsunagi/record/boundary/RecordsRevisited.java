package jp.tsunagi.record.boundary;

/**
 * 見直しの終わり. The rebuilding has come by every resource: rows that no resource stands behind can go
 * ({@link GoneRows}).
 */
public record RecordsRevisited() {}
