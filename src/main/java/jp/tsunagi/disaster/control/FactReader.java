package jp.tsunagi.disaster.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.tsunagi.disaster.entity.HowObserved;
import jp.tsunagi.disaster.entity.Safety;
import jp.tsunagi.disaster.entity.Spot;
import jp.tsunagi.disaster.entity.SubmittedFact;
import jp.tsunagi.disaster.entity.SupportNeed;
import jp.tsunagi.disaster.entity.Whereabouts;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import org.jspecify.annotations.Nullable;

/**
 * 安否報告の読み取り. Reads one fact of a batch from its JSON. Each is judged alone and every fault named,
 * because a fact that cannot be read must not cost the others their way.
 */
public final class FactReader {
  /** How long a note may be. */
  static final int LONGEST_NOTE = 2_000;

  private static final int MOST_SUPERSEDED = 200;
  private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final Set<String> MEMBERS =
      Set.of(
          "id",
          "seq",
          "residentId",
          "safety",
          "whereabouts",
          "support",
          "how",
          "observedAt",
          "supersedes",
          "withdraws",
          "place",
          "note");

  private final JsonNode json;
  private final List<Violation> violations = new ArrayList<>();

  private FactReader(JsonNode json) {
    this.json = json;
  }

  /**
   * What was read.
   *
   * @param id as it was sent, so that the sender knows it again; null when there is none
   * @param fact absent when something is wrong with it
   */
  public record Read(
      @Nullable String id, Optional<SubmittedFact> fact, List<Violation> violations) {}

  public static Read read(JsonNode json) {
    FactReader reader = new FactReader(json);
    Optional<SubmittedFact> fact = reader.fact();
    String id = json.path("id").isTextual() ? json.path("id").textValue() : null;
    return new Read(id, fact, List.copyOf(reader.violations));
  }

  private Optional<SubmittedFact> fact() {
    if (!json.isObject()) {
      wrong("", "wrong-type");
      return Optional.empty();
    }
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!MEMBERS.contains(name)) {
        wrong(name, "unknown-member");
      }
    }
    String id = uuid("id", json.get("id"), true);
    Long sequence = sequence();
    String resident = text("residentId", true);
    Safety safety =
        code(
            "safety",
            Safety::ofCode,
            Stream.of(Safety.values()).filter(Safety::reportable),
            Safety::code);
    Whereabouts whereabouts =
        code(
            "whereabouts", Whereabouts::ofCode, Stream.of(Whereabouts.values()), Whereabouts::code);
    Set<SupportNeed> support = support();
    String howText = text("how", true);
    HowObserved how =
        howText == null
            ? null
            : code("how", HowObserved::ofCode, Stream.of(HowObserved.values()), HowObserved::code);
    Instant observed = instant();
    Set<String> supersedes = supersedes();
    String withdraws =
        present("withdraws") ? uuid("withdraws", json.get("withdraws"), false) : null;
    Spot place = place();
    String note = note();
    boolean says = present("safety") || present("whereabouts") || present("support");
    if (!says && withdraws == null) {
      wrong("safety", "disaster.says-nothing");
    }
    if (!violations.isEmpty()
        || id == null
        || sequence == null
        || resident == null
        || how == null
        || observed == null) {
      return Optional.empty();
    }
    return Optional.of(
        new SubmittedFact(
            id,
            sequence,
            resident,
            safety,
            whereabouts,
            support,
            how,
            observed,
            supersedes,
            withdraws,
            place,
            note));
  }

  private boolean present(String name) {
    return json.hasNonNull(name);
  }

  private void wrong(String field, String rule, Object... arguments) {
    violations.add(Violation.of(field, rule, arguments));
  }

  private @Nullable String text(String name, boolean required) {
    JsonNode value = json.get(name);
    if (value == null || value.isNull()) {
      if (required) {
        wrong(name, "required");
      }
      return null;
    }
    if (!value.isTextual()) {
      wrong(name, "wrong-type");
      return null;
    }
    if (value.textValue().isBlank()) {
      wrong(name, "blank");
      return null;
    }
    return value.textValue();
  }

  private @Nullable String uuid(String field, @Nullable JsonNode value, boolean required) {
    if (value == null || value.isNull()) {
      if (required) {
        wrong(field, "required");
      }
      return null;
    }
    String text = value.isTextual() ? value.textValue().toLowerCase(Locale.ROOT) : "";
    if (!text.matches(UUID)) {
      wrong(field, "disaster.not-a-uuid");
      return null;
    }
    return text;
  }

  private @Nullable Long sequence() {
    JsonNode value = json.get("seq");
    if (value == null || value.isNull()) {
      wrong("seq", "required");
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      wrong("seq", "wrong-type");
      return null;
    }
    if (value.longValue() < 0) {
      wrong("seq", "out-of-range", "0", Long.toString(Long.MAX_VALUE));
      return null;
    }
    return value.longValue();
  }

  private <T> @Nullable T code(
      String name, Function<String, Optional<T>> of, Stream<T> allowed, Function<T, String> code) {
    String text = text(name, false);
    if (text == null) {
      return null;
    }
    List<T> values = allowed.toList();
    Optional<T> value = of.apply(text).filter(values::contains);
    if (value.isEmpty()) {
      wrong(name, "not-a-code", values.stream().map(code).collect(Collectors.joining(", ")));
    }
    return value.orElse(null);
  }

  private @Nullable Set<SupportNeed> support() {
    JsonNode value = json.get("support");
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isArray()) {
      wrong("support", "wrong-type");
      return null;
    }
    Set<SupportNeed> needs = EnumSet.noneOf(SupportNeed.class);
    for (JsonNode element : value) {
      Optional<SupportNeed> need =
          element.isTextual() ? SupportNeed.ofCode(element.textValue()) : Optional.empty();
      if (need.isEmpty()) {
        wrong(
            "support",
            "not-a-code",
            Stream.of(SupportNeed.values())
                .map(SupportNeed::code)
                .collect(Collectors.joining(", ")));
        return null;
      }
      needs.add(need.get());
    }
    return needs;
  }

  private @Nullable Instant instant() {
    String text = text("observedAt", true);
    if (text == null) {
      return null;
    }
    Optional<Instant> instant = instant(text);
    if (instant.isEmpty()) {
      wrong("observedAt", "not-a-time");
    }
    return instant.orElse(null);
  }

  /** A time with its offset, to the millisecond; empty when it is none, or of no plausible year. */
  public static Optional<Instant> instant(String text) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      return time.getYear() < 1 || time.getYear() > 9998
          ? Optional.empty()
          : Optional.of(Instant.ofEpochMilli(time.toInstant().toEpochMilli()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Set<String> supersedes() {
    JsonNode value = json.get("supersedes");
    if (value == null || value.isNull()) {
      return Set.of();
    }
    if (!value.isArray()) {
      wrong("supersedes", "wrong-type");
      return Set.of();
    }
    if (value.size() > MOST_SUPERSEDED) {
      wrong("supersedes", "too-many", MOST_SUPERSEDED);
      return Set.of();
    }
    Set<String> ids = new LinkedHashSet<>();
    for (int i = 0; i < value.size(); i++) {
      String id = uuid("supersedes[" + i + "]", value.get(i), true);
      if (id != null) {
        ids.add(id);
      }
    }
    return ids;
  }

  private @Nullable Spot place() {
    JsonNode value = json.get("place");
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isObject()) {
      wrong("place", "wrong-type");
      return null;
    }
    for (Iterator<String> names = value.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!Set.of("latitude", "longitude", "accuracy").contains(name)) {
        wrong("place." + name, "unknown-member");
      }
    }
    Double latitude = number(value, "latitude", 90, true);
    Double longitude = number(value, "longitude", 180, true);
    Double accuracy = number(value, "accuracy", 1e7, false);
    return latitude == null || longitude == null ? null : new Spot(latitude, longitude, accuracy);
  }

  private @Nullable Double number(JsonNode object, String name, double most, boolean required) {
    String field = "place." + name;
    JsonNode value = object.get(name);
    if (value == null || value.isNull()) {
      if (required) {
        wrong(field, "required");
      }
      return null;
    }
    if (!value.isNumber()) {
      wrong(field, "wrong-type");
      return null;
    }
    double number = value.doubleValue();
    double least = required ? -most : 0;
    if (!(number >= least && number <= most)) {
      wrong(field, "out-of-range", Double.toString(least), Double.toString(most));
      return null;
    }
    return number;
  }

  private @Nullable String note() {
    JsonNode value = json.get("note");
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      wrong("note", "wrong-type");
      return null;
    }
    String note = value.textValue();
    if (note.length() > LONGEST_NOTE) {
      wrong("note", "too-long", LONGEST_NOTE);
      return null;
    }
    return note.isBlank() ? null : note.strip();
  }
}
