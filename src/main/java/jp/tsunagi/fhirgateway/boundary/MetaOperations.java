package jp.tsunagi.fhirgateway.boundary;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.ResourceKey;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;

/** {@code $meta}, {@code $meta-add}, {@code $meta-delete} on every type. */
public class MetaOperations {
  private static final String DEFINITIONS = "http://hl7.org/fhir/OperationDefinition/Resource-";

  private final FhirOperationService operations;

  MetaOperations(FhirOperationService operations) {
    this.operations = operations;
  }

  @Operation(name = "$meta", global = true, idempotent = true, canonicalUrl = DEFINITIONS + "meta")
  public Parameters ofResource(@IdParam IIdType id, RequestDetails request) {
    return told(operations.meta(key(id, request), version(id)));
  }

  @Operation(name = "$meta", idempotent = true, canonicalUrl = DEFINITIONS + "meta")
  public Parameters ofSystem() {
    return told(operations.metaInUse(List.of()));
  }

  @Operation(name = "$meta-add", global = true, canonicalUrl = DEFINITIONS + "meta-add")
  public Parameters add(
      @IdParam IIdType id,
      @OperationParam(name = "meta", min = 1, max = 1) @Nullable Meta meta,
      RequestDetails request) {
    return told(operations.metaAdd(current(id, request), required(meta)));
  }

  @Operation(name = "$meta-delete", global = true, canonicalUrl = DEFINITIONS + "meta-delete")
  public Parameters delete(
      @IdParam IIdType id,
      @OperationParam(name = "meta", min = 1, max = 1) @Nullable Meta meta,
      RequestDetails request) {
    return told(operations.metaDelete(current(id, request), required(meta)));
  }

  private static ResourceKey key(IIdType id, RequestDetails request) {
    return new ResourceKey(request.getResourceName(), id.getIdPart());
  }

  /** Versions that are past are never changed. */
  private static ResourceKey current(IIdType id, RequestDetails request) {
    if (id.hasVersionIdPart()) {
      throw new ProblemException(ProblemCode.APPEND_ONLY);
    }
    return key(id, request);
  }

  private static @Nullable Long version(IIdType id) {
    if (!id.hasVersionIdPart()) {
      return null;
    }
    if (!id.getVersionIdPart().matches("[0-9]{1,18}")) {
      throw ProblemException.notFound();
    }
    return Long.valueOf(id.getVersionIdPart());
  }

  private static Meta required(@Nullable Meta meta) {
    if (meta == null) {
      throw ProblemException.invalid("meta", "required");
    }
    return meta;
  }

  static Parameters told(Meta meta) {
    Parameters answer = new Parameters();
    answer.addParameter().setName("return").setValue(meta);
    return answer;
  }
}
