package jp.tsunagi.fhirgateway.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.Vocabulary;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.Visibility;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ImplementationGuide;
import org.hl7.fhir.r4.model.Resource;

/**
 * ガイドの公開. Keeps the implementation guide in the record, so that it is read, searched and referred
 * to like everything else.
 *
 * <p>The guide's own resource is written last and carries the fingerprint of what was written: a
 * start that finds its own fingerprint has nothing to do, one that was cut off begins again.
 */
@ApplicationScoped
public class GuideService {
  /** The system of the tag with the fingerprint. */
  static final String FINGERPRINT = Vocabulary.BASE + "/guide-fingerprint";

  private static final Actor ACTOR = Actor.system("guide");
  private static final ResourceKey KEY = new ResourceKey("ImplementationGuide", "tsunagi");

  private RecordStore store;
  private GuideContent guide;

  @SuppressWarnings("NullAway.Init") // the proxy's constructor
  protected GuideService() {}

  @Inject
  GuideService(RecordStore store, GuideContent guide) {
    this.store = store;
    this.guide = guide;
  }

  /** Whether the record has exactly this guide. */
  @Transactional
  @ActivateRequestContext
  public boolean isPublished() {
    return store
        .read(KEY, Visibility.ALL)
        .map(stored -> stored.model().getMeta().getTag(FINGERPRINT, guide.fingerprint()) != null)
        .orElse(false);
  }

  /** Writes a part of the guide; what is already there as it should be keeps its version. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @ActivateRequestContext
  public void write(List<Resource> part) {
    part.forEach(this::write);
  }

  private void write(Resource resource) {
    Resource copy = resource.copy();
    copy.setId(resource.getIdElement().getIdPart());
    store.update(FhirResource.of(copy), null, ACTOR, Door.SYSTEM);
  }

  /** Takes away what an earlier guide had and this one has not, and marks it as published. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @ActivateRequestContext
  public void finish() {
    Set<String> names = guide.names().collect(Collectors.toSet());
    store
        .lock(KEY)
        .ifPresent(
            earlier ->
                earlier.as(ImplementationGuide.class).getDefinition().getResource().stream()
                    .map(entry -> entry.getReference().getReference())
                    .filter(name -> !names.contains(name))
                    .map(ResourceKey::ofReference)
                    .forEach(gone -> store.delete(gone, null, ACTOR, Door.SYSTEM)));
    Resource mark = guide.resources().get(guide.resources().size() - 1).copy();
    mark.setId(KEY.id());
    mark.getMeta().addTag(new Coding().setSystem(FINGERPRINT).setCode(guide.fingerprint()));
    store.update(FhirResource.of(mark), null, ACTOR, Door.SYSTEM);
  }
}
