package jp.tsunagi.disaster.entity;

/** 名簿の位置. A place in the order of a roster, where a page ends and the next begins. */
public record RosterPosition(long rankKey, String resident) {}
