package jp.tsunagi.organization.boundary;

/**
 * What a person or post stands for changed: another employer, an end, a beginning. Fired inside the
 * transaction of the change.
 *
 * @param reference {@code PractitionerRole/…} or {@code Practitioner/…}
 */
public record StaffMoved(String reference) {}
