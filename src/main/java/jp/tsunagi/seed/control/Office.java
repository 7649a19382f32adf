package jp.tsunagi.seed.control;

/** 事業所. An organisation of the demo that can be in a support team. */
record Office(String id, String name, String kana, String type, String role, String phone) {}
