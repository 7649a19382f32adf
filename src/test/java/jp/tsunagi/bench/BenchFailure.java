package jp.tsunagi.bench;

/** 測定の失敗. A measurement that cannot go on. */
final class BenchFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BenchFailure(String what, Throwable cause) {
    super(what, cause);
  }

  BenchFailure(String what) {
    super(what);
  }
}
