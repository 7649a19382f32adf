package jp.tsunagi.launcher;

/** 起動失敗。 A start that cannot go on: the message is one sentence for the person at the keyboard. */
public final class LauncherFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LauncherFailure(String message) {
    super(message);
  }

  public LauncherFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
