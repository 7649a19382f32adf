package jp.tsunagi.resident.entity;

/** 薬. What the resident takes, with the dosage as written. */
public record Medicine(String text) {}
