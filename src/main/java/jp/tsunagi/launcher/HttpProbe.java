package jp.tsunagi.launcher;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** HTTPの応答確認。 Asks an address whether it is well. */
final class HttpProbe {
  private static final int MILLIS = 5000;

  private HttpProbe() {}

  static boolean isWell(String url) {
    try {
      HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
      connection.setConnectTimeout(MILLIS);
      connection.setReadTimeout(MILLIS);
      connection.setUseCaches(false);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException notYet) {
      return false;
    }
  }
}
