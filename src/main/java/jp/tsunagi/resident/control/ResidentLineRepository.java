package jp.tsunagi.resident.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.platform.boundary.DatabaseQuery;
import jp.tsunagi.record.boundary.GoneRows;
import jp.tsunagi.resident.entity.CareLevelPeriod;
import jp.tsunagi.resident.entity.HomeAddress;
import jp.tsunagi.resident.entity.Person;
import jp.tsunagi.resident.entity.SearchableText;
import jp.tsunagi.resident.entity.SharingConsent;
import jp.tsunagi.resident.entity.SupportFlag;
import jp.tsunagi.resident.entity.TelephoneNumber;

/** Writes the lines of residents and what belongs to them; {@link ResidentSearch} finds them. */
@ApplicationScoped
public class ResidentLineRepository {
  private static final List<String> OF_ONE_RESOURCE =
      List.of(
          "resident_line",
          "resident_flag",
          "resident_care_level",
          "resident_consent",
          "resident_device_use");

  @Resource(lookup = "java:app/jdbc/tsunagi")
  private DataSource database;

  /** The resident as she is now. */
  public void save(long sid, Person person) {
    HomeAddress address = person.address();
    String nameKey = SearchableText.fold(person.name().text());
    String kanaKey = person.kana() == null ? nameKey : SearchableText.fold(person.kana());
    DatabaseQuery.of(
            "REPLACE INTO resident_line (sid, resident_id, name, kana, name_key, kana_key,"
                + " identity_text, contact_text, birth_date, gender, deceased, active, area,"
                + " address, latitude, longitude, living_arrangement)"
                + " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            sid,
            person.id().value(),
            cut(person.name().shown(), 200),
            person.kana() == null ? null : cut(person.kana(), 200),
            cut(nameKey, 200),
            cut(kanaKey, 200),
            cut(nameKey + " " + kanaKey, 700),
            cut(contactText(person), 2000),
            person.birthDate(),
            person.gender(),
            person.deceased(),
            person.active(),
            address == null ? null : address.area(),
            address == null ? null : cut(address.text(), 500),
            address == null ? null : address.latitude(),
            address == null ? null : address.longitude(),
            person.livingArrangement())
        .execute(database);
  }

  /** What can be searched by whoever sees the roster items; the parts never run together. */
  private static String contactText(Person person) {
    HomeAddress address = person.address();
    return Stream.of(
            Stream.ofNullable(address).map(HomeAddress::text).map(SearchableText::fold),
            Stream.ofNullable(address)
                .flatMap(home -> Stream.ofNullable(home.postalCode()))
                .map(SearchableText::fold),
            person.phones().stream().map(phone -> TelephoneNumber.digits(phone.number())),
            person.numbers().stream().map(SearchableText::fold))
        .flatMap(parts -> parts)
        .collect(Collectors.joining(" "));
  }

  static String cut(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most));
  }

  public void remove(long sid) {
    DatabaseQuery.of("DELETE FROM resident_line WHERE sid=?", sid).execute(database);
  }

  public void saveFlag(long sid, SupportFlag flag) {
    DatabaseQuery.of(
            "REPLACE INTO resident_flag (sid, resident_id, code, text, roster, until)"
                + " VALUES (?,?,?,?,?,?)",
            sid,
            flag.resident().value(),
            cut(flag.code(), 64),
            cut(flag.text(), 200),
            flag.roster(),
            flag.until())
        .execute(database);
  }

  public void removeFlag(long sid) {
    DatabaseQuery.of("DELETE FROM resident_flag WHERE sid=?", sid).execute(database);
  }

  public void saveCareLevel(long sid, CareLevelPeriod period) {
    DatabaseQuery.of(
            "REPLACE INTO resident_care_level (sid, resident_id, observation_id, level, since,"
                + " until, recorded_at) VALUES (?,?,?,?,?,?,?)",
            sid,
            period.resident().value(),
            period.id(),
            period.level().code(),
            period.since(),
            period.until(),
            period.recordedAt())
        .execute(database);
  }

  public void removeCareLevel(long sid) {
    DatabaseQuery.of("DELETE FROM resident_care_level WHERE sid=?", sid).execute(database);
  }

  /** The numbers a device can be found by. */
  public void saveDevice(String deviceId, Collection<String> numbers) {
    DatabaseQuery.of("DELETE FROM resident_device WHERE device_id=?", deviceId).execute(database);
    for (String key : numbers.stream().map(SearchableText::fold).distinct().toList()) {
      if (!key.isEmpty()) {
        DatabaseQuery.of(
                "INSERT INTO resident_device (device_id, number_key) VALUES (?,?)",
                deviceId,
                cut(key, 100))
            .execute(database);
      }
    }
  }

  /** Who uses the device, as the Device or a DeviceUseStatement says. */
  public void saveDeviceUse(long sid, String deviceId, List<ResidentId> residents) {
    removeDeviceUse(sid);
    for (ResidentId resident : residents) {
      DatabaseQuery.of(
              "INSERT INTO resident_device_use (sid, resident_id, device_id) VALUES (?,?,?)",
              sid,
              resident.value(),
              deviceId)
          .execute(database);
    }
  }

  public void removeDeviceUse(long sid) {
    DatabaseQuery.of("DELETE FROM resident_device_use WHERE sid=?", sid).execute(database);
  }

  /** The ends of consents that stand; a consent without an end never runs out. */
  public void saveConsents(long sid, List<ResidentId> residents, List<SharingConsent> consents) {
    DatabaseQuery.of("DELETE FROM resident_consent WHERE sid=?", sid).execute(database);
    for (SharingConsent consent : consents) {
      if (consent.state().equals("active") && consent.until() != null && !residents.isEmpty()) {
        DatabaseQuery.of(
                "REPLACE INTO resident_consent (sid, resident_id, purpose, until) VALUES (?,?,?,?)",
                sid,
                residents.get(0).value(),
                cut(consent.purpose(), 40),
                consent.until())
            .execute(database);
      }
    }
  }

  /** What was derived of a resource that is gone, whatever it was. */
  void removeAll(long sid) {
    for (String table : OF_ONE_RESOURCE) {
      DatabaseQuery.of("DELETE FROM " + table + " WHERE sid=?", sid).execute(database);
    }
  }

  /** Rows that no resource stands behind any more. */
  void removeGone() {
    for (String table : OF_ONE_RESOURCE) {
      GoneRows.remove(database, table, "sid");
    }
  }
}
