package jp.tsunagi.emergency.boundary;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.tsunagi.emergency.entity.EmergencyEvent;
import jp.tsunagi.emergency.entity.EmergencyKind;
import jp.tsunagi.emergency.entity.GeoPoint;
import jp.tsunagi.emergency.entity.SourceCode;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import org.jspecify.annotations.Nullable;

/** 通報の受付. What a centre sends; every member may be missing until it is checked. */
public record ReceiveEmergencyEvent(
    @Nullable String eventId,
    @Nullable String centre,
    @Nullable String deviceId,
    @Nullable String kind,
    @Nullable Code code,
    @Nullable String occurredAt,
    @Nullable String text,
    @Nullable Location location,
    @Nullable Boolean exercise) {
  private static final int CODE_LENGTH = 200;

  /** What the device's protocol said. */
  public record Code(@Nullable String system, @Nullable String value) {}

  /** Degrees of WGS 84. */
  public record Location(@Nullable BigDecimal latitude, @Nullable BigDecimal longitude) {}

  /** The event, or every violation at once. */
  EmergencyEvent checked() {
    Checked fields = new Checked();
    String checkedEvent = fields.id("eventId", eventId);
    String checkedCentre = fields.id("centre", centre);
    String checkedDevice = fields.id("deviceId", deviceId);
    Optional<EmergencyKind> checkedKind = fields.kind(kind);
    Optional<OffsetDateTime> checkedTime = fields.time(occurredAt);
    Optional<SourceCode> checkedCode = fields.code(code);
    Optional<GeoPoint> checkedLocation = fields.location(location);
    fields.length("text", text, EmergencyEvent.TEXT_LENGTH);
    fields.refuseIfAny();
    return new EmergencyEvent(
        checkedCentre,
        checkedEvent,
        checkedDevice,
        checkedKind.orElseThrow(),
        checkedCode.orElse(null),
        checkedTime.orElseThrow(),
        text,
        checkedLocation.orElse(null),
        Boolean.TRUE.equals(exercise));
  }

  /** Collects what is wrong, field by field. */
  private static final class Checked {
    private final List<Violation> violations = new ArrayList<>();

    String id(String field, @Nullable String value) {
      return text(field, value, EmergencyEvent.ID_LENGTH);
    }

    String text(String field, @Nullable String value, int most) {
      String text = value == null ? "" : value.strip();
      if (text.isEmpty()) {
        violations.add(Violation.of(field, "required"));
      }
      length(field, text, most);
      return text;
    }

    void length(String field, @Nullable String value, int most) {
      if (value != null && value.length() > most) {
        violations.add(Violation.of(field, "too-long", most));
      }
    }

    Optional<EmergencyKind> kind(@Nullable String value) {
      if (value == null || value.isBlank()) {
        violations.add(Violation.of("kind", "required"));
        return Optional.empty();
      }
      Optional<EmergencyKind> kind = EmergencyKind.ofCode(value);
      if (kind.isEmpty()) {
        violations.add(Violation.of("kind", "not-a-code", EmergencyKind.codes()));
      }
      return kind;
    }

    Optional<OffsetDateTime> time(@Nullable String value) {
      if (value == null || value.isBlank()) {
        violations.add(Violation.of("occurredAt", "required"));
        return Optional.empty();
      }
      try {
        OffsetDateTime time = OffsetDateTime.parse(value);
        if (time.getYear() >= 1900 && time.getYear() <= 9999) {
          return Optional.of(time);
        }
      } catch (DateTimeParseException e) {
        // Said below, for both reasons.
      }
      violations.add(Violation.of("occurredAt", "not-a-time"));
      return Optional.empty();
    }

    Optional<SourceCode> code(@Nullable Code code) {
      if (code == null) {
        return Optional.empty();
      }
      return Optional.of(
          new SourceCode(
              text("code.system", code.system(), CODE_LENGTH),
              text("code.value", code.value(), CODE_LENGTH)));
    }

    Optional<GeoPoint> location(@Nullable Location location) {
      if (location == null) {
        return Optional.empty();
      }
      int before = violations.size();
      BigDecimal latitude = degrees("location.latitude", location.latitude(), 90);
      BigDecimal longitude = degrees("location.longitude", location.longitude(), 180);
      return violations.size() > before
          ? Optional.empty()
          : Optional.of(new GeoPoint(latitude, longitude));
    }

    private BigDecimal degrees(String field, @Nullable BigDecimal value, int most) {
      if (value == null) {
        violations.add(Violation.of(field, "required"));
        return BigDecimal.ZERO;
      }
      // An exponent without end is a number too; it must not be written out.
      if (value.scale() > 20
          || value.precision() > 30
          || value.abs().compareTo(BigDecimal.valueOf(most)) > 0) {
        violations.add(Violation.of(field, "out-of-range", -most, most));
        return BigDecimal.ZERO;
      }
      return value;
    }

    void refuseIfAny() {
      if (!violations.isEmpty()) {
        throw new ProblemException(ProblemCode.INVALID_CONTENT, violations);
      }
    }
  }
}
