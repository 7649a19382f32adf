package jp.tsunagi.audit.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import jp.tsunagi.audit.boundary.AuditLine;
import jp.tsunagi.audit.boundary.AuditLines;
import jp.tsunagi.audit.boundary.AuditQuery;
import jp.tsunagi.audit.entity.AuditRow;
import jp.tsunagi.platform.boundary.Messages;
import org.jspecify.annotations.Nullable;

/** Reads rows of the trail as auditors see them. */
@ApplicationScoped
public class AuditReader implements AuditLines {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private AuditStore store;
  private JournalReplayer replayer;
  private Messages messages;

  @SuppressWarnings("NullAway.Init")
  protected AuditReader() {}

  @Inject
  AuditReader(AuditStore store, JournalReplayer replayer, Messages messages) {
    this.store = store;
    this.replayer = replayer;
    this.messages = messages;
  }

  @Override
  public List<AuditLine> find(AuditQuery query, String language) {
    replayer.catchUp(PATIENCE);
    return store.find(query).stream().map(row -> line(row, language)).toList();
  }

  public Optional<AuditLine> read(String id, String language) {
    return store.row(id).map(row -> line(row, language));
  }

  private AuditLine line(AuditRow row, String language) {
    AuditRow.Where origin = row.origin();
    return new AuditLine(
        row.id(),
        row.at(),
        by(row.actor()),
        row.action(),
        row.outcome(),
        row.residents(),
        row.resources().stream().findFirst().orElse(null),
        row.resources().size() > 1 ? row.resources() : List.of(),
        row.dataSet(),
        new AuditLine.Why(row.ground(), messages.text(language, "ground." + row.ground())),
        row.basis(),
        row.query(),
        row.exercise(),
        row.problem(),
        origin == null ? null : blankToNull(origin.address()),
        origin == null ? null : blankToNull(origin.device()),
        origin == null ? null : blankToNull(origin.userAgent()),
        origin == null ? null : origin.expiredToken(),
        row.node());
  }

  private static AuditLine.By by(AuditRow.Who who) {
    return new AuditLine.By(
        who.user(), who.name(), who.role(), who.organizationName(), who.organization());
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
