package jp.tsunagi.record.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import jp.tsunagi.record.control.ParameterCatalogue;

/** 検索パラメータ. Which parameters the record can search by, for who describes it to others. */
@ApplicationScoped
public class SearchParameters {
  private ParameterCatalogue catalogue;

  @SuppressWarnings("NullAway.Init")
  protected SearchParameters() {}

  @Inject
  SearchParameters(ParameterCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * The kind of each parameter of a type ({@code token}, {@code date}, …) by its name in a search,
   * those of our own guide and those of every type among them.
   */
  public Map<String, String> of(String type) {
    return catalogue.kinds(type);
  }
}
