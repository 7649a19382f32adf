package jp.tsunagi.platform.boundary;

import jp.tsunagi.kernel.Actor;

/** 画面ロックの免除. Who must not stand before a locked screen now. */
public interface LockExemption {
  boolean exempts(Actor actor);
}
