package jp.tsunagi.emergency.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.tsunagi.kernel.Vocabulary;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.SearchQuery;
import jp.tsunagi.record.boundary.Visibility;

/**
 * 機器台帳. Finds the device an event names and whom it serves. A household's device serves all its
 * residents: the one it is registered to first, then those whom an active statement of use names
 * (ADR-0021).
 */
@ApplicationScoped
public class DeviceRegister {
  /**
   * @param reference relative reference of the Device
   * @param residents ids, the one it is registered to first
   */
  public record RegisteredDevice(String reference, List<String> residents) {
    public RegisteredDevice {
      residents = List.copyOf(residents);
    }
  }

  private RecordStore records;

  @SuppressWarnings("NullAway.Init")
  protected DeviceRegister() {}

  @Inject
  DeviceRegister(RecordStore records) {
    this.records = records;
  }

  /** The device with this identifier at the emergency centres; empty when nobody registered it. */
  public Optional<RegisteredDevice> find(String deviceId) {
    List<FhirResource> devices =
        records
            .search(
                SearchQuery.of("Device").where("identifier", token(deviceId)).count(10),
                Visibility.ALL)
            .matches();
    if (devices.isEmpty()) {
      return Optional.empty();
    }
    Set<String> residents = new LinkedHashSet<>();
    List<String> references = new ArrayList<>();
    for (FhirResource device : devices) {
      references.add(device.key().toString());
      EmergencyDeviceMapper.residentOf(device).ifPresent(residents::add);
    }
    residents.addAll(usersOf(references));
    return Optional.of(new RegisteredDevice(references.get(0), List.copyOf(residents)));
  }

  private Set<String> usersOf(List<String> devices) {
    Set<String> users = new LinkedHashSet<>();
    records
        .search(
            SearchQuery.of("DeviceUseStatement")
                .where("device", String.join(",", devices))
                .count(50),
            Visibility.ALL)
        .matches()
        .forEach(use -> EmergencyDeviceMapper.userOf(use).ifPresent(users::add));
    return users;
  }

  // Commas, bars and backslashes have a meaning in search values; a device id may contain them.
  private static String token(String deviceId) {
    return Vocabulary.Identifiers.EMERGENCY_DEVICE
        + "|"
        + deviceId
            .replace("\\", "\\\\")
            .replace(",", "\\,")
            .replace("|", "\\|")
            .replace("$", "\\$");
  }
}
