package jp.tsunagi.fhirgateway.boundary;

import ca.uhn.fhir.rest.annotation.Metadata;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ServerCapabilityStatementProvider;
import jakarta.servlet.http.HttpServletRequest;
import jp.tsunagi.fhirgateway.control.Capabilities;
import org.hl7.fhir.r4.model.CapabilityStatement;

/**
 * {@code /fhir/metadata}: what HAPI knows of the methods that are registered, completed by what the
 * record can search. HAPI's own provider would also answer for OperationDefinition, which is a
 * resource of the record here.
 */
public class CapabilityProvider {
  private final ServerCapabilityStatementProvider registered;
  private final Capabilities capabilities;

  CapabilityProvider(RestfulServer server, Capabilities capabilities) {
    this.registered = new ServerCapabilityStatementProvider(server);
    this.capabilities = capabilities;
  }

  @Metadata
  public CapabilityStatement statement(HttpServletRequest request, RequestDetails details) {
    return capabilities.complete(
        (CapabilityStatement) registered.getServerConformance(request, details),
        details.getFhirServerBase());
  }
}
