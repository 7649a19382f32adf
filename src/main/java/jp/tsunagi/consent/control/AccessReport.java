package jp.tsunagi.consent.control;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jp.tsunagi.audit.boundary.AuditLine;
import jp.tsunagi.consent.boundary.AccessReportLine;
import jp.tsunagi.consent.boundary.Ground;
import jp.tsunagi.consent.boundary.StatedGround;
import jp.tsunagi.platform.boundary.Messages;
import org.jspecify.annotations.Nullable;

/**
 * 閲覧の記録. Tells the resident who looked, when and why: what the same person did on the same day for
 * the same reason is one line, and the system's own upkeep is nobody's looking.
 */
public final class AccessReport {
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  private final Messages messages;
  private final String language;
  private final Map<Key, Lines> lines = new LinkedHashMap<>();

  private record Key(
      LocalDate date, String user, @Nullable String role, String did, String ground) {}

  private static final class Lines {
    private final AuditLine newest;
    private LocalTime first;
    private final LocalTime last;
    private int times = 1;

    Lines(AuditLine line, LocalTime at) {
      newest = line;
      first = at;
      last = at;
    }
  }

  public AccessReport(Messages messages, String language) {
    this.messages = messages;
    this.language = language;
  }

  /** Takes a row in, newest first. */
  public void add(AuditLine line) {
    if (line.actor().user().startsWith("system:") || !line.outcome().equals("permitted")) {
      return;
    }
    ZonedDateTime at = line.at().atZone(JAPAN);
    LocalTime time = at.toLocalTime().truncatedTo(ChronoUnit.MINUTES);
    Key key =
        new Key(
            at.toLocalDate(),
            line.actor().user(),
            line.actor().role(),
            did(line),
            line.ground().code());
    Lines known = lines.get(key);
    if (known == null) {
      lines.put(key, new Lines(line, time));
    } else {
      known.first = time;
      known.times++;
    }
  }

  private String did(AuditLine line) {
    String action = messages.text(language, "report.action." + line.action());
    String dataSet = line.dataSet();
    return dataSet == null
        ? action
        : messages
            .find(language, "report.data." + dataSet)
            .map(data -> messages.text(language, "report.did", data, action))
            .orElse(action);
  }

  public List<AccessReportLine> lines() {
    List<AccessReportLine> all = new ArrayList<>();
    lines.forEach(
        (key, found) -> {
          AuditLine line = found.newest;
          all.add(
              new AccessReportLine(
                  key.date(),
                  found.first,
                  found.last,
                  found.times,
                  line.actor().name(),
                  line.actor().organisation(),
                  role(key.role()),
                  key.did(),
                  why(line),
                  line.exercise()));
        });
    return all;
  }

  private @Nullable String role(@Nullable String codes) {
    return codes == null
        ? null
        : Arrays.stream(codes.split(","))
            .map(code -> messages.text(language, "role." + code))
            .collect(Collectors.joining("・"));
  }

  private static StatedGround why(AuditLine line) {
    String article =
        Arrays.stream(Ground.values())
            .filter(ground -> ground.code().equals(line.ground().code()))
            .map(Ground::article)
            .findFirst()
            .orElse("");
    return new StatedGround(
        line.ground().code(), line.ground().text(), article, String.join(" ", line.basis()));
  }
}
