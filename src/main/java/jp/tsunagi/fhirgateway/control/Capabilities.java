package jp.tsunagi.fhirgateway.control;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jp.tsunagi.kernel.Vocabulary;
import jp.tsunagi.platform.boundary.Configuration;
import jp.tsunagi.record.boundary.SearchParameters;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceSearchParamComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestSecurityComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ConditionalDeleteStatus;
import org.hl7.fhir.r4.model.CapabilityStatement.ConditionalReadStatus;
import org.hl7.fhir.r4.model.CapabilityStatement.ReferenceHandlingPolicy;
import org.hl7.fhir.r4.model.CapabilityStatement.ResourceVersionPolicy;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.SearchParameter;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;

/**
 * 能力表. Completes the statement of what is registered by what HAPI cannot know: the search
 * parameters the record really has, our profiles, how one signs in, how writes behave.
 */
@ApplicationScoped
public class Capabilities {
  /** The trail's provider has parameters of its own, which HAPI sees. */
  private static final Set<String> DESCRIBED_BY_THEIR_METHODS = Set.of("AuditEvent");

  private static final String OAUTH_ADDRESSES =
      "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";
  private static final String SECURITY_SERVICE =
      "http://terminology.hl7.org/CodeSystem/restful-security-service";

  private final FhirContext fhir = FhirContext.forR4Cached();
  private SearchParameters searches;
  private GuideContent guide;
  private Configuration configuration;

  @SuppressWarnings("NullAway.Init") // the proxy's constructor
  protected Capabilities() {}

  @Inject
  Capabilities(SearchParameters searches, GuideContent guide, Configuration configuration) {
    this.searches = searches;
    this.guide = guide;
    this.configuration = configuration;
  }

  /**
   * @param registered the statement made of the registered methods; is completed
   */
  public CapabilityStatement complete(CapabilityStatement registered, String address) {
    registered.setLanguage("ja").setId("running");
    registered.getImplementation().setUrl(address);
    registered.addInstantiates(Vocabulary.BASE + "/CapabilityStatement/server");
    registered.addImplementationGuide(Vocabulary.BASE + "/ImplementationGuide/tsunagi");
    registered.setFormat(codes("application/fhir+json", "json", "application/fhir+xml", "xml"));
    registered.setPatchFormat(
        codes("application/json-patch+json", "application/fhir+json", "application/fhir+xml"));
    for (CapabilityStatementRestComponent rest : registered.getRest()) {
      rest.setSecurity(security());
      rest.setDocumentation(
          "Every access needs a reason; a resident the caller may not see answers like an unknown"
              + " id. If-Match is honoured and not required. Unknown search parameters are left"
              + " aside unless Prefer: handling=strict. Token parameters take :in and :not-in with"
              + " a value set and :above and :below with a code of a hierarchy.");
      boolean batch =
          rest.getInteraction().stream()
              .anyMatch(one -> one.getCode() == SystemRestfulInteraction.BATCH);
      if (!batch) {
        rest.addInteraction().setCode(SystemRestfulInteraction.BATCH);
      }
      rest.getResource().stream()
          .filter(resource -> !DESCRIBED_BY_THEIR_METHODS.contains(resource.getType()))
          .forEach(this::complete);
    }
    return registered;
  }

  private static List<CodeType> codes(String... codes) {
    return List.of(codes).stream().map(CodeType::new).toList();
  }

  private void complete(CapabilityStatementRestResourceComponent resource) {
    String type = resource.getType();
    resource
        .setVersioning(ResourceVersionPolicy.VERSIONEDUPDATE)
        .setReadHistory(true)
        .setUpdateCreate(true)
        .setConditionalCreate(true)
        .setConditionalRead(ConditionalReadStatus.FULLSUPPORT)
        .setConditionalUpdate(true)
        .setConditionalDelete(ConditionalDeleteStatus.SINGLE);
    resource.getReferencePolicy().clear();
    for (ReferenceHandlingPolicy policy :
        List.of(
            ReferenceHandlingPolicy.LITERAL,
            ReferenceHandlingPolicy.LOGICAL,
            ReferenceHandlingPolicy.ENFORCED)) {
      resource.addReferencePolicy(policy);
    }
    resource.getSupportedProfile().clear();
    guide.all(StructureDefinition.class).stream()
        .filter(profile -> profile.getType().equals(type))
        .forEach(profile -> resource.addSupportedProfile(profile.getUrl()));
    resource.getSearchParam().clear();
    resource.getSearchInclude().clear();
    resource.getSearchRevInclude().clear();
    resource.addSearchInclude("*");
    resource.addSearchRevInclude("*");
    Map<String, String> parameters = new TreeMap<>(searches.of(type));
    parameters.put("_list", "special");
    parameters.put("_has", "special");
    parameters.forEach((code, kind) -> describe(resource, code, kind));
  }

  private void describe(
      CapabilityStatementRestResourceComponent resource, String code, String kind) {
    String type = resource.getType();
    CapabilityStatementRestResourceSearchParamComponent parameter =
        resource.addSearchParam().setName(code).setType(SearchParamType.fromCode(kind));
    SearchParameter ours = ours(type, code);
    RuntimeSearchParam standard = fhir.getResourceDefinition(type).getSearchParam(code);
    if (ours != null) {
      parameter.setDefinition(ours.getUrl()).setDocumentation(ours.getDescription());
    } else if (standard != null) {
      parameter.setDefinition(standard.getUri());
      if (standard.getDescription() != null && !standard.getDescription().isBlank()) {
        parameter.setDocumentation(standard.getDescription());
      }
    }
    if (kind.equals("reference")) {
      resource.addSearchInclude(type + ":" + code);
    }
  }

  private @Nullable SearchParameter ours(String type, String code) {
    return guide.all(SearchParameter.class).stream()
        .filter(parameter -> parameter.getCode().equals(code))
        .filter(
            parameter -> parameter.getBase().stream().anyMatch(base -> base.getCode().equals(type)))
        .findFirst()
        .orElse(null);
  }

  private CapabilityStatementRestSecurityComponent security() {
    String issuer = configuration.getIssuer() + "/protocol/openid-connect/";
    CapabilityStatementRestSecurityComponent security =
        new CapabilityStatementRestSecurityComponent()
            .setCors(false)
            .setDescription(
                "Bearer tokens of the identity provider (OAuth 2.0, OpenID Connect); without one"
                    + " only this statement is told.");
    security
        .addService()
        .setText("OAuth 2.0")
        .addCoding()
        .setSystem(SECURITY_SERVICE)
        .setCode("OAuth")
        .setDisplay("OAuth");
    Extension addresses = security.addExtension();
    addresses.setUrl(OAUTH_ADDRESSES);
    addresses.addExtension("authorize", new UriType(issuer + "auth"));
    addresses.addExtension("token", new UriType(issuer + "token"));
    return security;
  }
}
