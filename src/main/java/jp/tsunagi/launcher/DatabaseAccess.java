package jp.tsunagi.launcher;

/** データベース接続先。 Where the application's database is and who it signs in as. */
public record DatabaseAccess(String url, String user, String password) {
  @Override
  public String toString() {
    return url + " as " + user;
  }
}
