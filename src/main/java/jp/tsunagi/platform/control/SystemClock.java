package jp.tsunagi.platform.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.ZoneId;

/**
 * 時計. The one clock, in Japan's time zone; everything that needs to know the time injects {@link
 * Clock}.
 */
@ApplicationScoped
public class SystemClock {
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  @Produces
  @ApplicationScoped
  Clock clock() {
    return Clock.system(JAPAN);
  }
}
