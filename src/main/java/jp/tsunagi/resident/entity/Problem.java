package jp.tsunagi.resident.entity;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** 病気. A condition the resident lives with. */
public record Problem(String text, @Nullable LocalDate since) {}
