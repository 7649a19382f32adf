package jp.tsunagi.resident.entity;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 同意. One consent to sharing.
 *
 * @param purpose a consent purpose of the contract
 * @param state {@code active}, {@code withdrawn} or {@code refused}
 */
public record SharingConsent(
    String purpose, String state, @Nullable LocalDate since, @Nullable LocalDate until) {}
