package jp.tsunagi.fhirgateway.boundary;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.IncomingRequestAddressStrategy;
import ca.uhn.fhir.rest.server.RestfulServer;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/** {@code /fhir}: HAPI's server with one provider class for every resource type of R4. */
@WebServlet(urlPatterns = "/fhir/*", asyncSupported = true)
public class FhirServlet extends RestfulServer {
  private static final long serialVersionUID = 1L;

  @Inject private transient FhirRecordService record;
  @Inject private transient ProblemInterceptor problems;

  public FhirServlet() {
    super(FhirContext.forR4Cached());
  }

  @Override
  protected void initialize() {
    FhirContext fhir = getFhirContext();
    fhir.setParserErrorHandler(new StrictErrorHandler());
    setDefaultResponseEncoding(EncodingEnum.JSON);
    setServerName("Tsunagi (つなぎ)");
    setServerVersion("1");
    setImplementationDescription("要援護者の記録 — records of residents who need support");
    setServerAddressStrategy(new IncomingRequestAddressStrategy());
    setCopyright("");
    registerProviders(
        fhir.getResourceTypes().stream()
            .filter(type -> !type.equals("Parameters") && !type.equals("OperationOutcome"))
            .sorted()
            .map(type -> new RecordProvider(modelOf(fhir, type), type, record))
            .toList());
    registerProviders(List.of(new SystemProvider(record)));
    registerInterceptor(problems);
    registerInterceptor(new PageLinkInterceptor());
  }

  private static Class<? extends Resource> modelOf(FhirContext fhir, String type) {
    return fhir.getResourceDefinition(type).getImplementingClass().asSubclass(Resource.class);
  }
}
