package jp.tsunagi.exchange.control;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.OwnReference;
import jp.tsunagi.record.boundary.ResourceKey;
import org.hl7.fhir.r4.model.Group;

/** Lines of an export, and whom a Group names. */
public final class NdjsonMapper {
  private static final FhirContext FHIR = FhirContext.forR4Cached();

  private NdjsonMapper() {}

  /** The resource on one line: as stored, or as what was left of it. */
  public static byte[] line(FhirResource resource) {
    return resource
        .json()
        .orElseGet(
            () ->
                FHIR.newJsonParser()
                    .setPrettyPrint(false)
                    .encodeResourceToString(resource.model())
                    .getBytes(StandardCharsets.UTF_8));
  }

  /** The Patients that are members of a Group now. */
  public static List<ResourceKey> members(FhirResource group) {
    return group.as(Group.class).getMember().stream()
        .filter(member -> !member.getInactive())
        .flatMap(member -> OwnReference.of(member.getEntity()).stream())
        .filter(entity -> entity.type().equals("Patient"))
        .distinct()
        .toList();
  }
}
