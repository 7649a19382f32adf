package jp.tsunagi.record.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import jp.tsunagi.record.control.SearchParameter.Kind;
import jp.tsunagi.record.entity.DateRange;
import jp.tsunagi.record.entity.FoldedText;
import jp.tsunagi.record.entity.IndexEntries;
import jp.tsunagi.record.entity.IndexEntries.TokenText;
import jp.tsunagi.record.entity.IndexRow;
import jp.tsunagi.record.entity.LogicalId;
import jp.tsunagi.record.entity.StableHash;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SampledData;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Timing;
import org.jspecify.annotations.Nullable;

/** 索引の抽出。 Reads from a resource everything by which it can be found. */
@ApplicationScoped
public class IndexExtractor {
  /** Marks a token row that stands for words without a code. */
  static final int TEXT_ONLY = StableHash.ofName("text");

  private static final int HEAD = 16;
  private static final int LONGEST_TEXT = 200;
  private static final int LONGEST_URI = 500;

  private ParameterCatalogue catalogue;
  private UnitConversion units;

  @SuppressWarnings("NullAway.Init")
  protected IndexExtractor() {}

  @Inject
  IndexExtractor(ParameterCatalogue catalogue, UnitConversion units) {
    this.catalogue = catalogue;
    this.units = units;
  }

  /**
   * @param residents ids of the Patients the resource is about
   */
  public IndexEntries extract(Resource resource, List<String> residents) {
    IndexEntries entries = new IndexEntries();
    String type = resource.fhirType();
    if (type.equals("Patient")) {
      entries.markAboutItself();
    } else {
      residents.forEach(id -> entries.addResident(new LogicalId("Patient", id)));
    }
    for (SearchParameter parameter : catalogue.of(type).values()) {
      if (parameter.isStored()) {
        for (IBase value : parameter.path().values(resource)) {
          add(entries, parameter, value);
        }
      } else if (parameter.kind() == Kind.SPECIAL && resource instanceof Location location) {
        addPosition(entries, parameter, location);
      }
    }
    catalogue
        .leadingDate(type)
        .ifPresent(
            parameter ->
                entries.rows(IndexRow.Period.class).stream()
                    .filter(row -> parameter.storedAs().contains(row.parameter()))
                    .forEach(row -> entries.offerSortDate(row.low())));
    return entries;
  }

  private void add(IndexEntries entries, SearchParameter parameter, IBase value) {
    switch (parameter.kind()) {
      case TOKEN -> addToken(entries, parameter, value);
      case STRING -> addString(entries, parameter.number(), value);
      case DATE ->
          period(value)
              .ifPresent(
                  range ->
                      entries.add(
                          new IndexRow.Period(parameter.number(), range.low(), range.high())));
      case NUMBER, QUANTITY -> addQuantity(entries, parameter.number(), 0, value);
      case REFERENCE -> addReference(entries, parameter, value);
      case URI -> addUri(entries, parameter.number(), text(value));
      case COMPOSITE, SPECIAL -> {
        // no rows of their own kind
      }
    }
  }

  private static void addPosition(
      IndexEntries entries, SearchParameter parameter, Location location) {
    Location.LocationPositionComponent position = location.getPosition();
    if (position.hasLatitude() && position.hasLongitude()) {
      entries.add(
          new IndexRow.Position(
              parameter.number(),
              position.getLatitude().doubleValue(),
              position.getLongitude().doubleValue()));
    }
  }

  private static void addToken(IndexEntries entries, SearchParameter parameter, IBase value) {
    int number = parameter.number();
    if (value instanceof CodeableConcept concept) {
      addConcept(entries, number, concept);
    } else if (value instanceof Coding coding) {
      addCoding(entries, number, coding);
    } else if (value instanceof Identifier identifier) {
      addIdentifier(entries, parameter, identifier);
    } else if (value instanceof ContactPoint contact) {
      addContact(entries, number, contact);
    } else if (value instanceof Enumeration<?> code && code.hasValue()) {
      String system = code.getSystem();
      entries.add(token(number, system, code.getValueAsString()));
    } else if (value instanceof PrimitiveType<?> primitive && primitive.hasValue()) {
      entries.add(token(number, null, primitive.getValueAsString()));
    }
  }

  private static void addConcept(IndexEntries entries, int number, CodeableConcept concept) {
    boolean said = false;
    for (Coding coding : concept.getCoding()) {
      addCoding(entries, number, coding);
      said |= concept.hasText() && concept.getText().equals(coding.getDisplay());
    }
    if (concept.hasText() && !said) {
      addText(entries, number, concept.getText());
    }
  }

  private static void addCoding(IndexEntries entries, int number, Coding coding) {
    if (!coding.hasCode() && !coding.hasSystem()) {
      if (coding.hasDisplay()) {
        addText(entries, number, coding.getDisplay());
      }
      return;
    }
    IndexRow.Token row = token(number, coding.getSystem(), coding.getCode());
    entries.add(row);
    if (coding.hasDisplay()) {
      entries.remember(
          new TokenText(number, row.hash(), FoldedText.of(coding.getDisplay(), LONGEST_TEXT)));
    }
  }

  /** Words alone: a row that no code can match, found by {@code :text}. */
  private static void addText(IndexEntries entries, int number, String words) {
    String folded = FoldedText.of(words, LONGEST_TEXT);
    long hash = StableHash.ofPair("text", folded);
    entries.add(new IndexRow.Token(number, hash, TEXT_ONLY, ""));
    entries.remember(new TokenText(number, hash, folded));
  }

  private static void addIdentifier(
      IndexEntries entries, SearchParameter parameter, Identifier identifier) {
    if (!identifier.hasValue() && !identifier.hasSystem()) {
      return;
    }
    entries.add(token(parameter.number(), identifier.getSystem(), identifier.getValue()));
    if (!identifier.hasValue() || !identifier.hasType()) {
      return;
    }
    for (Coding type : identifier.getType().getCoding()) {
      if (type.hasCode()) {
        entries.add(
            token(
                parameter.ofTypeNumber(),
                type.getSystem(),
                typedValue(type.getCode(), identifier.getValue())));
      }
    }
    if (identifier.getType().hasText()) {
      addText(entries, parameter.number(), identifier.getType().getText());
    }
  }

  /** How {@code :of-type} says a type's code and a value in one. */
  static String typedValue(String code, String value) {
    return code + "|" + value;
  }

  private static void addContact(IndexEntries entries, int number, ContactPoint contact) {
    if (!contact.hasValue()) {
      return;
    }
    String use = contact.hasUse() ? contact.getUse().toCode() : null;
    entries.add(token(number, use, contact.getValue()));
    String digits = digits(contact.getValue());
    if (!digits.isEmpty() && !digits.equals(contact.getValue()) && !isMail(contact)) {
      entries.add(token(number, use, digits));
    }
  }

  private static boolean isMail(ContactPoint contact) {
    return contact.getValue().indexOf('@') >= 0;
  }

  /** A telephone number without what people put between the digits, in any width. */
  static String digits(String number) {
    StringBuilder digits = new StringBuilder();
    number
        .codePoints()
        .filter(Character::isDigit)
        .map(Character::getNumericValue)
        .forEach(digits::append);
    return digits.toString();
  }

  static IndexRow.Token token(int number, @Nullable String system, @Nullable String code) {
    String value = code == null ? "" : code;
    return new IndexRow.Token(
        number,
        StableHash.of(value),
        system == null || system.isEmpty() ? 0 : StableHash.ofName(system),
        head(value));
  }

  private static String head(String value) {
    return value.codePointCount(0, value.length()) <= HEAD
        ? value
        : value.substring(0, value.offsetByCodePoints(0, HEAD));
  }

  private static void addString(IndexEntries entries, int number, IBase value) {
    if (value instanceof HumanName name) {
      addName(entries, number, name);
    } else if (value instanceof Address address) {
      addAddress(entries, number, address);
    } else if (value instanceof ContactPoint contact) {
      addWords(entries, number, contact.getValue());
    } else if (value instanceof CodeableConcept concept) {
      addWords(entries, number, concept.getText());
      concept.getCoding().forEach(coding -> addWords(entries, number, coding.getDisplay()));
    } else {
      addWords(entries, number, text(value));
    }
  }

  /** Every part, the whole as written, and family and given in one, as Japanese names are typed. */
  private static void addName(IndexEntries entries, int number, HumanName name) {
    addWords(entries, number, name.getText());
    addWords(entries, number, name.getFamily());
    name.getGiven().forEach(given -> addWords(entries, number, given.getValue()));
    name.getPrefix().forEach(prefix -> addWords(entries, number, prefix.getValue()));
    name.getSuffix().forEach(suffix -> addWords(entries, number, suffix.getValue()));
    if (name.hasFamily() && name.hasGiven()) {
      addWords(entries, number, name.getFamily() + " " + name.getGivenAsSingleString());
    }
  }

  private static void addAddress(IndexEntries entries, int number, Address address) {
    addWords(entries, number, address.getText());
    address.getLine().forEach(line -> addWords(entries, number, line.getValue()));
    addWords(entries, number, address.getCity());
    addWords(entries, number, address.getDistrict());
    addWords(entries, number, address.getState());
    addWords(entries, number, address.getCountry());
    addWords(entries, number, address.getPostalCode());
  }

  private static void addWords(IndexEntries entries, int number, @Nullable String words) {
    if (words != null && !words.isBlank()) {
      entries.add(new IndexRow.Text(number, StableHash.of(words), FoldedText.of(words)));
    }
  }

  /** The time a value covers; an open end is the end of time. */
  static Optional<DateRange> period(IBase value) {
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

  private static Optional<DateRange> timing(Timing timing) {
    Optional<DateRange> events =
        timing.getEvent().stream()
            .flatMap(event -> DateRange.parse(event.getValueAsString()).stream())
            .reduce(DateRange::to);
    if (events.isPresent() || !timing.getRepeat().hasBoundsPeriod()) {
      return events;
    }
    Period bounds = timing.getRepeat().getBoundsPeriod();
    return between(bounds.getStartElement(), bounds.getEndElement());
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

  private void addQuantity(IndexEntries entries, int number, long part, IBase value) {
    if (value instanceof Quantity quantity) {
      addQuantity(entries, number, part, quantity, quantity);
    } else if (value instanceof Range range) {
      addRange(entries, number, part, range);
    } else if (value instanceof Money money && money.hasValue()) {
      Quantity amount =
          new Quantity()
              .setValue(money.getValue())
              .setSystem("urn:iso:std:iso:4217")
              .setCode(money.getCurrency());
      addQuantity(entries, number, part, amount, amount);
    } else if (value instanceof SampledData sampled && sampled.hasOrigin()) {
      addQuantity(entries, number, part, sampled.getOrigin(), sampled.getOrigin());
    } else if (value instanceof PrimitiveType<?> primitive && primitive.hasValue()) {
      double plain = new BigDecimal(primitive.getValueAsString()).doubleValue() + 0.0;
      if (Double.isInfinite(plain)) {
        return;
      }
      entries.add(new IndexRow.Quantity(number, part, 0, 0, plain, plain, 0, plain, plain));
    }
  }

  private void addRange(IndexEntries entries, int number, long part, Range range) {
    Quantity low = range.hasLow() ? range.getLow() : range.getHigh();
    Quantity high = range.hasHigh() ? range.getHigh() : range.getLow();
    if (low.hasValue() && high.hasValue()) {
      addQuantity(entries, number, part, low, high);
    }
  }

  private void addQuantity(
      IndexEntries entries, int number, long part, Quantity low, Quantity high) {
    if (!low.hasValue() || !high.hasValue()) {
      return;
    }
    // Adding zero turns the negative zero, which is another number to Java and the same to SQL.
    double from = low.getValue().doubleValue() + 0.0;
    double to = high.getValue().doubleValue() + 0.0;
    if (Double.isInfinite(from) || Double.isInfinite(to)) {
      return;
    }
    String unit = low.hasCode() ? low.getCode() : low.getUnit();
    Optional<UnitConversion.Canonical> first =
        units.canonical(low.getSystem(), low.getCode(), from);
    Optional<UnitConversion.Canonical> last = units.canonical(high.getSystem(), high.getCode(), to);
    boolean converted =
        first.isPresent() && last.isPresent() && first.get().unit().equals(last.get().unit());
    entries.add(
        new IndexRow.Quantity(
            number,
            part,
            unit == null ? 0 : StableHash.ofName(unit),
            low.hasSystem() ? StableHash.ofName(low.getSystem()) : 0,
            from,
            to,
            converted ? StableHash.ofName(first.get().unit()) : 0,
            converted ? first.get().value() : 0,
            converted ? last.get().value() : 0));
  }

  private void addReference(IndexEntries entries, SearchParameter parameter, IBase value) {
    if (value instanceof Reference reference) {
      if (reference.hasReference()) {
        addTarget(entries, parameter, reference.getReference());
      }
      if (reference.hasIdentifier() && reference.getIdentifier().hasValue()) {
        entries.add(
            token(
                parameter.identifierNumber(),
                reference.getIdentifier().getSystem(),
                reference.getIdentifier().getValue()));
      }
    } else if (value instanceof PrimitiveType<?> primitive && primitive.hasValue()) {
      addTarget(entries, parameter, primitive.getValueAsString());
    }
  }

  private void addTarget(IndexEntries entries, SearchParameter parameter, String target) {
    if (target.startsWith("#")) {
      return;
    }
    Optional<LogicalId> here = ReferenceText.local(target);
    if (here.isPresent() && catalogue.isType(here.get().type())) {
      entries.add(new IndexRow.Link(parameter.number(), here.get()));
    } else {
      addUri(entries, parameter.number(), target);
      int version = target.indexOf('|');
      if (version > 0) {
        addUri(entries, parameter.number(), target.substring(0, version));
      }
    }
  }

  private static void addUri(IndexEntries entries, int number, @Nullable String uri) {
    if (uri != null && !uri.isEmpty()) {
      entries.add(new IndexRow.Token(number, StableHash.of(uri), 0, ""));
      if (uri.length() <= LONGEST_URI) {
        entries.remember(uri);
      }
    }
  }

  private static @Nullable String text(IBase value) {
    if (value instanceof StringType string) {
      return string.getValue();
    }
    return value instanceof PrimitiveType<?> primitive ? primitive.getValueAsString() : null;
  }
}
