package jp.tsunagi.disaster.entity;

import org.jspecify.annotations.Nullable;

/** 集計の一項. How many lines of a place show a status, and how many of these contradict. */
public record StatusCount(@Nullable String area, Safety safety, long lines, long conflicts) {}
