package jp.tsunagi.consent.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jp.tsunagi.audit.boundary.RelativesHint;
import jp.tsunagi.kernel.Vocabulary.Identifiers;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.SearchQuery;
import jp.tsunagi.record.boundary.Visibility;

/** 身内かもしれない人. Compares a member of staff with residents by family name and by address. */
@ApplicationScoped
public class Relatives implements RelativesHint {
  private static final int AT_ONCE = 200;

  private RecordStore records;

  @SuppressWarnings("NullAway.Init")
  protected Relatives() {}

  @Inject
  Relatives(RecordStore records) {
    this.records = records;
  }

  @Override
  public Set<String> relativesOf(String user, String name, Collection<String> residents) {
    String family = NamedPersonMapper.familyOf(name);
    Set<String> addresses =
        NamedPersonMapper.addressesOf(
            records
                .search(
                    SearchQuery.of("Practitioner")
                        .where("identifier", Identifiers.STAFF_USER + "|" + escaped(user))
                        .count(1),
                    Visibility.ALL)
                .matches());
    Set<String> found = new LinkedHashSet<>();
    List<String> ids = List.copyOf(residents);
    // The system compares, not the auditor: she learns ids, as everywhere in the trail.
    for (int from = 0; from < ids.size(); from += AT_ONCE) {
      List<ResourceKey> keys =
          ids.subList(from, Math.min(from + AT_ONCE, ids.size())).stream()
              .map(id -> new ResourceKey("Patient", id))
              .toList();
      records.readAll(keys, Visibility.ALL).stream()
          .filter(patient -> NamedPersonMapper.resembles(patient, family, addresses))
          .map(FhirResource::id)
          .forEach(found::add);
    }
    return found;
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace(",", "\\,").replace("|", "\\|").replace("$", "\\$");
  }
}
