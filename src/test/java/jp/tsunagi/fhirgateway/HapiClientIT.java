package jp.tsunagi.fhirgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.client.interceptor.BearerTokenAuthInterceptor;
import ca.uhn.fhir.rest.gclient.ReferenceClientParam;
import ca.uhn.fhir.rest.gclient.StringClientParam;
import ca.uhn.fhir.rest.gclient.TokenClientParam;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import ca.uhn.fhir.util.BundleBuilder;
import ca.uhn.fhir.util.BundleUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Tsunagi;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** HAPIのクライアント. What the client most integrators use makes of this server, in JSON and in XML. */
@IntegrationTest
class HapiClientIT {
  private static final String NUMBERS = "urn:oid:2.999.10.2";

  @ArquillianResource private Tsunagi tsunagi;

  private IGenericClient client(EncodingEnum encoding) {
    FhirContext fhir = FhirContext.forR4();
    fhir.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.ONCE);
    fhir.getRestfulClientFactory().setSocketTimeout(30_000);
    IGenericClient client = fhir.newRestfulGenericClient(tsunagi.baseUrl() + "/fhir");
    client.registerInterceptor(new BearerTokenAuthInterceptor(tsunagi.tokenOf("inoue")));
    client.setEncoding(encoding);
    return client;
  }

  private static Patient patient(String number, String family) {
    Patient patient = new Patient();
    patient.addIdentifier().setSystem(NUMBERS).setValue(number);
    patient.addName().setFamily(family).addGiven("\"客\" & <様>");
    return patient;
  }

  private static Condition condition(IdType of, String text) {
    Condition condition = new Condition();
    condition.setSubject(new Reference(of.toUnqualifiedVersionless()));
    condition.getCode().setText(text);
    return condition;
  }

  private static String number() {
    return UUID.randomUUID().toString();
  }

  private static IdType created(IGenericClient client, IBaseResource resource) {
    MethodOutcome outcome = client.create().resource(resource).execute();
    assertTrue(outcome.getCreated());
    return (IdType) outcome.getId();
  }

  @ParameterizedTest
  @EnumSource(names = {"JSON", "XML"})
  void reads_the_capabilities(EncodingEnum encoding) {
    CapabilityStatement told =
        client(encoding).capabilities().ofType(CapabilityStatement.class).execute();

    assertEquals(FhirVersionEnum.R4.getFhirVersionString(), told.getFhirVersion().toCode());
    assertTrue(told.getRestFirstRep().getResource().size() > 140);
  }

  @ParameterizedTest
  @EnumSource(names = "JSON")
  void creates_reads_updates_and_deletes(EncodingEnum encoding) {
    IGenericClient client = client(encoding);
    IdType id = created(client, patient(number(), "客"));

    Patient read = client.read().resource(Patient.class).withId(id.getIdPart()).execute();
    assertEquals("\"客\" & <様>", read.getNameFirstRep().getGivenAsSingleString());
    read.setActive(true);
    MethodOutcome updated = client.update().resource(read).withId(id.getIdPart()).execute();
    assertEquals("2", updated.getId().getVersionIdPart());
    Patient first =
        client.read().resource(Patient.class).withIdAndVersion(id.getIdPart(), "1").execute();
    assertTrue(!first.hasActive());
    assertEquals(
        2,
        client
            .history()
            .onInstance(id.toUnqualifiedVersionless())
            .returnBundle(Bundle.class)
            .execute()
            .getEntry()
            .size());
    assertNull(
        client
            .read()
            .resource(Patient.class)
            .withId(id.getIdPart())
            .ifVersionMatches("2")
            .returnNull()
            .execute());
    client.delete().resourceById(id.toUnqualifiedVersionless()).execute();
    assertThrows(
        ResourceGoneException.class,
        () -> client.read().resource(Patient.class).withId(id.getIdPart()).execute());
  }

  @ParameterizedTest
  @EnumSource(names = {"JSON", "XML"})
  void is_told_of_conflicts_and_faults_as_outcomes(EncodingEnum encoding) {
    IGenericClient client = client(encoding);
    IdType id = created(client, patient(number(), "衝突"));
    Patient stale = patient(number(), "衝突");
    stale.setId(id.toUnqualifiedVersionless());
    client.update().resource(stale).execute();

    PreconditionFailedException conflict =
        assertThrows(
            PreconditionFailedException.class,
            () ->
                client
                    .update()
                    .resource(stale)
                    .withAdditionalHeader("If-Match", "W/\"1\"")
                    .execute());
    UnprocessableEntityException invalid =
        assertThrows(
            UnprocessableEntityException.class,
            () -> client.create().resource(new Condition()).execute());

    assertTrue(conflict.getOperationOutcome() instanceof OperationOutcome);
    OperationOutcome outcome = (OperationOutcome) invalid.getOperationOutcome();
    assertEquals("Condition.subject", outcome.getIssueFirstRep().getExpression().get(0).getValue());
    assertThrows(
        ResourceNotFoundException.class,
        () -> client.read().resource(Patient.class).withId("nobody").execute());
  }

  @ParameterizedTest
  @EnumSource(names = "JSON")
  void searches_with_includes_page_by_page(EncodingEnum encoding) {
    IGenericClient client = client(encoding);
    IdType id = created(client, patient(number(), "頁"));
    for (int i = 0; i < 7; i++) {
      created(client, condition(id, "病名" + i));
    }

    Bundle page =
        client
            .search()
            .forResource(Condition.class)
            .where(new ReferenceClientParam("subject").hasId(id.toUnqualifiedVersionless()))
            .include(Condition.INCLUDE_SUBJECT)
            .sort()
            .descending(Condition.CODE)
            .count(3)
            .returnBundle(Bundle.class)
            .execute();
    List<Condition> found = new ArrayList<>();
    int pages = 0;
    while (true) {
      pages++;
      found.addAll(
          BundleUtil.toListOfResourcesOfType(client.getFhirContext(), page, Condition.class));
      assertEquals(
          List.of(id.getIdPart()),
          BundleUtil.toListOfResourcesOfType(client.getFhirContext(), page, Patient.class).stream()
              .map(patient -> patient.getIdElement().getIdPart())
              .toList());
      if (page.getLink(Bundle.LINK_NEXT) == null) {
        break;
      }
      page = client.loadPage().next(page).execute();
    }

    assertEquals(3, pages);
    assertEquals(7, found.stream().map(one -> one.getCode().getText()).distinct().count());
  }

  @ParameterizedTest
  @EnumSource(names = {"JSON", "XML"})
  void searches_by_post_and_asks_for_parts(EncodingEnum encoding) {
    IGenericClient client = client(encoding);
    String number = number();
    created(client, patient(number, "部分"));

    Bundle posted =
        client
            .search()
            .forResource(Patient.class)
            .where(new TokenClientParam("identifier").exactly().systemAndCode(NUMBERS, number))
            .and(new StringClientParam("family").matches().value("部分"))
            .usingStyle(ca.uhn.fhir.rest.api.SearchStyleEnum.POST)
            .elementsSubset("identifier")
            .returnBundle(Bundle.class)
            .execute();
    Patient found = (Patient) posted.getEntryFirstRep().getResource();
    assertEquals(number, found.getIdentifierFirstRep().getValue());
    assertTrue(!found.hasName());
  }

  @ParameterizedTest
  @EnumSource(names = {"JSON", "XML"})
  void carries_out_a_transaction_and_conditions(EncodingEnum encoding) {
    IGenericClient client = client(encoding);
    String number = number();
    BundleBuilder builder = new BundleBuilder(client.getFhirContext());
    Patient patient = patient(number, "束");
    patient.setId("urn:uuid:" + UUID.randomUUID());
    builder.addTransactionCreateEntry(patient);
    Condition condition = new Condition();
    condition.setSubject(new Reference(patient.getId()));
    builder.addTransactionCreateEntry(condition);

    Bundle done = client.transaction().withBundle((Bundle) builder.getBundle()).execute();
    IdType id = new IdType(done.getEntryFirstRep().getResponse().getLocation());

    assertEquals("Patient", id.getResourceType());
    assertEquals(2, done.getEntry().size());
  }

  @ParameterizedTest
  @EnumSource(names = {"JSON", "XML"})
  void patches_and_validates(EncodingEnum encoding) {
    IGenericClient client = client(encoding);
    IdType id = created(client, patient(number(), "継"));
    Parameters patch = new Parameters();
    Parameters.ParametersParameterComponent operation = patch.addParameter().setName("operation");
    operation.addPart().setName("type").setValue(new CodeType("replace"));
    operation.addPart().setName("path").setValue(new StringType("Patient.name[0].family"));
    operation.addPart().setName("value").setValue(new StringType("継ぎ"));

    client.patch().withFhirPatch(patch).withId(id.toUnqualifiedVersionless()).execute();
    MethodOutcome validated = client.validate().resource(patient(number(), "継")).execute();

    assertEquals(
        "継ぎ",
        client
            .read()
            .resource(Patient.class)
            .withId(id.getIdPart())
            .execute()
            .getNameFirstRep()
            .getFamily());
    assertTrue(validated.getOperationOutcome() instanceof OperationOutcome);
  }
}
