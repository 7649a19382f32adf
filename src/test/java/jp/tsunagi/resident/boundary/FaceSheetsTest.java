package jp.tsunagi.resident.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.boundary.Decision;
import jp.tsunagi.consent.boundary.Ground;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.organization.boundary.Area;
import jp.tsunagi.organization.boundary.AreaTree;
import jp.tsunagi.platform.boundary.Json;
import jp.tsunagi.platform.boundary.Messages;
import jp.tsunagi.resident.entity.Allergy;
import jp.tsunagi.resident.entity.CareDevice;
import jp.tsunagi.resident.entity.CareLevel;
import jp.tsunagi.resident.entity.CareLevelPeriod;
import jp.tsunagi.resident.entity.Contact;
import jp.tsunagi.resident.entity.EvacuationPlan;
import jp.tsunagi.resident.entity.HomeAddress;
import jp.tsunagi.resident.entity.Medicine;
import jp.tsunagi.resident.entity.NameBook;
import jp.tsunagi.resident.entity.Person;
import jp.tsunagi.resident.entity.PersonName;
import jp.tsunagi.resident.entity.Problem;
import jp.tsunagi.resident.entity.ResidentFile;
import jp.tsunagi.resident.entity.SharingConsent;
import jp.tsunagi.resident.entity.SupportFlag;
import jp.tsunagi.resident.entity.TeamMember;
import jp.tsunagi.resident.entity.Wish;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which members each view has: the access table as far as a face sheet shows it. */
class FaceSheetsTest {
  private static final ResidentId HANA = new ResidentId("r-00001");
  private static final LocalDate DAY = LocalDate.of(2026, 4, 1);
  private static final Set<String> IDENTITY =
      Set.of("id", "name", "kana", "birthDate", "age", "gender", "ground", "view");
  private static final Set<String> ROSTER =
      Set.of("phones", "address", "area", "areaName", "warnings");
  private static final Set<String> CARD =
      Set.of("contacts", "team", "conditions", "allergies", "medications", "devices", "wishes");
  private static final Set<String> CARE =
      Set.of("careLevel", "careLevelSince", "livingArrangement", "consents", "changedAt");

  private static final AreaTree AREAS =
      new AreaTree() {
        @Override
        public List<Area> all() {
          return List.of();
        }

        @Override
        public Optional<Area> find(AreaCode code) {
          return Optional.of(new Area(code, "水海道橋本町", "", Area.Kind.TOWN, null, 36.0, 140.0));
        }

        @Override
        public Optional<Area> townOf(String addressText) {
          return Optional.empty();
        }
      };

  private final FaceSheets sheets =
      new FaceSheets(
          new ExplainingPolicy(),
          AREAS,
          new Wording(new Messages()),
          Clock.fixed(Instant.parse("2026-09-10T00:00:00Z"), ZoneId.of("Asia/Tokyo")));

  private static ResidentFile hana() {
    return new ResidentFile(
        new Person(
            HANA,
            PersonName.of("田中", "ハナ"),
            "タナカ ハナ",
            LocalDate.of(1941, 11, 3),
            "female",
            false,
            true,
            List.of(new Person.Telephone("home", "0297-22-1234")),
            new HomeAddress("303-0003", "水海道橋本町3401-2", "08211-mitsukaido-x", null, null, "勝手口"),
            "alone",
            List.of(),
            null),
        List.of(new CareLevelPeriod("o", HANA, CareLevel.CARE_3, DAY, null, true, null)),
        List.of(
            new SupportFlag(HANA, "home-oxygen", "在宅酸素", true, true, null),
            new SupportFlag(HANA, "fall-risk", "転倒注意", false, true, null)),
        List.of(new Contact("c", "高野 初枝", "neighbour", "近隣", null, true, true, null)),
        List.of(new TeamMember("Organization/midori", null, "care-provider")),
        List.of(new Problem("慢性心不全", null)),
        List.of(new Allergy("ペニシリン", "high")),
        List.of(new Medicine("ワルファリン")),
        List.of(new CareDevice("pendant", "ペンダント", "JS-0001", null)),
        new EvacuationPlan("水海道小学校", List.of("高野 初枝"), null, null, null),
        List.of(new SharingConsent("notebook-sharing", "active", DAY, null)),
        List.of(new Wish("DNAR")),
        new NameBook(
            Map.of(
                "Organization/midori",
                new NameBook.Entry("みどり", "0297-22-0202", null, null, null))),
        Instant.EPOCH);
  }

  private JsonNode sheet(Ground ground, Set<DataSet> view) {
    return Json.mapper()
        .valueToTree(
            sheets.of(
                hana(), new Decision(true, true, ground, "", view), 3, Optional.empty(), "ja"));
  }

  private static Set<String> members(JsonNode sheet) {
    Set<String> members = new TreeSet<>();
    sheet.fieldNames().forEachRemaining(members::add);
    return members;
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          TEAM_AND_CONSENT,    CARE_RECORD,     care-record,     identity roster card care plan, 2
          EMERGENCY_CASE,      CREW_CARD,       crew-card,       identity roster card,           2
          ADVANCE_CONSENT,     ROSTER_ITEM,     roster-item,     identity roster,                1
          ADVANCE_CONSENT,     EVACUATION_PLAN, evacuation-plan, identity plan,                  0
          OWN_ENTRY,           IDENTITY,        own-entry,       identity own,                   0
          """)
  void shows(Ground ground, DataSet widest, String name, String parts, int warnings) {
    Set<DataSet> view =
        widest == DataSet.CARE_RECORD
            ? Set.of(
                DataSet.IDENTITY,
                DataSet.ROSTER_ITEM,
                DataSet.CREW_CARD,
                DataSet.EVACUATION_PLAN,
                DataSet.CARE_RECORD)
            : java.util.EnumSet.of(DataSet.IDENTITY, widest);

    JsonNode sheet = sheet(ground, view);

    Set<String> expected = new TreeSet<>();
    for (String part : parts.split(" ")) {
      expected.addAll(
          switch (part) {
            case "identity" -> IDENTITY;
            case "roster" -> ROSTER;
            case "card" -> CARD;
            case "care" -> CARE;
            case "plan" -> Set.of("evacuationPlan");
            default ->
                // What one's own people wrote: the store leaves nothing else in the file.
                Set.of(
                    "careLevel",
                    "careLevelSince",
                    "contacts",
                    "conditions",
                    "allergies",
                    "medications");
          });
    }
    assertEquals(expected, members(sheet));
    assertEquals(name, sheet.path("view").asText());
    assertEquals(warnings, sheet.path("warnings").size());
    assertEquals(84, sheet.path("age").asInt());
  }
}
