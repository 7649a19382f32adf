package jp.tsunagi.consent.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jp.tsunagi.kernel.Vocabulary.Identifiers;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.SearchPage;
import jp.tsunagi.record.boundary.SearchQuery;
import jp.tsunagi.record.boundary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * 名指しされた人. Finds whom somebody names who may not search: only a whole name with the birth date, or
 * a device's number, leads to anybody.
 */
@ApplicationScoped
public class NamedPerson {
  private static final int PAGE = 100;

  private RecordStore store;

  @SuppressWarnings("NullAway.Init")
  protected NamedPerson() {}

  @Inject
  NamedPerson(RecordStore store) {
    this.store = store;
  }

  /** Ids of those with this name born on this day. */
  public Set<String> called(String name, LocalDate birthDate) {
    return all(SearchQuery.of("Patient").where("birthdate", birthDate.toString())).stream()
        .filter(patient -> NamedPersonMapper.isCalled(patient, name))
        .map(FhirResource::id)
        .collect(Collectors.toSet());
  }

  /** Ids of the residents of a household with this emergency device. */
  public Set<String> using(String deviceId) {
    SearchQuery query =
        SearchQuery.of("Device")
            .where("identifier", Identifiers.EMERGENCY_DEVICE + "|" + escaped(deviceId));
    // Registered twice by mistake, it is everybody's it could be: one of them must then be named.
    Set<String> residents = new LinkedHashSet<>();
    for (FhirResource device : all(query)) {
      SearchQuery uses =
          SearchQuery.of("DeviceUseStatement").where("device", device.key().toString());
      residents.addAll(NamedPersonMapper.residentsOf(device, all(uses)));
    }
    return residents;
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace(",", "\\,").replace("|", "\\|").replace("$", "\\$");
  }

  // The system looks here, not the caller: what is found is told only by a grant.
  private List<FhirResource> all(SearchQuery query) {
    List<FhirResource> all = new java.util.ArrayList<>();
    @Nullable String next = null;
    do {
      SearchPage page = store.search(query.count(PAGE).from(next), Visibility.ALL);
      all.addAll(page.matches());
      next = page.next();
    } while (next != null);
    return all;
  }
}
