package jp.tsunagi.resident.boundary;

/**
 * 注意. Something everybody who meets the resident must know, such as 在宅酸素.
 *
 * @param code a code of the code system {@code support-reason}
 * @param text in the reader's language
 */
public record Warning(String code, String text) {}
