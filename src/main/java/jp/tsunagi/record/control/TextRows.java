package jp.tsunagi.record.control;

import jp.tsunagi.record.entity.FoldedText;
import jp.tsunagi.record.entity.IndexEntries;
import jp.tsunagi.record.entity.IndexRow;
import jp.tsunagi.record.entity.StableHash;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.HumanName;
import org.jspecify.annotations.Nullable;

/** 文字列の行。 Index rows of names, addresses and texts. */
final class TextRows {
  private TextRows() {}

  static void add(IndexEntries entries, int number, IBase value) {
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
      addWords(entries, number, IndexExtractor.text(value));
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
}
