package jp.tsunagi.seed.control;

import jp.tsunagi.kernel.Vocabulary;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.ResourceKey;
import org.hl7.fhir.r4.model.Basic;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;

/**
 * 投入の印. Says in the record itself that it was seeded and with how many residents, so that a seeding
 * that was cut off goes on to the number it began with, and a record of somebody else's is never
 * touched.
 */
final class SeedMark {
  static final ResourceKey KEY = new ResourceKey("Basic", "demo-seed");
  private static final String RESIDENTS = Vocabulary.BASE + "/demo-residents";

  private SeedMark() {}

  static Basic of(int residents) {
    Basic mark = new Basic();
    mark.setId(KEY.id());
    mark.setCode(new CodeableConcept().setText("デモデータ"));
    mark.addIdentifier().setSystem(RESIDENTS).setValue(Integer.toString(residents));
    return mark;
  }

  static int residentsIn(FhirResource mark) {
    return mark.as(Basic.class).getIdentifier().stream()
        .filter(identifier -> RESIDENTS.equals(identifier.getSystem()))
        .map(Identifier::getValue)
        .mapToInt(Integer::parseInt)
        .findFirst()
        .orElse(0);
  }
}
