package jp.tsunagi.record.boundary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a search.
 *
 * @param matches the resources found, in order
 * @param included what {@code _include} and {@code _revinclude} added
 * @param next where the next page begins; null at the end
 * @param total the number of all matches, only when {@code _total=accurate} asked for it
 * @param ignored names of unknown parameters that a lenient search left aside
 */
public record SearchPage(
    List<FhirResource> matches,
    List<FhirResource> included,
    @Nullable String next,
    @Nullable Long total,
    List<String> ignored) {
  public SearchPage {
    matches = List.copyOf(matches);
    included = List.copyOf(included);
    ignored = List.copyOf(ignored);
  }

  public SearchPage(
      List<FhirResource> matches,
      List<FhirResource> included,
      @Nullable String next,
      @Nullable Long total) {
    this(matches, included, next, total, List.of());
  }
}
