package jp.tsunagi.record.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import jp.tsunagi.record.control.SearchParameter.Kind;
import jp.tsunagi.record.entity.IndexEntries;
import jp.tsunagi.record.entity.IndexRow;
import jp.tsunagi.record.entity.LogicalId;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** 索引の抽出。 Reads from a resource everything by which it can be found. */
@ApplicationScoped
public class IndexExtractor {
  private ParameterCatalogue catalogue;
  private RangeRows ranges;
  private ReferenceRows references;

  /**
   * Where a value was found.
   *
   * @param part which repetition of an element, 0 for the resource as a whole
   */
  record Place(SearchParameter parameter, int part) {
    int number() {
      return parameter.number();
    }
  }

  @SuppressWarnings("NullAway.Init")
  protected IndexExtractor() {}

  @Inject
  IndexExtractor(ParameterCatalogue catalogue, UnitConversion units) {
    this.catalogue = catalogue;
    this.ranges = new RangeRows(units);
    this.references = new ReferenceRows(catalogue);
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
      if (parameter.kind() == Kind.SPECIAL) {
        addPosition(entries, parameter, resource);
      } else if (parameter.isStored()) {
        parameter
            .path()
            .values(resource, (value, part) -> add(entries, new Place(parameter, part), value));
      }
    }
    catalogue
        .leadingDate(type)
        .ifPresent(
            parameter ->
                entries.rows(IndexRow.Range.class).stream()
                    .filter(row -> parameter.storedAs().contains(row.parameter()))
                    .forEach(row -> entries.offerSortDate((long) row.low())));
    return entries;
  }

  private void add(IndexEntries entries, Place place, IBase value) {
    switch (place.parameter().kind()) {
      case TOKEN -> TokenRows.add(entries, place, value);
      case STRING -> TextRows.add(entries, place.number(), value);
      case DATE -> ranges.addDate(entries, place, value);
      case NUMBER, QUANTITY -> ranges.addQuantity(entries, place, value);
      case REFERENCE -> references.add(entries, place, value);
      case URI -> references.addUri(entries, place, text(value));
      case COMPOSITE, SPECIAL -> {
        // answered by the rows of their parts
      }
    }
  }

  private static void addPosition(
      IndexEntries entries, SearchParameter parameter, Resource resource) {
    if (!(resource instanceof Location location)) {
      return;
    }
    Location.LocationPositionComponent position = location.getPosition();
    if (position.hasLatitude() && position.hasLongitude()) {
      entries.add(
          new IndexRow.Position(
              parameter.number(),
              position.getLatitude().doubleValue(),
              position.getLongitude().doubleValue()));
    }
  }

  static @Nullable String text(IBase value) {
    return value instanceof PrimitiveType<?> primitive ? primitive.getValueAsString() : null;
  }
}
