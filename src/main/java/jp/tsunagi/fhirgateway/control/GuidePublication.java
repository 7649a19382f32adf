package jp.tsunagi.fhirgateway.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import jp.tsunagi.platform.boundary.PassingFailure;
import org.hl7.fhir.r4.model.Resource;

/**
 * ガイド公開の進行. Brings the record's copy of the guide up to date in portions, once for each content.
 */
@ApplicationScoped
public class GuidePublication {
  private static final int PORTION = 25;

  private GuideService service;
  private GuideContent guide;

  @SuppressWarnings("NullAway.Init") // the proxy's constructor
  protected GuidePublication() {}

  @Inject
  GuidePublication(GuideService service, GuideContent guide) {
    this.service = service;
    this.guide = guide;
  }

  /** True when there was something to write. */
  public boolean bringUpToDate() {
    if (service.isPublished()) {
      return false;
    }
    List<Resource> all = guide.resources().subList(0, guide.resources().size() - 1);
    for (int from = 0; from < all.size(); from += PORTION) {
      List<Resource> part = all.subList(from, Math.min(all.size(), from + PORTION));
      outlast(() -> service.write(part));
    }
    outlast(service::finish);
    return true;
  }

  private static void outlast(Runnable work) {
    PassingFailure.outlast(
        () -> {
          work.run();
          return true;
        });
  }
}
