package jp.tsunagi.consent.control;

import static jp.tsunagi.record.boundary.RecordKind.DISASTER;
import static jp.tsunagi.record.boundary.RecordKind.EMERGENCY_CASE;
import static jp.tsunagi.record.boundary.RecordKind.EMERGENCY_DEVICE;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.entity.ResidentStanding;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.record.boundary.RecordKind;
import jp.tsunagi.record.boundary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * 可視範囲の条件. Which rows of the record the asker may see: for each type, the uses it is put to, the
 * data set each belongs to, and the residents the asker sees with it.
 */
final class VisibilityRules implements Visibility {
  /** Where what is known of residents comes from. */
  interface Standings {
    Map<String, ResidentStanding> of(Collection<String> residents, Asking asking);
  }

  private final Asking asking;
  private final Standings standings;
  private final Map<String, ResidentStanding> known = new HashMap<>();
  private final Set<String> asked = new HashSet<>();
  private @Nullable ResidentConditions conditions;
  private final DataSet atLeast;
  private final DataSet patientsWith;
  private final Map<String, Condition> made = new HashMap<>();

  /**
   * @param atLeast only residents seen with this data set
   * @param patientsWith only Patients seen with this data set: for searches by elements that a
   *     narrower view leaves out
   */
  VisibilityRules(Asking asking, Standings standings, DataSet atLeast, DataSet patientsWith) {
    this.asking = asking;
    this.standings = standings;
    this.atLeast = atLeast;
    this.patientsWith = patientsWith;
  }

  Asking asking() {
    return asking;
  }

  private ResidentConditions residents() {
    ResidentConditions made = conditions;
    if (made == null) {
      made = new ResidentConditions(asking);
      conditions = made;
    }
    return made;
  }

  /** What is known of residents, each asked for once. */
  Map<String, ResidentStanding> standings(Collection<String> ids) {
    List<String> fresh = ids.stream().filter(asked::add).toList();
    if (!fresh.isEmpty()) {
      known.putAll(standings.of(fresh, asking));
    }
    return known;
  }

  @Override
  public Extent extent(String type, @Nullable String resident) {
    if (isShut(type)) {
      return Extent.NONE;
    }
    if (ResourceTypes.isDirectory(type)) {
      return Extent.SOME;
    }
    if (resident == null) {
      return asking.has(Role.CITY_WELFARE) && atLeast != DataSet.CREW_CARD
          ? Extent.MOST
          : Extent.SOME;
    }
    ResidentStanding standing = standings(Set.of(resident)).get(resident);
    Set<DataSet> needed =
        type.equals(ResourceTypes.PATIENT)
            ? Set.of(patientsWith)
            : RecordUses.of(type).stream()
                .filter(kind -> kind != DISASTER)
                .map(RecordUses::dataSetOf)
                .collect(Collectors.toSet());
    long seen =
        needed.stream().filter(set -> sees(standing, set) && sees(standing, atLeast)).count();
    if (seen == needed.size() && atLeast != DataSet.CREW_CARD) {
      return Extent.MOST;
    }
    return seen > 0 || maySeeOtherwise(type, standing) ? Extent.SOME : Extent.NONE;
  }

  /** What may be seen whoever it is about: what one wrote, a household's calls and devices. */
  private boolean maySeeOtherwise(String type, @Nullable ResidentStanding standing) {
    return atLeast == DataSet.CREW_CARD
        || (standing != null && !standing.teams().isEmpty())
        || RecordUses.of(type).stream()
            .anyMatch(kind -> kind.ofEmergency() || kind == EMERGENCY_DEVICE);
  }

  @Override
  public boolean showsMostOf(String resident) {
    ResidentStanding standing = standings(Set.of(resident)).get(resident);
    return atLeast != DataSet.CREW_CARD
        && standing != null
        && AccessRules.decide(asking, standing, DataSet.CARE_RECORD)
            .view()
            .containsAll(AccessRules.WHOLE_RECORD);
  }

  @Override
  public Condition unsealed(String alias) {
    return notSealed(alias);
  }

  @Override
  public Visibility ofWhole() {
    return patientsWith == DataSet.CARE_RECORD
        ? this
        : new VisibilityRules(asking, (ids, who) -> standings(ids), atLeast, DataSet.CARE_RECORD);
  }

  @Override
  public @Nullable Beside beside() {
    return asking.needsTheRegisterAlone() ? StandingRepository.REGISTER : null;
  }

  /** Shown by no search or read, or beyond what the asker's application may read. */
  private boolean isShut(String type) {
    return ResourceTypes.NEVER_SHOWN.contains(type) || !asking.actor().reaches(type);
  }

  /** What the residents' standings alone allow; the rest of the rules is for the condition. */
  @Override
  public boolean shows(List<Row> rows) {
    Set<String> concerned = new HashSet<>();
    for (Row row : rows) {
      remember(row);
      if (ResourceTypes.isDirectory(row.type())) {
        if (isShut(row.type()) || !directory(row.type()).equals(Sql.ALWAYS)) {
          return false;
        }
      } else if (isPlain(row)) {
        concerned.addAll(Objects.requireNonNull(row.residents()));
      } else {
        return false;
      }
    }
    Map<String, ResidentStanding> theirs = standings(concerned);
    return rows.stream()
        .filter(row -> !ResourceTypes.isDirectory(row.type()))
        .allMatch(row -> showsPlain(row, theirs));
  }

  private void remember(Row row) {
    List<@Nullable String> register = row.beside();
    if (register != null) {
      String resident = Objects.requireNonNull(row.residents()).get(0);
      if (asked.add(resident)) {
        known.put(resident, StandingRepository.ofRegister(resident, register));
      }
    }
  }

  private boolean isPlain(Row row) {
    List<String> about = row.residents();
    return atLeast != DataSet.CREW_CARD
        && !isShut(row.type())
        && row.kind() != DISASTER
        && !row.sealed()
        && about != null
        && !about.isEmpty();
  }

  private boolean showsPlain(Row row, Map<String, ResidentStanding> theirs) {
    DataSet needed =
        row.type().equals(ResourceTypes.PATIENT) ? patientsWith : RecordUses.dataSetOf(row.kind());
    return Objects.requireNonNull(row.residents()).stream()
        .map(theirs::get)
        .allMatch(standing -> sees(standing, needed) && sees(standing, atLeast));
  }

  private boolean sees(@Nullable ResidentStanding standing, DataSet dataSet) {
    return standing != null && AccessRules.decide(asking, standing, dataSet).allowed();
  }

  @Override
  public Condition on(String alias, String resourceType) {
    return made.computeIfAbsent(alias + " " + resourceType, both -> make(alias, resourceType));
  }

  /** Besides, of what others have changed since: the versions that are one's own alone. */
  @Override
  public Condition onOlder(String alias, String older, String type) {
    boolean mayBeOwn =
        !ResourceTypes.NEVER_SHOWN.contains(type)
            && !ResourceTypes.isDirectory(type)
            && !type.equals(ResourceTypes.PATIENT);
    return mayBeOwn ? Sql.any(on(alias, type), own(alias, older)) : on(alias, type);
  }

  private Condition make(String alias, String type) {
    if (isShut(type)) {
      return Sql.NEVER;
    }
    if (ResourceTypes.isDirectory(type)) {
      return directory(type);
    }
    if (type.equals(ResourceTypes.PATIENT)) {
      return about(alias, both(patientsWith), false);
    }
    if (atLeast == DataSet.CREW_CARD && ResourceTypes.ON_THE_CREW_CARD.contains(type)) {
      return Sql.all(
          about(alias, residents().seenWith(DataSet.CREW_CARD), false), notSealed(alias));
    }
    return Sql.any(
        Sql.all(ofResidents(alias, type), notSealed(alias)),
        own(alias, alias),
        ofNobody(alias, type),
        disasters(alias, type),
        ofCases(alias, type),
        ofDevices(alias, type));
  }

  private Condition directory(String type) {
    boolean conformance = ResourceTypes.CONFORMANCE.contains(type);
    boolean anyStaff = !asking.actor().roles().isEmpty();
    boolean closed =
        asking.actor().roles().equals(Set.of(Role.EMERGENCY_CENTRE))
            // Who serves her stands on her card; who else works where is not her business.
            || (asking.actor().isOnlyForHerOwn() && atLeast != DataSet.CREW_CARD);
    return anyStaff && (conformance || !closed) ? Sql.ALWAYS : Sql.NEVER;
  }

  /** Rows about residents, each use with its own data set. */
  private Condition ofResidents(String alias, String type) {
    Map<Condition, List<RecordKind>> byCondition = new LinkedHashMap<>();
    for (RecordKind kind : RecordUses.of(type).stream().sorted().toList()) {
      if (kind != DISASTER) {
        Condition seen = both(RecordUses.dataSetOf(kind));
        boolean any = kind.ofEmergency() || kind == EMERGENCY_DEVICE;
        byCondition.computeIfAbsent(about(alias, seen, any), none -> new ArrayList<>()).add(kind);
      }
    }
    return Sql.any(
        byCondition.entrySet().stream()
            .map(entry -> Sql.all(hasKind(alias, type, entry.getValue()), entry.getKey()))
            .toList());
  }

  private static Condition hasKind(String alias, String type, List<RecordKind> kinds) {
    if (Set.copyOf(kinds).equals(RecordUses.of(type))) {
      return Sql.ALWAYS;
    }
    return Sql.of(
        alias
            + ".kind IN ("
            + kinds.stream()
                .map(kind -> Integer.toString(kind.code()))
                .collect(Collectors.joining(","))
            + ")");
  }

  /** Residents seen with what the row needs and with what the caller asked for. */
  private Condition both(DataSet needed) {
    return needed == atLeast || atLeast == DataSet.IDENTITY
        ? residents().seenWith(needed)
        : Sql.all(residents().seenWith(needed), residents().seenWith(atLeast));
  }

  /**
   * Rows about residents the condition holds for: of all of them, or, where one is enough to make
   * the row one's business (a household's device and its calls), of any.
   */
  private static Condition about(String alias, Condition seen, boolean any) {
    if (seen.equals(Sql.NEVER)) {
      return Sql.NEVER;
    }
    // Values and no EXISTS or IN on purpose, here and below: the database would first collect what
    // to compare with of the whole city, and a page would cost as much as the city is large.
    Condition some =
        Sql.around(
            "(SELECT 1 FROM compartment v_c STRAIGHT_JOIN resident_standing v_s"
                + " ON v_s.resident_sid=v_c.resident_sid WHERE v_c.sid="
                + alias
                + ".sid AND ",
            List.of(),
            seen,
            " LIMIT 1)=1");
    if (any) {
      return some;
    }
    Condition noOther =
        Sql.around(
            "(SELECT 1 FROM compartment v_c LEFT JOIN resident_standing v_s"
                + " ON v_s.resident_sid=v_c.resident_sid WHERE v_c.sid="
                + alias
                + ".sid AND (v_s.resident_sid IS NULL OR ",
            List.of(),
            Sql.not(seen),
            ") LIMIT 1) IS NULL");
    return Sql.all(some, noOther);
  }

  private Condition notSealed(String alias) {
    return Sql.of(
        "("
            + alias
            + ".sealed=0 OR "
            + alias
            + ".author_organization=? OR (SELECT 1 FROM sealed_audience v_a WHERE v_a.sid="
            + alias
            + ".sid AND v_a.organization_id=? LIMIT 1)=1)",
        asking.organization(),
        asking.organization());
  }

  /** What one's own members alone wrote stays, also when the consent is gone. */
  private Condition own(String alias, String version) {
    return atLeast == DataSet.IDENTITY
        ? Sql.all(
            about(alias, residents().ofOwnTeams(), true),
            Sql.of(version + ".sole_organization=?", asking.organization()))
        : Sql.NEVER;
  }

  /** Rows about no resident: the city's that registered them, and one's own. */
  private Condition ofNobody(String alias, String type) {
    if (type.equals("CarePlan") || asking.actor().roles().isEmpty()) {
      return Sql.NEVER;
    }
    List<Condition> authors = new ArrayList<>();
    String city = asking.actor().city();
    if (asking.has(Role.CITY_WELFARE) && city != null) {
      authors.add(
          Sql.of(
              "("
                  + alias
                  + ".author_organization IS NULL OR "
                  + alias
                  + ".author_organization IN (SELECT v_o.organization_id FROM organization_standing v_o"
                  + " WHERE v_o.city=?))",
              city));
    }
    if (asking.hasAny(Role.CARE) && !asking.organization().isEmpty()) {
      authors.add(Sql.of(alias + ".author_organization=?", asking.organization()));
    }
    Condition nobody =
        Sql.of("(SELECT 1 FROM compartment v_n WHERE v_n.sid=" + alias + ".sid LIMIT 1) IS NULL");
    Condition noCase =
        RecordUses.of(type).stream().anyMatch(RecordKind::ofEmergency)
            ? Sql.of(alias + ".kind=0")
            : Sql.ALWAYS;
    return Sql.all(Sql.any(authors), noCase, nobody, notSealed(alias));
  }

  /** Disasters are everybody's who serves somebody here. */
  private Condition disasters(String alias, String type) {
    return type.equals("CarePlan")
        ? Sql.all(Sql.of(alias + ".kind=" + DISASTER.code()), knowsDisasters())
        : Sql.NEVER;
  }

  /** Whether the asker knows of disasters, whichever. */
  Condition knowsDisasters() {
    Set<Role> roles = asking.actor().roles();
    if (roles.isEmpty() || asking.actor().isOnlyForHerOwn()) {
      return Sql.NEVER;
    }
    if (roles.stream().anyMatch(role -> !Role.CARE.contains(role) && isStaff(role))) {
      return Sql.ALWAYS;
    }
    Condition reach = residents().seenWith(DataSet.CARE_RECORD);
    return reach.equals(Sql.NEVER)
        ? Sql.NEVER
        : Sql.around("EXISTS (SELECT 1 FROM resident_standing v_s WHERE ", List.of(), reach, ")");
  }

  private static boolean isStaff(Role role) {
    return role != Role.EMERGENCY_CENTRE;
  }

  /** The rows of the cases the asker has, listed or sent, whatever is known of the residents. */
  private Condition ofCases(String alias, String type) {
    boolean mayBe = RecordUses.of(type).stream().anyMatch(RecordKind::ofEmergency);
    if (!mayBe || (atLeast != DataSet.IDENTITY && atLeast != DataSet.EMERGENCY_CASE)) {
      return Sql.NEVER;
    }
    CaseConditions cases = new CaseConditions(asking, residents());
    Condition isOfCase = Sql.of(alias + ".kind IN (4,5,6)");
    Condition read = inCase(alias, cases.read("v_k"));
    Condition listed =
        type.equals("Task")
            ? Sql.all(
                Sql.of(alias + ".kind=" + EMERGENCY_CASE.code()),
                inCase(alias, cases.listed("v_k")))
            : Sql.NEVER;
    return Sql.all(isOfCase, Sql.any(read, listed, sent(alias)));
  }

  private static Condition inCase(String alias, Condition cases) {
    return cases.equals(Sql.NEVER)
        ? Sql.NEVER
        : Sql.around(
            "(SELECT 1 FROM emergency_row v_e JOIN emergency_case_standing v_k"
                + " ON v_k.case_id=v_e.case_id WHERE v_e.sid="
                + alias
                + ".sid AND ",
            List.of(),
            cases,
            " LIMIT 1)=1");
  }

  private Condition sent(String alias) {
    return asking.has(Role.EMERGENCY_CENTRE) && !asking.organization().isEmpty()
        ? Sql.of(
            "(SELECT 1 FROM emergency_row v_e WHERE v_e.sid="
                + alias
                + ".sid AND v_e.centre_organization=? LIMIT 1)=1",
            asking.organization())
        : Sql.NEVER;
  }

  /** An emergency centre's own devices. */
  private Condition ofDevices(String alias, String type) {
    return type.equals("Device")
            && asking.has(Role.EMERGENCY_CENTRE)
            && !asking.organization().isEmpty()
        ? Sql.of(
            alias
                + ".sid IN (SELECT v_d.device_sid FROM device_registration v_d"
                + " WHERE v_d.owner_organization=?)",
            asking.organization())
        : Sql.NEVER;
  }
}
