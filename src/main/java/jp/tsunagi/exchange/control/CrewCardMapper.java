package jp.tsunagi.exchange.control;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import jp.tsunagi.consent.boundary.StatedGround;
import jp.tsunagi.kernel.Vocabulary.Systems;
import jp.tsunagi.record.boundary.FhirResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;

/** The crew card as a Bundle of its resources; the ground it is shown on is a tag of the Bundle. */
public final class CrewCardMapper {
  private CrewCardMapper() {}

  /**
   * @param base the address of the FHIR door, for the full URLs
   */
  public static FhirResource toBundle(
      String id, Instant made, List<FhirResource> resources, StatedGround ground, String base) {
    Bundle card = new Bundle().setType(BundleType.COLLECTION).setTimestamp(Date.from(made));
    card.setId(id);
    card.setLanguage("ja");
    card.getMeta()
        .addTag()
        .setSystem(Systems.ACCESS_GROUND)
        .setCode(ground.code())
        .setDisplay(ground.text());
    resources.forEach(
        resource ->
            card.addEntry().setFullUrl(base + "/" + resource.key()).setResource(resource.model()));
    return FhirResource.of(card);
  }
}
