package jp.tsunagi.platform.boundary;

import java.util.Map;

/**
 * 速報. Something that open screens must learn within a second.
 *
 * @param name {@code emergency-case}, {@code safety-status}, {@code note}, {@code notification} or
 *     {@code disaster}
 * @param data members of the JSON object, exactly as the contract has them: ids and codes, no names
 * @param audience what decides who may see it, opaque to the hub and read by {@link
 *     LiveEventFilter}
 */
public record LiveEvent(String name, Map<String, Object> data, Map<String, Object> audience) {}
