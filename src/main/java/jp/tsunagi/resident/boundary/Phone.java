package jp.tsunagi.resident.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * 電話番号. As a face sheet or a crew card shows it.
 *
 * @param use {@code home}, {@code mobile} or {@code work}; absent when nobody said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Phone(@Nullable String use, String number) {}
