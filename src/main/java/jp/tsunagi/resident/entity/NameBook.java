package jp.tsunagi.resident.entity;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** 名簿引き. Names and numbers behind references to organizations, staff, places and contacts. */
public record NameBook(Map<String, Entry> entries) {
  /**
   * One thing with a name.
   *
   * @param organization reference of the organization a post belongs to
   * @param person reference of the person in a post
   * @param kind role of a post or type of an organization
   */
  public record Entry(
      @Nullable String name,
      @Nullable String phone,
      @Nullable String organization,
      @Nullable String person,
      @Nullable String kind) {}

  public NameBook {
    entries = Map.copyOf(entries);
  }

  public Optional<Entry> find(@Nullable String reference) {
    return Optional.ofNullable(reference).map(entries::get);
  }

  public Optional<String> name(@Nullable String reference) {
    return find(reference).map(Entry::name);
  }
}
