package jp.tsunagi.launcher;

/** 進み具合。 Tells whoever waits what is going on. */
@FunctionalInterface
public interface Progress {
  void say(String part, String what);
}
