package jp.tsunagi.consent.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.entity.CaseStanding;
import jp.tsunagi.consent.entity.ConsentDecision;
import jp.tsunagi.consent.entity.ConsentDecision.State;
import jp.tsunagi.consent.entity.ConsentPurpose;
import jp.tsunagi.consent.entity.PersonAccount;
import jp.tsunagi.consent.entity.PlanSupporter;
import jp.tsunagi.consent.entity.ResidentStanding;
import jp.tsunagi.consent.entity.ResidentStanding.Grant;
import jp.tsunagi.consent.entity.ResidentStanding.Mode;
import jp.tsunagi.consent.entity.ResidentStanding.TeamPlace;
import jp.tsunagi.consent.entity.Span;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.kernel.Assurance;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.kernel.StaffId;
import org.jspecify.annotations.Nullable;

/** The rows of {@code access-decisions.csv} and what their words mean. */
final class AccessTable {
  static final long NOW = Instant.parse("2026-09-10T04:00:00Z").toEpochMilli();
  static final String RESIDENT = "hana";

  /** The citation of a by-law, as a municipality would set it. */
  static final String BY_LAW = "常総市避難行動要支援者名簿に関する条例第5条";

  /** And of one on individual plans. */
  static final String PLAN_BY_LAW = "常総市個別避難計画に関する条例第3条";

  private static final String DAUGHTER = "RelatedPerson/daughter";
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = 24 * HOUR;
  private static final String MITSUKAIDO = "08211-mitsukaido";
  private static final String ISHIGE = "08211-ishige";
  private static final String DISTRICT = "08211-mitsukaido-mitsukaido";
  private static final String TOWN = "08211-mitsukaido-mitsukaido-hashimoto";

  private AccessTable() {}

  /** One row. */
  record Row(
      int line,
      String actor,
      DataSet data,
      String resident,
      String team,
      String consent,
      String emergency,
      String mode,
      String glass,
      boolean own,
      boolean allowed,
      boolean reachable,
      String ground,
      String setting) {

    Asking asking() {
      return new Asking(assured(actorNamed(actor)), NOW, byLaws());
    }

    private ByLaws byLaws() {
      return switch (setting) {
        case "by-law" -> new ByLaws(BY_LAW, "");
        case "plan-by-law" -> new ByLaws("", PLAN_BY_LAW);
        case "both-by-laws" -> new ByLaws(BY_LAW, PLAN_BY_LAW);
        default -> ByLaws.NONE;
      };
    }

    // As the platform admits her: by password alone where two factors are required.
    private Actor assured(Actor known) {
      Assurance assurance =
          setting.startsWith("password") ? Assurance.PASSWORD : Assurance.TWO_FACTORS;
      return new Actor(
          known.user(),
          known.name(),
          assurance.admits(known.roles(), setting.endsWith("two-factors-required")),
          known.staff(),
          known.organization(),
          known.organizationName(),
          known.city(),
          known.areas(),
          known.kind());
    }

    ResidentStanding standing() {
      Actor asker = actorNamed(actor);
      String organization = asker.organizationId().map(OrganizationId::value).orElse("");
      return new ResidentStanding(
          RESIDENT,
          resident.equals("tsukuba") ? "08220" : "08211",
          home(resident),
          teams(team, organization),
          consents(consent, organization),
          supporters(consent),
          emergencies(emergency, organization),
          modes(mode),
          mode.equals("rescue") ? Set.of("flood") : Set.of(),
          grants(glass, asker.user()),
          accounts(actor, team),
          own);
    }

    @Override
    public String toString() {
      return line
          + ": "
          + String.join(", ", actor, data.code(), resident, team, consent, emergency, mode, glass)
          + (own ? ", own entries" : "")
          + (setting.isEmpty() ? "" : ", " + setting);
    }
  }

  static Stream<Row> rows() {
    try (InputStream in = AccessTable.class.getResourceAsStream("/access-decisions.csv")) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        if (!line.isBlank() && !line.startsWith("#") && !line.startsWith("actor,")) {
          rows.add(row(i + 1, line.split(",", -1)));
        }
      }
      return rows.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(int line, String[] cells) {
    if (cells.length != 12 && cells.length != 13) {
      throw new IllegalArgumentException("line " + line + " has " + cells.length + " cells");
    }
    return new Row(
        line,
        cells[0],
        dataSet(cells[1]),
        cells[2],
        cells[3],
        cells[4],
        cells[5],
        cells[6],
        cells[7],
        yes(cells[8]),
        yes(cells[9]),
        yes(cells[10]),
        cells[11],
        cells.length == 13 ? cells[12] : "");
  }

  private static boolean yes(String cell) {
    return switch (cell) {
      case "yes" -> true;
      case "no" -> false;
      default -> throw new IllegalArgumentException(cell);
    };
  }

  private static DataSet dataSet(String code) {
    return Stream.of(DataSet.values())
        .filter(set -> set.code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  static Actor actorNamed(String user) {
    return switch (user) {
      case "sato" -> person(user, Role.CARE_MANAGER, "kinunosato", "08211");
      case "suzuki" -> person(user, Role.CARE_PROVIDER, "midori", "08211");
      case "ito" -> person(user, Role.CARE_PROVIDER, "aozora", "08211");
      case "kobayashi" -> person(user, Role.CARE_PROVIDER, "elsewhere", "08211");
      case "yamada" -> person(user, Role.HOSPITAL, "kinu-hospital", "08211");
      case "mori" -> person(user, Role.HOSPITAL, "kokai-hospital", "08211");
      case "hospital-system" ->
          actor(user, EnumSet.of(Role.HOSPITAL), "kinu-hospital", "08211", Actor.Kind.CLIENT);
      case "kato" -> person(user, Role.FIRE_DISPATCH, "joso-fire", "08211", MITSUKAIDO);
      case "nakamura" -> person(user, Role.FIRE_CREW, "joso-fire", "08211", MITSUKAIDO);
      case "yoshida" -> person(user, Role.FIRE_DISPATCH, "seinan-fire", "08211", ISHIGE);
      case "takahashi" ->
          person(user, Role.WELFARE_COMMISSIONER, "commissioners", "08211", DISTRICT);
      case "matsumoto", "abe" ->
          person(user, Role.CITY_DISASTER, "joso-disaster", "08211", MITSUKAIDO, ISHIGE);
      case "inoue" -> person(user, Role.CITY_WELFARE, "joso-welfare", "08211");
      case "tsukuba" -> person(user, Role.CITY_WELFARE, "tsukuba-welfare", "08220");
      case "kimura" -> person(user, Role.AUDITOR, "joso-audit", "08211");
      case "admin" -> person(user, Role.SYSTEM_ADMIN, null, null);
      case "emergency-centre" ->
          actor(user, EnumSet.of(Role.EMERGENCY_CENTRE), "joso-centre", "08211", Actor.Kind.CLIENT);
      case "hana" -> actor(user, EnumSet.of(Role.RESIDENT), null, null, Actor.Kind.PERSON);
      case "yukiko" -> actor(user, EnumSet.of(Role.FAMILY), null, null, Actor.Kind.PERSON);
      case "former" ->
          actor(user, EnumSet.noneOf(Role.class), null, null, Actor.Kind.PERSON, MITSUKAIDO);
      default -> throw new IllegalArgumentException(user);
    };
  }

  private static Actor person(
      String user,
      Role role,
      @Nullable String organization,
      @Nullable String city,
      String... areas) {
    return actor(user, EnumSet.of(role), organization, city, Actor.Kind.PERSON, areas);
  }

  private static Actor actor(
      String user,
      Set<Role> roles,
      @Nullable String organization,
      @Nullable String city,
      Actor.Kind kind,
      String... areas) {
    return new Actor(
        user,
        user,
        roles,
        new StaffId(user),
        organization == null ? null : new OrganizationId(organization),
        organization,
        city,
        Stream.of(areas).map(AreaCode::new).toList(),
        kind);
  }

  /** Of those who are no staff: what the record says of their accounts, in the team's place. */
  private static List<PersonAccount> accounts(String actor, String word) {
    return switch (word) {
      case "herself" ->
          List.of(new PersonAccount(actor, RESIDENT, "Patient/hana", true, Span.ALWAYS));
      case "relative" -> List.of(relative(actor, Span.ALWAYS));
      case "relative-ended" -> List.of(relative(actor, new Span(Span.EVER, NOW - DAY)));
      case "relative-future" -> List.of(relative(actor, new Span(NOW + DAY, Span.FOREVER)));
      default -> List.of();
    };
  }

  private static PersonAccount relative(String actor, Span span) {
    return new PersonAccount(actor, RESIDENT, DAUGHTER, false, span);
  }

  private static @Nullable AreaCode home(String resident) {
    return switch (resident) {
      case "hana" -> new AreaCode(TOWN);
      case "ishige" -> new AreaCode("08211-ishige-ishige-shinishige");
      case "nowhere", "tsukuba" -> null;
      default -> throw new IllegalArgumentException(resident);
    };
  }

  private static List<TeamPlace> teams(String word, String organization) {
    Span span =
        switch (word) {
          case "in" -> Span.ALWAYS;
          case "ended" -> new Span(Span.EVER, NOW - DAY);
          case "future" -> new Span(NOW + DAY, Span.FOREVER);
          default -> new Span(0, 0);
        };
    return !Set.of("in", "ended", "future").contains(word)
        ? List.of()
        : List.of(new TeamPlace("team-1", organization, span));
  }

  private static List<ConsentDecision> consents(String word, String us) {
    ConsentPurpose notebook = ConsentPurpose.NOTEBOOK_SHARING;
    ConsentPurpose roster = ConsentPurpose.ROSTER_ADVANCE;
    ConsentPurpose plan = ConsentPurpose.EVACUATION_PLAN_ADVANCE;
    ConsentPurpose family = ConsentPurpose.FAMILY_VIEW;
    Span always = Span.ALWAYS;
    return switch (word) {
      case "none", "for-others" -> List.of();
      case "notebook" -> List.of(given(notebook, "", 10, always));
      case "roster" -> List.of(given(roster, "", 10, always));
      case "plan" -> List.of(given(plan, "", 10, always));
      case "all" ->
          List.of(
              given(notebook, "", 10, always),
              given(roster, "", 10, always),
              given(plan, "", 10, always));
      case "withdrawn" -> List.of(decision(notebook, State.WITHDRAWN, "", 10, always));
      case "expired" -> List.of(given(notebook, "", 10, new Span(0, NOW - DAY)));
      case "refused" -> List.of(decision(notebook, State.REFUSED, "", 10, always));
      case "overruled" ->
          List.of(
              given(notebook, "", 10, always),
              new ConsentDecision("consent-2", notebook, State.REFUSED, "", 20, always));
      case "for-us" -> List.of(given(notebook, us, 10, always));
      case "not-us" ->
          List.of(
              given(notebook, "", 10, always), decision(notebook, State.REFUSED, us, 10, always));
      case "roster-withdrawn" -> List.of(decision(roster, State.WITHDRAWN, "", 10, always));
      case "given-by-proxy" -> List.of(given(notebook, "", 10, always));
      case "from-tomorrow" -> List.of(given(notebook, "", 10, new Span(NOW + DAY, Span.FOREVER)));
      case "ends-now" -> List.of(given(notebook, "", 10, new Span(0, NOW)));
      case "ends-in-a-moment" -> List.of(given(notebook, "", 10, new Span(0, NOW + 1)));
      case "given-again" ->
          List.of(
              decision(notebook, State.REFUSED, "", 10, always),
              new ConsentDecision("consent-2", notebook, State.GIVEN, "", 20, always));
      case "same-day" ->
          List.of(
              given(notebook, "", 10, always),
              new ConsentDecision("consent-2", notebook, State.REFUSED, "", 10, always));
      case "only-us" ->
          List.of(
              new ConsentDecision("consent-1", notebook, State.REFUSED, "", 10, always),
              new ConsentDecision("consent-2", notebook, State.GIVEN, us, 10, always));
      case "alarm-centre" -> List.of(given(ConsentPurpose.ALARM_CENTRE, "", 10, always));
      case "family-view" -> List.of(given(ConsentPurpose.FAMILY_VIEW, "", 10, always));
      case "family-us" -> List.of(given(family, DAUGHTER, 10, always));
      case "family-another" -> List.of(given(family, "RelatedPerson/son", 10, always));
      case "family-not-us" ->
          List.of(
              given(family, "", 10, always), decision(family, State.REFUSED, DAUGHTER, 10, always));
      case "family-withdrawn" -> List.of(decision(family, State.WITHDRAWN, "", 10, always));
      case "family-refused" -> List.of(decision(family, State.REFUSED, "", 10, always));
      case "family-expired" -> List.of(given(family, "", 10, new Span(0, NOW - DAY)));
      case "family-from-tomorrow" ->
          List.of(given(family, "", 10, new Span(NOW + DAY, Span.FOREVER)));
      case "family-overruled" ->
          List.of(
              given(family, DAUGHTER, 10, always),
              new ConsentDecision("consent-2", family, State.REFUSED, "", 20, always));
      case "wide-area" -> List.of(given(ConsentPurpose.WIDE_AREA, "", 10, always));
      case "roster-us" -> List.of(given(roster, us, 10, always));
      case "roster-others" -> List.of(given(roster, "another", 10, always));
      case "roster-not-us" ->
          List.of(given(roster, "", 10, always), decision(roster, State.REFUSED, us, 10, always));
      case "roster-expired" -> List.of(given(roster, "", 10, new Span(0, NOW - DAY)));
      case "roster-from-tomorrow" ->
          List.of(given(roster, "", 10, new Span(NOW + DAY, Span.FOREVER)));
      case "plan-us" -> List.of(given(plan, us, 10, always));
      case "plan-withdrawn" -> List.of(decision(plan, State.WITHDRAWN, "", 10, always));
      case "plan-expired" -> List.of(given(plan, "", 10, new Span(0, NOW - DAY)));
      case "supporter-refuses",
          "supporter-silent",
          "supporter-agrees",
          "supporter-expired",
          "supporter-withdrew",
          "supporter-from-tomorrow",
          "supporter-agrees-again",
          "supporter-refuses-later",
          "one-of-two" ->
          List.of(given(roster, "", 10, always), given(plan, "", 10, always));
      case "supporter-alone" -> List.of();
      case "roster-refused" -> List.of(decision(roster, State.REFUSED, "", 10, always));
      default -> throw new IllegalArgumentException(word);
    };
  }

  /** Who is named in the plan, and what they decided. */
  private static List<PlanSupporter> supporters(String word) {
    Span always = Span.ALWAYS;
    return switch (word) {
      case "supporter-silent" -> List.of(neighbour());
      case "supporter-refuses" -> List.of(neighbour(helps(State.REFUSED, 10, always)));
      case "supporter-agrees", "supporter-alone" ->
          List.of(neighbour(helps(State.GIVEN, 10, always)));
      case "supporter-expired" ->
          List.of(neighbour(helps(State.GIVEN, 10, new Span(0, NOW - DAY))));
      case "supporter-withdrew" -> List.of(neighbour(helps(State.WITHDRAWN, 10, always)));
      case "supporter-from-tomorrow" ->
          List.of(neighbour(helps(State.GIVEN, 10, new Span(NOW + DAY, Span.FOREVER))));
      case "supporter-agrees-again" ->
          List.of(neighbour(helps(State.REFUSED, 10, always), helps(State.GIVEN, 20, always)));
      case "supporter-refuses-later" ->
          List.of(neighbour(helps(State.GIVEN, 10, always), helps(State.REFUSED, 20, always)));
      case "one-of-two" ->
          List.of(
              neighbour(helps(State.GIVEN, 10, always)), new PlanSupporter("daughter", List.of()));
      default -> List.of();
    };
  }

  private static PlanSupporter neighbour(ConsentDecision... decisions) {
    return new PlanSupporter("neighbour", List.of(decisions));
  }

  private static ConsentDecision helps(State state, long decidedAt, Span span) {
    return new ConsentDecision(
        "helps-" + decidedAt, ConsentPurpose.EVACUATION_PLAN_ADVANCE, state, "", decidedAt, span);
  }

  private static ConsentDecision given(
      ConsentPurpose purpose, String organization, int daysAgo, Span span) {
    return decision(purpose, State.GIVEN, organization, daysAgo, span);
  }

  private static ConsentDecision decision(
      ConsentPurpose purpose, State state, String organization, long decidedAt, Span span) {
    return new ConsentDecision(
        "consent-" + purpose.code(), purpose, state, organization, decidedAt, span);
  }

  private static List<CaseStanding> emergencies(String word, String us) {
    AreaCode here = new AreaCode(TOWN);
    long open = Span.FOREVER;
    return switch (word) {
      case "none" -> List.of();
      case "open" -> List.of(emergency(here, null, false, open));
      case "open-ishige" -> List.of(emergency(new AreaCode(ISHIGE), null, false, open));
      case "closed-1h" -> List.of(emergency(here, "joso-fire", false, NOW - HOUR));
      case "closed-25h" -> List.of(emergency(here, "joso-fire", false, NOW - 25 * HOUR));
      case "unknown" -> List.of(emergency(null, null, false, open));
      case "ours" -> List.of(emergency(null, us, false, open));
      case "theirs" -> List.of(emergency(null, "another-fire", false, open));
      case "drill" -> List.of(emergency(here, null, true, open));
      case "closed-24h" -> List.of(emergency(here, "joso-fire", false, NOW - 24 * HOUR));
      case "closed-now" -> List.of(emergency(here, "joso-fire", false, NOW));
      case "drill-closed" -> List.of(emergency(here, "joso-fire", true, NOW - HOUR));
      default -> throw new IllegalArgumentException(word);
    };
  }

  private static CaseStanding emergency(
      @Nullable AreaCode area, @Nullable String acceptedBy, boolean drill, long closedAt) {
    return new CaseStanding(
        "case-1",
        "case-1",
        area,
        "joso-centre",
        acceptedBy,
        acceptedBy != null,
        drill,
        closedAt,
        Set.of(RESIDENT));
  }

  // A drill is not on the list of emergency modes at all.
  private static List<Mode> modes(String word) {
    Span running = new Span(NOW - HOUR, NOW + DAY);
    return switch (word) {
      case "none", "drill" -> List.of();
      case "here", "rescue" -> List.of(new Mode("flood", new AreaCode(MITSUKAIDO), running));
      case "later" ->
          List.of(new Mode("flood", new AreaCode(MITSUKAIDO), new Span(NOW + HOUR, NOW + DAY)));
      case "city" -> List.of(new Mode("flood", new AreaCode("08211"), running));
      case "district" -> List.of(new Mode("flood", new AreaCode(DISTRICT), running));
      case "ishige" -> List.of(new Mode("flood", new AreaCode(ISHIGE), running));
      case "over" -> List.of(new Mode("flood", new AreaCode(MITSUKAIDO), new Span(NOW - DAY, NOW)));
      default -> throw new IllegalArgumentException(word);
    };
  }

  private static List<Grant> grants(String word, String user) {
    Span hour = new Span(NOW - HOUR / 2, NOW + HOUR / 2);
    return switch (word) {
      case "none" -> List.of();
      case "mine" -> List.of(new Grant("grant-1", user, hour));
      case "another's" -> List.of(new Grant("grant-1", "somebody-else", hour));
      case "ends-now" -> List.of(new Grant("grant-1", user, new Span(NOW - HOUR, NOW)));
      case "over" -> List.of(new Grant("grant-1", user, new Span(NOW - 2 * HOUR, NOW - HOUR)));
      default -> throw new IllegalArgumentException(word);
    };
  }
}
