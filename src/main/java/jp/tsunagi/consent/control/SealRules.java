package jp.tsunagi.consent.control;

import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordKind;
import org.jspecify.annotations.Nullable;

/**
 * 封印の規則. What an office may close to others, and who opens it again: its author's organization
 * alone, neither those it names as readers nor the registrar.
 */
final class SealRules {
  private SealRules() {}

  /**
   * Refuses a change that seals what cannot be sealed, or touches another's seal or its content.
   */
  static void require(Asking asking, @Nullable FhirResource before, @Nullable FhirResource after) {
    boolean closes = false;
    if (after != null && after.isSealed()) {
      closes = true;
      if (!maySeal(after)) {
        throw ProblemException.invalid("meta.security", "not-sealable");
      }
    }
    if (before != null
        && (closes || before.isSealed())
        && before.author().filter(asking.organization()::equals).isEmpty()) {
      throw new ProblemException(ProblemCode.FORBIDDEN);
    }
  }

  /** What others must act on, or decisions rest on, is no one office's to close. */
  private static boolean maySeal(FhirResource resource) {
    return RecordKind.of(resource) == RecordKind.GENERAL
        && !resource.type().equals(ResourceTypes.PATIENT)
        && !ResourceTypes.isDirectory(resource.type())
        && !ResourceTypes.CITY_ONLY.contains(resource.type());
  }
}
