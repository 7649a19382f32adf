package jp.tsunagi.exchange.control;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.tsunagi.exchange.entity.Subscription;
import jp.tsunagi.record.boundary.FhirResource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelComponent;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.jspecify.annotations.Nullable;

/** The Subscription as FHIR has it, read and completed. */
public final class SubscriptionMapper {
  /** What stands for the value of a header once it is stored: it may be a secret. */
  private static final String HIDDEN = "***";

  private static final FhirContext FHIR = FhirContext.forR4Cached();

  private SubscriptionMapper() {}

  public static boolean isSubscription(FhirResource resource) {
    return resource.type().equals("Subscription");
  }

  public static Subscription toSubscription(FhirResource resource) {
    var model = resource.as(org.hl7.fhir.r4.model.Subscription.class);
    SubscriptionChannelComponent channel = model.getChannel();
    return new Subscription(
        model.hasId() ? model.getIdElement().getIdPart() : "",
        status(model.getStatus()),
        Objects.requireNonNullElse(model.getCriteria(), ""),
        channel.getType() == null ? "" : channel.getType().toCode(),
        Objects.requireNonNullElse(channel.getEndpoint(), ""),
        channel.getPayload(),
        channel.getHeader().stream().map(StringType::getValue).filter(Objects::nonNull).toList(),
        model.getEnd() == null ? Long.MAX_VALUE : model.getEnd().getTime());
  }

  private static Subscription.Status status(@Nullable SubscriptionStatus status) {
    return status == null
        ? Subscription.Status.REQUESTED
        : switch (status) {
          case ACTIVE -> Subscription.Status.ACTIVE;
          case ERROR -> Subscription.Status.ERROR;
          case OFF -> Subscription.Status.OFF;
          default -> Subscription.Status.REQUESTED;
        };
  }

  /** Whoever asks can request and end; whether it works is the server's to say. */
  static void request(FhirResource resource) {
    var model = resource.as(org.hl7.fhir.r4.model.Subscription.class);
    if (model.getStatus() != SubscriptionStatus.OFF) {
      model.setStatus(SubscriptionStatus.REQUESTED);
    }
    model.setError(null);
  }

  /** A header that comes back as it was shown keeps the value it had. */
  static void keepHidden(FhirResource before, FhirResource after) {
    Map<String, String> known = new HashMap<>();
    for (StringType header : channel(before).getHeader()) {
      known.put(name(header.getValue()), header.getValue());
    }
    for (StringType header : channel(after).getHeader()) {
      String kept = known.get(name(header.getValue()));
      if (kept != null && header.getValue().endsWith(": " + HIDDEN)) {
        header.setValue(kept);
      }
    }
  }

  private static SubscriptionChannelComponent channel(FhirResource resource) {
    return resource.as(org.hl7.fhir.r4.model.Subscription.class).getChannel();
  }

  private static String name(@Nullable String header) {
    String text = Objects.requireNonNullElse(header, "");
    int colon = text.indexOf(':');
    return colon < 0 ? text : text.substring(0, colon);
  }

  /** The same Subscription as the server finds it. */
  static FhirResource withStatus(
      FhirResource resource, Subscription.Status status, @Nullable String error) {
    var model = resource.as(org.hl7.fhir.r4.model.Subscription.class).copy();
    model.setStatus(
        switch (status) {
          case REQUESTED -> SubscriptionStatus.REQUESTED;
          case ACTIVE -> SubscriptionStatus.ACTIVE;
          case ERROR -> SubscriptionStatus.ERROR;
          case OFF -> SubscriptionStatus.OFF;
        });
    model.setError(error);
    return FhirResource.of(model);
  }

  /** The resource as its receiver wants it. */
  static byte[] payload(FhirResource resource, String mediaType) {
    if (mediaType.contains("xml")) {
      return FHIR.newXmlParser()
          .encodeResourceToString(resource.model())
          .getBytes(StandardCharsets.UTF_8);
    }
    return NdjsonMapper.line(resource);
  }

  static List<String> mediaTypes() {
    return List.of("application/fhir+json", "application/fhir+xml");
  }
}
