package jp.tsunagi.record.boundary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 検索. A FHIR search of one type, written the FHIR way: {@code
 * SearchQuery.of("Observation").where("patient", "Patient/1").where("code",
 * "http://loinc.org|8867-4").sort("-date").count(20)}. Parameter names may carry modifiers and
 * chains ({@code name:exact}, {@code subject.name}); a value with commas means OR, repeating a name
 * means AND.
 */
public final class SearchQuery {
  /** One criterion as it stands in the URL. */
  public record Criterion(String name, String value) {}

  private final String type;
  private final List<Criterion> criteria = new ArrayList<>();
  private int count = 50;
  private @Nullable String cursor;
  private @Nullable ResourceKey compartment;
  private boolean lenient;
  private String user = "";

  private SearchQuery(String type) {
    this.type = type;
  }

  public static SearchQuery of(String type) {
    return new SearchQuery(type);
  }

  public SearchQuery where(String name, String value) {
    criteria.add(new Criterion(name, value));
    return this;
  }

  /** Keys of {@code _sort}, separated by commas, a leading minus for descending. */
  public SearchQuery sort(String keys) {
    return where("_sort", keys);
  }

  public SearchQuery count(int most) {
    count = most;
    return this;
  }

  /** Where an earlier page ended: {@link SearchPage#next()}. */
  public SearchQuery from(@Nullable String cursor) {
    this.cursor = cursor;
    return this;
  }

  /** Only resources that are about this Patient. */
  public SearchQuery inCompartment(ResourceKey patient) {
    compartment = patient;
    return this;
  }

  /**
   * Unknown parameters are left aside and told in {@link SearchPage#ignored()}; otherwise they are
   * an error.
   */
  public SearchQuery lenient() {
    lenient = true;
    return this;
  }

  /** Cursors of this search work for this user only. */
  public SearchQuery askedBy(String userName) {
    user = userName;
    return this;
  }

  /** The same search with other criteria. */
  public SearchQuery with(List<Criterion> otherCriteria) {
    SearchQuery other = new SearchQuery(type);
    other.criteria.addAll(otherCriteria);
    other.count = count;
    other.cursor = cursor;
    other.compartment = compartment;
    other.lenient = lenient;
    other.user = user;
    return other;
  }

  public Optional<ResourceKey> compartmentOf() {
    return Optional.ofNullable(compartment);
  }

  public boolean isLenient() {
    return lenient;
  }

  public String user() {
    return user;
  }

  public String type() {
    return type;
  }

  public List<Criterion> criteria() {
    return List.copyOf(criteria);
  }

  public int count() {
    return count;
  }

  public @Nullable String cursor() {
    return cursor;
  }
}
