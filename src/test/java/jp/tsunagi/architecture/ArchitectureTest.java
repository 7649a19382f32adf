package jp.tsunagi.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.tsunagi.audit.boundary.Audited;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of ADR-0002: how components and layers may know each other. */
class ArchitectureTest {
  private static final String ROOT = "jp.tsunagi.";
  private static final Set<String> EVERYWHERE = Set.of("kernel", "platform", "audit");

  /**
   * Which component may call which, besides kernel, platform and audit: the module graph, typed
   * once.
   */
  private static final Map<String, Set<String>> MAY_CALL =
      Map.ofEntries(
          Map.entry("kernel", Set.of()),
          Map.entry("platform", Set.of("kernel")),
          Map.entry("audit", Set.of("kernel", "platform")),
          Map.entry("record", Set.of()),
          Map.entry("organization", Set.of("record")),
          Map.entry("consent", Set.of("record", "organization")),
          Map.entry("resident", Set.of("record", "consent", "organization")),
          Map.entry("carenote", Set.of("record", "consent", "organization", "resident")),
          Map.entry("notification", Set.of("record", "consent", "organization")),
          Map.entry(
              "emergency", Set.of("record", "consent", "organization", "resident", "notification")),
          Map.entry(
              "disaster", Set.of("record", "consent", "organization", "resident", "notification")),
          Map.entry("fhirgateway", Set.of("record", "consent", "organization", "exchange")),
          Map.entry("launcher", Set.of()));

  private static JavaClasses production;

  @BeforeAll
  static void read() {
    production =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("jp.tsunagi");
  }

  private static String componentOf(JavaClass type) {
    String name = type.getPackageName();
    if (!name.startsWith(ROOT)) {
      return "";
    }
    String rest = name.substring(ROOT.length());
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }

  @Test
  void components_call_only_whom_the_module_graph_allows() {
    classes()
        .that()
        .resideInAPackage("jp.tsunagi..")
        .and()
        .resideOutsideOfPackages("jp.tsunagi.seed..", "jp.tsunagi.exchange..")
        .should(
            new ArchCondition<>("keep to the module graph") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                String own = componentOf(type);
                Set<String> allowed =
                    Stream.concat(
                            Stream.of(own),
                            Stream.concat(
                                MAY_CALL.getOrDefault(own, Set.of()).stream(),
                                Set.of("kernel", "platform", "audit", "launcher").contains(own)
                                    ? Stream.of()
                                    : EVERYWHERE.stream()))
                        .collect(Collectors.toSet());
                type.getDirectDependenciesFromSelf().stream()
                    .filter(dependency -> !componentOf(dependency.getTargetClass()).isEmpty())
                    .filter(
                        dependency -> !allowed.contains(componentOf(dependency.getTargetClass())))
                    .forEach(
                        dependency ->
                            events.add(
                                SimpleConditionEvent.violated(type, dependency.getDescription())));
              }
            })
        .because("ADR-0002: the table of packages is the module graph")
        .check(production);
  }

  @Test
  void components_meet_only_at_boundaries() {
    classes()
        .that()
        .resideInAPackage("jp.tsunagi..")
        .should(
            new ArchCondition<>("reach into other components only at their boundary") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                    .filter(
                        dependency -> {
                          JavaClass target = dependency.getTargetClass();
                          String component = componentOf(target);
                          return !component.isEmpty()
                              && !component.equals("kernel")
                              && !component.equals(componentOf(type))
                              && !target.getPackageName().endsWith(".boundary");
                        })
                    .forEach(
                        dependency ->
                            events.add(
                                SimpleConditionEvent.violated(type, dependency.getDescription())));
              }
            })
        .because("ADR-0002: components meet at boundaries, through records and kernel ids")
        .check(production);
  }

  @Test
  void there_are_no_cycles_between_components() {
    slices()
        .matching("jp.tsunagi.(*)..")
        .should()
        .beFreeOfCycles()
        .because("ADR-0002: a component can be understood without those that use it")
        .check(production);
  }

  @Test
  void entities_know_no_outer_layer() {
    noClasses()
        .that()
        .resideInAPackage("..entity..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are control or boundary of our own",
                type ->
                    type.getPackageName().startsWith(ROOT)
                        && (type.getPackageName().endsWith(".control")
                            || type.getPackageName().endsWith(".boundary"))
                        && !type.getPackageName().equals("jp.tsunagi.platform.boundary")))
        .allowEmptyShould(true)
        .because("ADR-0002: values and projections carry behaviour that needs nothing around them")
        .check(production);
  }

  @Test
  void fhir_models_appear_only_where_fhir_is_spoken() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "jp.tsunagi.record..", "jp.tsunagi.fhirgateway..", "jp.tsunagi.seed..")
        .and()
        .haveNameNotMatching("[^$]*Mapper.*")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.hl7.fhir..", "ca.uhn.fhir..")
        .because("ADR-0002: policies and entities never see a FHIR model; mappers translate")
        .check(production);
  }

  @Test
  void the_database_is_reached_only_by_repositories_and_the_record() {
    noClasses()
        .that()
        .resideOutsideOfPackages("jp.tsunagi.record..", "jp.tsunagi.launcher..")
        .and()
        .haveSimpleNameNotEndingWith("Repository")
        .and()
        .doNotHaveSimpleName("ApplicationDatabase")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(EntityManager.class)
        .because("ADR-0002: queries have names and one place")
        .check(production);
  }

  @Test
  void every_class_with_a_path_is_a_resource_in_a_boundary() {
    classes()
        .that()
        .areAnnotatedWith(Path.class)
        .should()
        .haveSimpleNameEndingWith("Resource")
        .andShould()
        .resideInAPackage("..boundary")
        .allowEmptyShould(true)
        .because("ADR-0002: one archetype for each duty")
        .check(production);
  }

  @Test
  void nobody_calls_a_resource() {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Resource")
        .should()
        .dependOnClassesThat()
        .areAnnotatedWith(Path.class)
        .because("ADR-0002: a resource translates HTTP and is nobody's service")
        .check(production);
  }

  @Test
  void every_use_case_is_audited() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .haveSimpleNameEndingWith("Service")
        .and()
        .areDeclaredInClassesThat()
        .resideInAPackage("jp.tsunagi..boundary")
        .and()
        .arePublic()
        .should(
            new ArchCondition<>("be @Audited") {
              @Override
              public void check(
                  com.tngtech.archunit.core.domain.JavaMethod method, ConditionEvents events) {
                if (method.getModifiers().contains(JavaModifier.STATIC)
                    || method.getModifiers().contains(JavaModifier.SYNTHETIC)) {
                  return;
                }
                boolean audited =
                    method.isAnnotatedWith(Audited.class)
                        || method.getOwner().isAnnotatedWith(Audited.class);
                if (!audited) {
                  events.add(
                      SimpleConditionEvent.violated(
                          method, method.getFullName() + " is not @Audited"));
                }
              }
            })
        .because("invariant 2: no access without a trace")
        .check(production);
  }

  @Test
  void only_use_cases_open_transactions() {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Service")
        .and()
        .resideOutsideOfPackage("jp.tsunagi.record..")
        .should()
        .beAnnotatedWith(Transactional.class)
        .because("ADR-0002: a use case is the transaction")
        .check(production);
  }

  @Test
  void nobody_reads_the_wall_clock() {
    noClasses()
        .that()
        .resideOutsideOfPackages("jp.tsunagi.launcher..")
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "now() without a clock",
                call ->
                    call.getName().equals("now")
                        && call.getTargetOwner().getPackageName().equals("java.time")
                        && call.getTarget().getRawParameterTypes().isEmpty()))
        .because("ADR-0002: time is injected, so that every rule about time is a test")
        .check(production);
  }

  @Test
  void nobody_needs_the_seed_or_the_launcher() {
    for (String component : List.of("seed", "launcher")) {
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + component + "..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + component + "..")
          .because("ADR-0002: demo data and the starter are outside the product")
          .check(production);
    }
  }

  @Test
  void where_a_reference_leads_is_said_in_one_place() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "record..")
        .and()
        // The type a reference may have by R4 is the same on every server.
        .doNotHaveSimpleName("StructureCheck")
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "getReferenceElement() of a Reference",
                call -> call.getName().equals("getReferenceElement")))
        .because("ADR-0080: what another server calls Patient/abc is none of our residents")
        .check(production);
  }

  @Test
  void names_say_what_a_class_is() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Manager|Helper|Utils?|DTO)")
        .orShould()
        .haveSimpleNameStartingWith("Abstract")
        .because("style: a name that could stand on any class says nothing")
        .check(production);
  }
}
