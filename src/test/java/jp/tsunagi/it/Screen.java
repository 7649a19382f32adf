package jp.tsunagi.it;

/** 画面の大きさ。 The two sizes every step is looked at in. */
public enum Screen {
  PHONE(390, 844),
  DESKTOP(1366, 768);

  private final int width;
  private final int height;

  Screen(int width, int height) {
    this.width = width;
    this.height = height;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}
