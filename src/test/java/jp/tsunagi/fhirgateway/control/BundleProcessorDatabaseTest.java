package jp.tsunagi.fhirgateway.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.boundary.Decision;
import jp.tsunagi.consent.boundary.Ground;
import jp.tsunagi.fixture.RecordingAudit;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.OwnAddresses;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.AssembledRecord;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.Visibility;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** Transaction Bundles on a real record, where everybody may do everything. */
class BundleProcessorDatabaseTest {
  private static final Actor SOMEBODY =
      new Actor(
          "inoue",
          "井上",
          Set.of(Role.CITY_WELFARE),
          null,
          null,
          null,
          null,
          List.of(),
          Actor.Kind.PERSON);

  private final AssembledRecord record =
      new AssembledRecord(
          Clock.fixed(Instant.parse("2026-04-01T00:00:00Z"), ZoneId.of("Asia/Tokyo")));
  private final References references =
      new References(record.store(), open(), new OwnAddresses("http://localhost:8080"));
  private final FhirInteractions interactions =
      new FhirInteractions(
          record.store(),
          open(),
          new RecordingAudit(),
          references,
          new Patches(new FhirPathPatch()),
          new ContentCheck() {
            @Override
            void require(FhirResource resource) {
              // What is right has a test of its own.
            }
          },
          new TerminologyModifiers());
  private final BundleProcessor bundles = new BundleProcessor(interactions, references);

  private static AccessPolicy open() {
    Decision all = new Decision(true, true, Ground.SYSTEM, "", EnumSet.allOf(DataSet.class));
    return (AccessPolicy)
        Proxy.newProxyInstance(
            AccessPolicy.class.getClassLoader(),
            new Class<?>[] {AccessPolicy.class},
            (proxy, method, arguments) ->
                method.getReturnType() == Visibility.class
                    ? Visibility.ALL
                    : method.getReturnType() == Decision.class ? all : arguments[1]);
  }

  private Bundle carriedOut(Bundle bundle) {
    return record.in(() -> bundles.transaction(FhirResource.of(bundle), SOMEBODY).as(Bundle.class));
  }

  private static Bundle transaction() {
    return new Bundle().setType(BundleType.TRANSACTION);
  }

  private static void add(Bundle bundle, HTTPVerb method, String url, Resource resource) {
    bundle
        .addEntry()
        .setFullUrl("urn:uuid:" + java.util.UUID.randomUUID())
        .setResource(resource)
        .getRequest()
        .setMethod(method)
        .setUrl(url);
  }

  private static Observation about(String reference) {
    Observation observation = new Observation();
    observation.setStatus(Observation.ObservationStatus.FINAL);
    observation.getCode().addCoding().setSystem("http://loinc.org").setCode("8867-4");
    return observation.setSubject(new Reference(reference));
  }

  private ResourceKey entered(Resource resource) {
    Bundle bundle = transaction();
    add(bundle, HTTPVerb.POST, resource.fhirType(), resource);
    return location(carriedOut(bundle), 0);
  }

  private static ResourceKey location(Bundle answer, int index) {
    return ResourceKey.ofReference(
        answer.getEntry().get(index).getResponse().getLocation().replaceFirst("/_history.*", ""));
  }

  @Test
  void looks_at_the_references_of_a_hundred_entries_at_once() {
    ResourceKey staff = entered(new Practitioner().setActive(true));
    Bundle bundle = transaction();
    add(bundle, HTTPVerb.POST, "Patient", new Patient().setActive(true));
    String patient = bundle.getEntryFirstRep().getFullUrl();
    for (int i = 0; i < 100; i++) {
      Observation observation = about(patient);
      observation.addPerformer(new Reference(staff.toString()));
      add(bundle, HTTPVerb.POST, "Observation", observation);
    }
    carriedOut(bundle.copy());

    List<String> statements = record.transaction().statementsOf(() -> carriedOut(bundle));

    assertTrue(statements.size() <= 8, statements.size() + " statements: " + statements);
  }

  @Test
  void names_the_entry_that_refers_to_nothing_and_writes_nothing() {
    Bundle bundle = transaction();
    Patient patient = new Patient();
    patient.addIdentifier().setSystem("urn:test").setValue("nothing-half-written");
    add(bundle, HTTPVerb.POST, "Patient", patient);
    add(bundle, HTTPVerb.POST, "Observation", about("Patient/nobody-at-all"));

    ProblemException problem = assertThrows(ProblemException.class, () -> carriedOut(bundle));

    assertEquals(ProblemCode.UNKNOWN_REFERENCE, problem.code());
    assertEquals("Bundle.entry[1]", problem.members().get("entry"));
    assertFalse(
        record.in(
            () ->
                record
                    .store()
                    .isThere(
                        new ResourceKey("Patient", patient.getIdElement().getIdPart()),
                        Visibility.ALL)));
  }

  @Test
  void may_refer_to_what_the_same_bundle_puts_under_a_name() {
    Patient patient = new Patient();
    patient.setActive(true).setId("named-beforehand");
    Bundle bundle = transaction();
    add(bundle, HTTPVerb.POST, "Observation", about("Patient/named-beforehand"));
    bundle
        .addEntry()
        .setResource(patient)
        .getRequest()
        .setMethod(HTTPVerb.PUT)
        .setUrl("Patient/named-beforehand");

    Bundle answer = carriedOut(bundle);

    assertEquals("Observation", location(answer, 0).type());
    assertEquals("named-beforehand", location(answer, 1).id());
  }

  @Test
  void may_not_refer_to_what_the_same_bundle_deletes() {
    ResourceKey leaving = entered(new Patient().setActive(true));
    Bundle bundle = transaction();
    add(bundle, HTTPVerb.POST, "Observation", about(leaving.toString()));
    bundle.addEntry().getRequest().setMethod(HTTPVerb.DELETE).setUrl(leaving.toString());

    ProblemException problem = assertThrows(ProblemException.class, () -> carriedOut(bundle));

    assertEquals(ProblemCode.UNKNOWN_REFERENCE, problem.code());
  }

  @Test
  void changes_what_refers_to_the_same_as_before_without_looking_again() {
    ResourceKey patient = entered(new Patient().setActive(true));
    ResourceKey measured = entered(about(patient.toString()));
    Observation changed = about(patient.toString());
    changed.setId(measured.id());
    changed.setStatus(Observation.ObservationStatus.AMENDED);

    List<String> statements =
        record
            .transaction()
            .statementsOf(
                () ->
                    record.in(
                        () -> interactions.update(FhirResource.of(changed), null, 1L, SOMEBODY)));

    assertTrue(
        statements.stream().noneMatch(statement -> statement.contains("UNION ALL SELECT")),
        statements.toString());
    assertEquals(2, record.in(() -> interactions.read(measured, null, SOMEBODY)).version());
  }

  @Test
  void refuses_an_update_that_refers_to_nothing_new() {
    ResourceKey patient = entered(new Patient().setActive(true));
    ResourceKey measured = entered(about(patient.toString()));
    Observation changed = about("Patient/never-heard-of");
    changed.setId(measured.id());

    ProblemException problem =
        assertThrows(
            ProblemException.class,
            () ->
                record.in(
                    () -> interactions.update(FhirResource.of(changed), null, null, SOMEBODY)));

    assertEquals(ProblemCode.UNKNOWN_REFERENCE, problem.code());
  }
}
