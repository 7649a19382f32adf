package jp.tsunagi.record.control;

import java.time.Clock;

/** The parts of the record store put together as the container would. */
public final class RecordAssembly {
  public final LocalTransaction transaction = new LocalTransaction();
  public final FhirEngine engine = new FhirEngine();
  public final NumberDictionary dictionary = new NumberDictionary(transaction);
  public final ParameterCatalogue catalogue =
      new ParameterCatalogue(engine, new CustomParameters(engine), dictionary);
  public final SurrogateKeys keys = new SurrogateKeys(transaction);
  public final BodyCompression compression = new BodyCompression();
  public final UnitConversion units = new UnitConversion();
  public final IndexExtractor extractor = new IndexExtractor(catalogue, units);
  public final PendingWrites pending =
      new PendingWrites(transaction, catalogue, keys, new IndexRepository(transaction));
  public final ResourceRepository resources =
      new ResourceRepository(transaction, catalogue, pending);
  public final VersionRepository versions = new VersionRepository(resources, catalogue);
  public final WalkRepository walk = new WalkRepository(transaction, pending, catalogue, resources);
  public final ResourceSearch search;

  public RecordAssembly(Clock clock) {
    search =
        new ResourceSearch(
            transaction,
            pending,
            catalogue,
            new SearchParser(catalogue, new ValueConditions(units, clock), pending),
            new SearchPlanner(catalogue),
            new SearchCursor("test"),
            new Inclusions(transaction, catalogue, resources),
            resources);
  }
}
