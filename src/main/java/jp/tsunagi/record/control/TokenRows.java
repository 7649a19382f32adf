package jp.tsunagi.record.control;

import jp.tsunagi.record.control.IndexExtractor.Place;
import jp.tsunagi.record.entity.FoldedText;
import jp.tsunagi.record.entity.IndexEntries;
import jp.tsunagi.record.entity.IndexEntries.TokenText;
import jp.tsunagi.record.entity.IndexRow;
import jp.tsunagi.record.entity.StableHash;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.jspecify.annotations.Nullable;

/** トークンの行。 Index rows of codes, identifiers, contact points and booleans. */
final class TokenRows {
  /** Qualifies a row that stands for words without a code. */
  private static final int WORDS = StableHash.ofName("text");

  private static final int HEAD = 16;
  private static final int LONGEST_TEXT = 200;

  private TokenRows() {}

  static void add(IndexEntries entries, Place place, IBase value) {
    if (value instanceof CodeableConcept concept) {
      addConcept(entries, place, concept);
    } else if (value instanceof Coding coding) {
      addCoding(entries, place, coding);
    } else if (value instanceof Identifier identifier) {
      addIdentifier(entries, place, identifier);
    } else if (value instanceof ContactPoint contact) {
      addContact(entries, place, contact);
    } else if (value instanceof Enumeration<?> code && code.hasValue()) {
      // The binding is required, so the system is known without being written.
      entries.add(token(place, code.getSystem(), code.getValueAsString()));
    } else if (value instanceof PrimitiveType<?> primitive && primitive.hasValue()) {
      entries.add(token(place, null, primitive.getValueAsString()));
    }
  }

  private static void addConcept(IndexEntries entries, Place place, CodeableConcept concept) {
    boolean said = false;
    for (Coding coding : concept.getCoding()) {
      addCoding(entries, place, coding);
      said |= concept.hasText() && concept.getText().equals(coding.getDisplay());
    }
    if (concept.hasText() && !said) {
      addText(entries, place, concept.getText());
    }
  }

  private static void addCoding(IndexEntries entries, Place place, Coding coding) {
    if (!coding.hasCode() && !coding.hasSystem()) {
      if (coding.hasDisplay()) {
        addText(entries, place, coding.getDisplay());
      }
      return;
    }
    IndexRow.Key row = token(place, coding.getSystem(), coding.getCode());
    entries.add(row);
    if (coding.hasDisplay()) {
      entries.remember(
          new TokenText(
              place.number(), row.hash(), FoldedText.of(coding.getDisplay(), LONGEST_TEXT)));
    }
  }

  /** Words alone: a row that no code can match, found by {@code :text}. */
  private static void addText(IndexEntries entries, Place place, String words) {
    String folded = FoldedText.of(words, LONGEST_TEXT);
    long hash = StableHash.ofPair("text", folded);
    entries.add(new IndexRow.Key(place.number(), place.part(), hash, WORDS, ""));
    entries.remember(new TokenText(place.number(), hash, folded));
  }

  private static void addIdentifier(IndexEntries entries, Place place, Identifier identifier) {
    if (!identifier.hasValue() && !identifier.hasSystem()) {
      return;
    }
    entries.add(token(place, identifier.getSystem(), identifier.getValue()));
    if (!identifier.hasValue() || !identifier.hasType()) {
      return;
    }
    for (Coding type : identifier.getType().getCoding()) {
      if (type.hasCode()) {
        entries.add(
            token(
                place.parameter().sideNumber(),
                place.part(),
                type.getSystem(),
                typedValue(type.getCode(), identifier.getValue())));
      }
    }
    if (identifier.getType().hasText()) {
      addText(entries, place, identifier.getType().getText());
    }
  }

  /** How {@code :of-type} says a type's code and a value in one. */
  static String typedValue(String code, String value) {
    return code + "|" + value;
  }

  /** Found with {@code phone|…} as with {@code home|…}, a number also without its hyphens. */
  private static void addContact(IndexEntries entries, Place place, ContactPoint contact) {
    if (!contact.hasValue()) {
      return;
    }
    addContact(entries, place, contact, contact.getValue());
    String digits = digits(contact.getValue());
    boolean number = contact.getValue().indexOf('@') < 0 && digits.length() > 5;
    if (number && !digits.equals(contact.getValue())) {
      addContact(entries, place, contact, digits);
    }
  }

  private static void addContact(
      IndexEntries entries, Place place, ContactPoint contact, String value) {
    entries.add(token(place, contact.hasSystem() ? contact.getSystem().toCode() : null, value));
    if (contact.hasUse()) {
      entries.add(token(place, contact.getUse().toCode(), value));
    }
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

  private static IndexRow.Key token(Place place, @Nullable String system, @Nullable String code) {
    return token(place.number(), place.part(), system, code);
  }

  static IndexRow.Key token(int number, int part, @Nullable String system, @Nullable String code) {
    String value = code == null ? "" : code;
    int qualifier = system == null || system.isEmpty() ? 0 : StableHash.ofName(system);
    return new IndexRow.Key(number, part, StableHash.of(value), qualifier, head(value));
  }

  private static String head(String value) {
    return value.codePointCount(0, value.length()) <= HEAD
        ? value
        : value.substring(0, value.offsetByCodePoints(0, HEAD));
  }
}
