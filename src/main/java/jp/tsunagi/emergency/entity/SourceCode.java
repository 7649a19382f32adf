package jp.tsunagi.emergency.entity;

/**
 * 元の符号. What the centre's protocol said, kept as it came.
 *
 * @param system {@code contact-id}, {@code sia}, {@code scaip}, {@code vendor} or any other name
 */
public record SourceCode(String system, String value) {}
