package jp.tsunagi.fhirgateway.boundary;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.model.api.ResourceMetadataKeyEnum;
import ca.uhn.fhir.model.valueset.BundleEntryTransactionMethodEnum;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.server.SimpleBundleProvider;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordVersion;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** 版の答え. Versions as HAPI's server tells them: one resource's, a type's, or all there are. */
final class ToldVersions {
  private static final int PAGE = 50;

  private ToldVersions() {}

  static IBundleProvider of(List<RecordVersion> versions) {
    return new SimpleBundleProvider(versions.stream().map(ToldVersions::told).toList());
  }

  static @Nullable Instant from(@Nullable InstantType since) {
    return since == null ? null : since.getValue().toInstant();
  }

  /**
   * @param count as asked; a page is 50 without
   */
  static int mostOf(@Nullable Integer count) {
    if (count != null && count < 0) {
      throw new ProblemException(
          ProblemCode.INVALID_PARAMETER,
          List.of(ProblemException.Violation.of("_count", "out-of-range", 0, Integer.MAX_VALUE)));
    }
    return count == null ? PAGE : count;
  }

  /** The resource under the address of its version. */
  static Resource told(FhirResource resource) {
    Resource told = resource.model();
    told.setId(resource.key() + "/_history/" + resource.version());
    return told;
  }

  private static Resource told(RecordVersion version) {
    FhirResource stored = version.resource();
    Resource told = stored != null ? told(stored) : deleted(version);
    ResourceMetadataKeyEnum.ENTRY_TRANSACTION_METHOD.put(
        told,
        switch (version.operation()) {
          case CREATE -> BundleEntryTransactionMethodEnum.POST;
          case UPDATE -> BundleEntryTransactionMethodEnum.PUT;
          case DELETE -> BundleEntryTransactionMethodEnum.DELETE;
        });
    return told;
  }

  private static Resource deleted(RecordVersion version) {
    Resource gone =
        (Resource)
            FhirContext.forR4Cached().getResourceDefinition(version.key().type()).newInstance();
    gone.setId(version.key() + "/_history/" + version.version());
    gone.getMeta().setLastUpdated(Date.from(version.at()));
    ResourceMetadataKeyEnum.DELETED_AT.put(gone, new InstantType(Date.from(version.at())));
    return gone;
  }
}
