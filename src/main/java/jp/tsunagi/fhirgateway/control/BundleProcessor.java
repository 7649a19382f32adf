package jp.tsunagi.fhirgateway.control;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.tsunagi.fhirgateway.control.FhirInteractions.Written;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.SearchQuery;
import jp.tsunagi.record.boundary.SearchUrl;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;

/**
 * Transaction Bundles (FHIR R4, section 3.1.0.11): DELETE, POST, PUT and PATCH, then GET; {@code
 * urn:uuid} and conditional references resolved before anything is written; all entries in the
 * caller's transaction.
 */
@ApplicationScoped
public class BundleProcessor {
  private static final Pattern TYPE = Pattern.compile("([A-Z][A-Za-z]+)");
  private static final Pattern ADDRESS =
      Pattern.compile("([A-Z][A-Za-z]+)(/[A-Za-z0-9.-]{1,64}|\\?.+)", Pattern.DOTALL);
  private static final Pattern READ =
      Pattern.compile(
          "([A-Z][A-Za-z]+)(/[A-Za-z0-9.-]{1,64}(/_history/[0-9]{1,18})?|(\\?.*)?)",
          Pattern.DOTALL);

  private final FhirContext fhir = FhirContext.forR4Cached();
  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
  private FhirInteractions interactions;
  private References references;

  @SuppressWarnings("NullAway") // the proxy's constructor
  protected BundleProcessor() {}

  @Inject
  BundleProcessor(FhirInteractions interactions, References references) {
    this.interactions = interactions;
    this.references = references;
  }

  /** Carries out every entry and answers the {@code transaction-response}. */
  public FhirResource transaction(FhirResource request, Actor actor) {
    List<BundleEntryComponent> entries = request.as(Bundle.class).getEntry();
    check(entries);
    Map<String, ResourceKey> arriving = new HashMap<>();
    Map<Integer, Written> alreadyThere = new HashMap<>();
    assignIds(entries, arriving, alreadyThere, actor);
    rewriteReferences(entries, arriving);
    BundleEntryComponent[] answers = new BundleEntryComponent[entries.size()];
    boolean checked = false;
    for (int index : order(entries)) {
      BundleEntryComponent entry = entries.get(index);
      if (!checked && entry.getRequest().getMethod() != HTTPVerb.DELETE) {
        // After the deletions and before anything is written: nothing may refer to what went.
        references.checkAll(toBeWritten(entries, alreadyThere), actor);
        checked = true;
      }
      Written there = alreadyThere.get(index);
      answers[index] =
          at(index, () -> there != null ? written(there, false) : carryOut(entry, actor));
    }
    Bundle response = new Bundle().setType(BundleType.TRANSACTIONRESPONSE);
    response.setId(ids.generate().toString());
    for (BundleEntryComponent answer : answers) {
      response.addEntry(answer);
    }
    return FhirResource.of(response);
  }

  /** Names the entry in the problem it meets. */
  static <T> T at(int index, Supplier<T> work) {
    try {
      return work.get();
    } catch (ProblemException problem) {
      throw problem.with("entry", "Bundle.entry[" + index + "]");
    }
  }

  private static Map<Integer, FhirResource> toBeWritten(
      List<BundleEntryComponent> entries, Map<Integer, Written> alreadyThere) {
    Map<Integer, FhirResource> all = new LinkedHashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      HTTPVerb method = entries.get(i).getRequest().getMethod();
      if ((method == HTTPVerb.POST || method == HTTPVerb.PUT) && !alreadyThere.containsKey(i)) {
        all.put(i, FhirResource.of(entries.get(i).getResource()));
      }
    }
    return all;
  }

  private static void check(List<BundleEntryComponent> entries) {
    Set<String> urls = new HashSet<>();
    for (int i = 0; i < entries.size(); i++) {
      BundleEntryComponent entry = entries.get(i);
      String at = "Bundle.entry[" + i + "]";
      if (!entry.getRequest().hasMethod()) {
        throw ProblemException.invalid(at + ".request.method", "required");
      }
      if (!entry.getRequest().hasUrl()) {
        throw ProblemException.invalid(at + ".request.url", "required");
      }
      HTTPVerb method = entry.getRequest().getMethod();
      boolean carries =
          method == HTTPVerb.POST || method == HTTPVerb.PUT || method == HTTPVerb.PATCH;
      if (carries && !entry.hasResource()) {
        throw ProblemException.invalid(at + ".resource", "required");
      }
      if (method != HTTPVerb.GET && entry.hasFullUrl() && !urls.add(entry.getFullUrl())) {
        throw ProblemException.invalid(at + ".fullUrl", "duplicate");
      }
      checkUrl(entry, method, at);
      if (method != HTTPVerb.GET && !isPlainCreate(entry) && !urls.add(target(entry))) {
        throw ProblemException.invalid(at + ".request.url", "duplicate");
      }
    }
  }

  private static boolean isPlainCreate(BundleEntryComponent entry) {
    return entry.getRequest().getMethod() == HTTPVerb.POST && !entry.getRequest().hasIfNoneExist();
  }

  /** What an entry is about, so that no two are about the same. */
  private static String target(BundleEntryComponent entry) {
    BundleEntryRequestComponent request = entry.getRequest();
    return request.getMethod() == HTTPVerb.POST
        ? entry.getResource().fhirType() + "?" + request.getIfNoneExist()
        : request.getUrl();
  }

  private static void checkUrl(BundleEntryComponent entry, HTTPVerb method, String at) {
    String url = entry.getRequest().getUrl();
    Resource resource = entry.getResource();
    Pattern wanted =
        switch (method) {
          case POST -> TYPE;
          case GET, HEAD -> READ;
          default -> ADDRESS;
        };
    Matcher address = wanted.matcher(url);
    if (!address.matches()) {
      throw ProblemException.invalid(at + ".request.url", "request-url");
    }
    boolean carriesIt = method == HTTPVerb.POST || method == HTTPVerb.PUT;
    if (carriesIt && !resource.fhirType().equals(address.group(1))) {
      throw ProblemException.invalid(at + ".resource", "wrong-type");
    }
    if (method == HTTPVerb.PUT && !url.contains("?") && resource.hasId()) {
      String id = resource.getIdElement().getIdPart();
      if (!url.equals(resource.fhirType() + "/" + id)) {
        throw ProblemException.invalid(at + ".resource.id", "not-the-address");
      }
    }
  }

  private void assignIds(
      List<BundleEntryComponent> entries,
      Map<String, ResourceKey> arriving,
      Map<Integer, Written> alreadyThere,
      Actor actor) {
    Set<ResourceKey> keys = leaving(entries);
    for (int i = 0; i < entries.size(); i++) {
      BundleEntryComponent entry = entries.get(i);
      BundleEntryRequestComponent request = entry.getRequest();
      Resource resource = entry.getResource();
      if (resource == null
          || request.getMethod() == HTTPVerb.PATCH
          || request.getMethod() == HTTPVerb.GET) {
        continue;
      }
      SearchQuery condition = condition(entry);
      @Nullable FhirResource match =
          condition == null ? null : interactions.single(condition, actor).orElse(null);
      ResourceKey key;
      if (match != null) {
        key = match.key();
        if (request.getMethod() == HTTPVerb.POST) {
          alreadyThere.put(i, new Written(match, false));
        }
      } else if (request.getMethod() == HTTPVerb.PUT && condition == null) {
        key = ResourceKey.ofReference(request.getUrl());
      } else {
        key = interactions.mint(resource.fhirType());
      }
      if (!alreadyThere.containsKey(i) && !keys.add(key)) {
        throw ProblemException.invalid("Bundle.entry[" + i + "]", "duplicate");
      }
      if (entry.hasFullUrl()) {
        arriving.put(entry.getFullUrl(), key);
      }
      resource.setId(key.id());
    }
  }

  private static Set<ResourceKey> leaving(List<BundleEntryComponent> entries) {
    Set<ResourceKey> leaving = new HashSet<>();
    for (BundleEntryComponent entry : entries) {
      String url = entry.getRequest().getUrl();
      if (entry.getRequest().getMethod() == HTTPVerb.DELETE && !url.contains("?")) {
        leaving.add(ResourceKey.ofReference(url));
      }
    }
    return leaving;
  }

  private static @Nullable SearchQuery condition(BundleEntryComponent entry) {
    BundleEntryRequestComponent request = entry.getRequest();
    if (request.getMethod() == HTTPVerb.POST && request.hasIfNoneExist()) {
      String criteria = request.getIfNoneExist();
      return SearchUrl.parse(
          criteria.contains("?") ? criteria : entry.getResource().fhirType() + "?" + criteria);
    }
    return request.getMethod() == HTTPVerb.PUT && request.getUrl().contains("?")
        ? SearchUrl.parse(request.getUrl())
        : null;
  }

  private void rewriteReferences(
      List<BundleEntryComponent> entries, Map<String, ResourceKey> arriving) {
    for (int i = 0; i < entries.size(); i++) {
      BundleEntryComponent entry = entries.get(i);
      if (entry.getResource() == null) {
        continue;
      }
      for (Reference reference : references.in(FhirResource.of(entry.getResource()))) {
        ResourceKey key = arriving.get(reference.getReference());
        if (key != null) {
          reference.setReference(key.toString());
        } else if (isPlaceholder(reference) && !(entry.getResource() instanceof Bundle)) {
          at(i, () -> References.refuse(reference.getReference()));
        }
      }
      references.makeRelative(FhirResource.of(entry.getResource()));
      for (UriType uri :
          fhir.newTerser().getAllPopulatedChildElementsOfType(entry.getResource(), UriType.class)) {
        ResourceKey key = arriving.get(uri.getValue());
        if (key != null) {
          uri.setValue(key.toString());
        }
      }
    }
  }

  /** A name that only another entry of the same Bundle could bear. */
  private static boolean isPlaceholder(Reference reference) {
    return reference.getReference() != null && reference.getReference().startsWith("urn:uuid:");
  }

  /** Entries in the order the specification wants them carried out. */
  private static List<Integer> order(List<BundleEntryComponent> entries) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingInt(index -> rank(entries.get(index))));
    return order;
  }

  /**
   * Patients before what is about them: the compartment of the others is known when they are
   * written.
   */
  private static int rank(BundleEntryComponent entry) {
    return switch (entry.getRequest().getMethod()) {
      case DELETE -> 0;
      case POST -> entry.getResource().fhirType().equals("Patient") ? 1 : 2;
      case PUT -> entry.getResource().fhirType().equals("Patient") ? 1 : 3;
      case PATCH -> 3;
      default -> 4;
    };
  }

  private BundleEntryComponent carryOut(BundleEntryComponent entry, Actor actor) {
    BundleEntryRequestComponent request = entry.getRequest();
    Long expected = FhirVersions.ofTag(request.getIfMatch());
    String url = request.getUrl();
    boolean conditional = url.contains("?") || url.indexOf('/') < 0;
    switch (request.getMethod()) {
      case POST -> {
        return written(interactions.create(FhirResource.of(entry.getResource()), actor), true);
      }
      case PUT -> {
        return written(
            interactions.update(FhirResource.of(entry.getResource()), expected, true, actor),
            false);
      }
      case PATCH -> {
        ResourceKey key = conditional ? null : ResourceKey.ofReference(url);
        SearchQuery condition = conditional ? SearchUrl.parse(url) : null;
        return written(
            interactions.patch(key, condition, patch(entry.getResource()), expected, actor), false);
      }
      case DELETE -> {
        interactions.delete(
            conditional ? null : ResourceKey.ofReference(url),
            conditional ? SearchUrl.parse(url) : null,
            expected,
            actor);
        BundleEntryComponent answer = new BundleEntryComponent();
        answer.getResponse().setStatus("204 No Content");
        return answer;
      }
      default -> {
        return got(url, conditional, actor);
      }
    }
  }

  private BundleEntryComponent got(String url, boolean conditional, Actor actor) {
    BundleEntryComponent answer = new BundleEntryComponent();
    answer.getResponse().setStatus("200 OK");
    if (conditional) {
      Bundle page = new Bundle().setType(BundleType.SEARCHSET);
      interactions
          .search(search(url), actor)
          .matches()
          .forEach(match -> page.addEntry().setResource(match.model()));
      answer.setResource(page);
    } else {
      String[] parts = url.split("/");
      Long version = parts.length == 4 ? Long.valueOf(parts[3]) : null;
      FhirResource found = interactions.read(ResourceKey.ofReference(url), version, actor);
      answer.setResource(found.model());
      answer.getResponse().setEtag("W/\"" + found.version() + "\"");
    }
    return answer;
  }

  private static SearchQuery search(String url) {
    String[] parts = url.split("\\?", 2);
    return SearchUrl.of(parts[0], SearchUrl.parameters(parts.length > 1 ? parts[1] : null));
  }

  private PatchDocument patch(Resource resource) {
    if (resource instanceof Binary binary) {
      if (!binary.hasData()) {
        throw ProblemException.invalid("Binary.data", "required");
      }
      return new PatchDocument(
          PatchDocument.Kind.JSON_PATCH,
          new String(binary.getData(), java.nio.charset.StandardCharsets.UTF_8));
    }
    return new PatchDocument(
        PatchDocument.Kind.FHIRPATH_PATCH_JSON,
        fhir.newJsonParser().encodeResourceToString(resource));
  }

  private static BundleEntryComponent written(Written written, boolean post) {
    FhirResource resource = written.resource();
    BundleEntryComponent answer = new BundleEntryComponent();
    answer
        .getResponse()
        .setStatus(written.created() || post ? "201 Created" : "200 OK")
        .setLocation(resource.key() + "/_history/" + resource.version())
        .setEtag("W/\"" + resource.version() + "\"")
        .setLastModified(resource.model().getMeta().getLastUpdated());
    return answer;
  }
}
