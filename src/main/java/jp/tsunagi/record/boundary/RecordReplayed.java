package jp.tsunagi.record.boundary;

/**
 * 再生. A current resource, shown again so that a projection can be made anew from the record ({@link
 * RecordIndex#replay}). Nothing has changed: observers that bring a projection up to date listen to
 * this as they do to {@link RecordChanged}; observers that tell or refuse do not. Fired inside a
 * transaction; the same resource may come twice.
 *
 * @param sid the store's surrogate key
 */
public record RecordReplayed(FhirResource resource, long sid) {}
