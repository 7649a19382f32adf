package jp.tsunagi.resident.entity;

import org.jspecify.annotations.Nullable;

/** アレルギー・禁忌. {@code criticality} is FHIR's: {@code low}, {@code high}, {@code unable-to-assess}. */
public record Allergy(String text, @Nullable String criticality) {}
