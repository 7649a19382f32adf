package jp.tsunagi.organization.boundary;

import java.util.List;
import java.util.Optional;
import jp.tsunagi.kernel.AreaCode;

/** 地区の木. The places of the city, read from the data the product ships. */
public interface AreaTree {
  List<Area> all();

  Optional<Area> find(AreaCode code);

  /**
   * The town an address text names, by longest match; empty when the address lies in no known
   * place.
   */
  Optional<Area> townOf(String addressText);

  /** Name of a place in {@code ja} or {@code en}; an unknown place is named by its code. */
  default String nameOf(AreaCode code, String language) {
    return find(code).map(Area::name).orElse(code.value());
  }
}
