package jp.tsunagi.record.control;

import java.math.BigDecimal;
import java.util.Optional;
import jp.tsunagi.record.control.IndexExtractor.Place;
import jp.tsunagi.record.entity.DateRange;
import jp.tsunagi.record.entity.IndexEntries;
import jp.tsunagi.record.entity.IndexRow;
import jp.tsunagi.record.entity.StableHash;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.SampledData;
import org.hl7.fhir.r4.model.Timing;

/** 範囲の行。 Index rows of dates, periods, numbers and quantities. */
final class RangeRows {
  private final UnitConversion units;

  RangeRows(UnitConversion units) {
    this.units = units;
  }

  void addDate(IndexEntries entries, Place place, IBase value) {
    period(value)
        .ifPresent(
            range ->
                entries.add(
                    new IndexRow.Range(
                        place.number(), place.part(), range.low(), range.high(), 0)));
  }

  /** The time a value covers; an open end is the end of time. */
  private static Optional<DateRange> period(IBase value) {
    if (value instanceof Period period) {
      return between(period.getStartElement(), period.getEndElement());
    }
    if (value instanceof Timing timing) {
      return timing(timing);
    }
    if (value instanceof PrimitiveType<?> primitive && primitive.hasValue()) {
      return DateRange.parse(primitive.getValueAsString());
    }
    return Optional.empty();
  }

  /** From the first of its events and bounds to the last. */
  private static Optional<DateRange> timing(Timing timing) {
    Optional<DateRange> events =
        timing.getEvent().stream()
            .flatMap(event -> DateRange.parse(event.getValueAsString()).stream())
            .reduce(DateRange::to);
    if (!timing.getRepeat().hasBoundsPeriod()) {
      return events;
    }
    Period period = timing.getRepeat().getBoundsPeriod();
    Optional<DateRange> bounds = between(period.getStartElement(), period.getEndElement());
    return events.isEmpty() ? bounds : events.map(range -> bounds.map(range::to).orElse(range));
  }

  private static Optional<DateRange> between(BaseDateTimeType start, BaseDateTimeType end) {
    Optional<DateRange> first =
        start.hasValue() ? DateRange.parse(start.getValueAsString()) : Optional.empty();
    Optional<DateRange> last =
        end.hasValue() ? DateRange.parse(end.getValueAsString()) : Optional.empty();
    if (first.isEmpty() && last.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new DateRange(
            first.map(DateRange::low).orElse(DateRange.BEGINNING),
            last.map(DateRange::high).orElse(DateRange.END)));
  }

  void addQuantity(IndexEntries entries, Place place, IBase value) {
    if (value instanceof Range range) {
      Quantity low = range.hasLow() ? range.getLow() : range.getHigh();
      Quantity high = range.hasHigh() ? range.getHigh() : range.getLow();
      addQuantity(entries, place, low, high);
    } else if (value instanceof PrimitiveType<?> primitive && primitive.hasValue()) {
      double number = new BigDecimal(primitive.getValueAsString()).doubleValue();
      addRange(entries, place.number(), place.part(), number, number, 0);
    } else {
      quantity(value).ifPresent(amount -> addQuantity(entries, place, amount, amount));
    }
  }

  private static Optional<Quantity> quantity(IBase value) {
    if (value instanceof Quantity quantity) {
      return Optional.of(quantity);
    }
    if (value instanceof Money money && money.hasValue()) {
      return Optional.of(
          new Quantity()
              .setValue(money.getValue())
              .setSystem("urn:iso:std:iso:4217")
              .setCode(money.getCurrency()));
    }
    return value instanceof SampledData sampled && sampled.hasOrigin()
        ? Optional.of(sampled.getOrigin())
        : Optional.empty();
  }

  /** As written, and once more with its coded unit: in canonical units where UCUM knows it. */
  private void addQuantity(IndexEntries entries, Place place, Quantity low, Quantity high) {
    if (!low.hasValue() || !high.hasValue()) {
      return;
    }
    double from = low.getValue().doubleValue();
    double to = high.getValue().doubleValue();
    String unit = low.hasCode() ? low.getCode() : low.getUnit();
    addRange(
        entries,
        place.number(),
        place.part(),
        from,
        to,
        unit == null ? 0 : StableHash.ofName(unit));
    if (low.hasSystem() && low.hasCode()) {
      String same = high.hasCode() ? high.getCode() : low.getCode();
      UnitConversion.Coded first = units.coded(low.getSystem(), low.getCode(), from);
      UnitConversion.Coded last = units.coded(low.getSystem(), same, to);
      addRange(
          entries,
          place.parameter().sideNumber(),
          place.part(),
          first.value(),
          last.value(),
          first.unit());
    }
  }

  private static void addRange(
      IndexEntries entries, int number, int part, double low, double high, int unit) {
    if (number != 0 && !Double.isInfinite(low) && !Double.isInfinite(high)) {
      // Adding zero turns the negative zero, another number to Java and the same one to SQL.
      entries.add(new IndexRow.Range(number, part, low + 0.0, high + 0.0, unit));
    }
  }
}
