package jp.tsunagi.fhirgateway.boundary;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.IncomingRequestAddressStrategy;
import ca.uhn.fhir.rest.server.RestfulServer;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jp.tsunagi.audit.boundary.AuditQueryService;
import jp.tsunagi.exchange.boundary.BulkExportService;
import jp.tsunagi.exchange.boundary.EmergencyMessages;
import jp.tsunagi.exchange.boundary.ResidentDocumentService;
import jp.tsunagi.fhirgateway.control.Capabilities;
import jp.tsunagi.fhirgateway.control.ContentCheck;
import jp.tsunagi.fhirgateway.control.FhirGatewayConfig;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import org.hl7.fhir.r4.model.Resource;

/** {@code /fhir}: HAPI's server with one provider class for every resource type of R4. */
@WebServlet(urlPatterns = "/fhir/*", asyncSupported = true)
public class FhirServlet extends RestfulServer {
  private static final long serialVersionUID = 1L;

  /** Types that are answers or the trail's own, never resources of the store. */
  private static final Set<String> NOT_STORED =
      Set.of("Parameters", "OperationOutcome", "AuditEvent");

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  @Inject private transient FhirRecordService record;
  @Inject private transient AuditQueryService audit;
  @Inject private transient FhirOperationService operations;
  @Inject private transient ResidentDocumentService documents;
  @Inject private transient EmergencyMessages messages;
  @Inject private transient BulkExportService exports;
  @Inject private transient ProblemInterceptor problems;
  @Inject private transient ConformanceService conformance;
  @Inject private transient ContentCheck contents;
  @Inject private transient Capabilities capabilities;
  @Inject private transient Clock clock;
  @Inject private transient StoredAnswers stored;
  @Inject private transient FhirGatewayConfig config;

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
    Set<String> types =
        fhir.getResourceTypes().stream()
            .filter(type -> !NOT_STORED.contains(type))
            .collect(Collectors.toCollection(TreeSet::new));
    stored.serve(types);
    registerProviders(
        types.stream()
            .map(type -> new RecordProvider(modelOf(fhir, type), type, record, operations))
            .toList());
    registerProviders(List.of(new SystemProvider(record), new AuditEventProvider(audit)));
    registerProviders(
        List.of(
            new PatientOperations(operations, clock),
            new MetaOperations(operations),
            new ExchangeOperations(documents, messages),
            new BulkExportOperations(exports)));
    registerProviders(
        fhir.getResourceTypes().stream()
            .filter(type -> !NOT_STORED.contains(type))
            .map(type -> new ValidateOperation(modelOf(fhir, type), type, conformance))
            .toList());
    registerProviders(
        List.of(new ValueSetOperations(conformance, clock), new CodeSystemOperations(conformance)));
    setServerConformanceProvider(new CapabilityProvider(this, capabilities));
    registerInterceptor(problems);
    registerInterceptor(new PageLinkInterceptor());
    registerInterceptor(new WrittenInterceptor(contents));
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (stored.answers(request, response)) {
      return;
    }
    HttpServletRequest checked;
    try {
      if (!METHODS.contains(request.getMethod())) {
        throw new ProblemException(ProblemCode.METHOD_NOT_ALLOWED);
      }
      checked = CheckedRequest.of(CompartmentRequest.of(request), config.mostBytes());
    } catch (ProblemException refused) {
      problems.send(request, response, refused);
      return;
    }
    super.service(checked, response);
  }

  private static Class<? extends Resource> modelOf(FhirContext fhir, String type) {
    return fhir.getResourceDefinition(type).getImplementingClass().asSubclass(Resource.class);
  }
}
