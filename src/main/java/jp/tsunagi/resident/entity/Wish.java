package jp.tsunagi.resident.entity;

/** 本人の意思 (DNAR, ACP). */
public record Wish(String text) {}
