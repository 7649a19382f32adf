package jp.tsunagi.fhirgateway.boundary;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jp.tsunagi.exchange.boundary.EmergencyMessages;
import jp.tsunagi.exchange.boundary.ResidentDocumentService;
import jp.tsunagi.platform.boundary.Messages;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.FhirResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Bundle;
import org.jspecify.annotations.Nullable;

/** Documents and messages: {@code $crew-card}, {@code $summary}, {@code $process-message}. */
public class ExchangeOperations {
  private final ResidentDocumentService documents;
  private final EmergencyMessages messages;

  ExchangeOperations(ResidentDocumentService documents, EmergencyMessages messages) {
    this.documents = documents;
    this.messages = messages;
  }

  @Operation(
      name = "$crew-card",
      typeName = "Patient",
      idempotent = true,
      canonicalUrl = "https://tsunagi.example/fhir/OperationDefinition/crew-card")
  public Bundle crewCard(@IdParam IIdType id, ServletRequestDetails request) {
    return documents
        .crewCard(
            id.getIdPart(),
            request.getFhirServerBase(),
            Messages.language(request.getServletRequest()))
        .as(Bundle.class);
  }

  @Operation(
      name = "$summary",
      typeName = "Patient",
      idempotent = true,
      canonicalUrl = "http://hl7.org/fhir/uv/ips/OperationDefinition/summary")
  public Bundle summary(@IdParam IIdType id, ServletRequestDetails request) {
    return documents.summary(id.getIdPart(), request.getFhirServerBase()).as(Bundle.class);
  }

  @Operation(
      name = "$process-message",
      canonicalUrl = "http://hl7.org/fhir/OperationDefinition/MessageHeader-process-message")
  public Bundle processMessage(
      @OperationParam(name = "content", min = 1, max = 1) @Nullable Bundle content,
      ServletRequestDetails request) {
    if (content == null) {
      throw ProblemException.invalid("content", "required");
    }
    return messages.process(FhirResource.of(content), request.getFhirServerBase()).as(Bundle.class);
  }
}
