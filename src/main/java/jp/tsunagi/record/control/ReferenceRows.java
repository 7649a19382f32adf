package jp.tsunagi.record.control;

import java.util.Optional;
import jp.tsunagi.record.control.IndexExtractor.Place;
import jp.tsunagi.record.entity.IndexEntries;
import jp.tsunagi.record.entity.IndexRow;
import jp.tsunagi.record.entity.LogicalId;
import jp.tsunagi.record.entity.StableHash;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/** 参照の行。 Index rows of references, canonicals and URIs. */
final class ReferenceRows {
  private static final int LONGEST_URI = 500;

  private final ParameterCatalogue catalogue;

  ReferenceRows(ParameterCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  void add(IndexEntries entries, Place place, IBase value) {
    if (value instanceof Reference reference) {
      if (reference.hasReference()) {
        addTarget(entries, place, reference.getReference());
      }
      if (reference.hasIdentifier() && reference.getIdentifier().hasValue()) {
        entries.add(
            TokenRows.token(
                place.parameter().sideNumber(),
                place.part(),
                reference.getIdentifier().getSystem(),
                reference.getIdentifier().getValue()));
      }
    } else if (value instanceof PrimitiveType<?> primitive && primitive.hasValue()) {
      addTarget(entries, place, primitive.getValueAsString());
    }
  }

  private void addTarget(IndexEntries entries, Place place, String target) {
    if (target.startsWith("#")) {
      return;
    }
    Optional<LogicalId> here = ReferenceText.local(target);
    if (here.isPresent() && catalogue.isType(here.get().type())) {
      entries.add(new IndexRow.Link(place.number(), place.part(), here.get()));
    } else {
      addUri(entries, place, target);
    }
  }

  /** A canonical with its version is found without it as well. */
  void addUri(IndexEntries entries, Place place, @Nullable String uri) {
    if (uri == null || uri.isEmpty()) {
      return;
    }
    addOne(entries, place, uri);
    int version = uri.indexOf('|');
    if (version > 0) {
      addOne(entries, place, uri.substring(0, version));
    }
  }

  private static void addOne(IndexEntries entries, Place place, String uri) {
    entries.add(new IndexRow.Key(place.number(), place.part(), StableHash.of(uri), 0, ""));
    if (uri.length() <= LONGEST_URI) {
      entries.remember(uri);
    }
  }
}
