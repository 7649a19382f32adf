package jp.tsunagi.fhirgateway.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.Config;

/** Keys of this component. */
@ApplicationScoped
public class FhirGatewayConfig {
  /**
   * Whether resources that claim one of our profiles are held against it, and {@code $validate}
   * says what the HL7 engine says. Costs memory (ADR-0071); the structure is checked either way.
   */
  public static final String FULL_VALIDATION = "tsunagi.fhir.full-validation";

  /** How long a body may be, as sent and unpacked: a file of 10 MB in base64, and some more. */
  public static final String MOST_BYTES = "tsunagi.fhir.most-bytes";

  private boolean fullValidation = true;
  private int mostBytes = 16 * 1024 * 1024;

  protected FhirGatewayConfig() {}

  @Inject
  FhirGatewayConfig(Config config) {
    fullValidation = config.getOptionalValue(FULL_VALIDATION, Boolean.class).orElse(true);
    mostBytes = config.getOptionalValue(MOST_BYTES, Integer.class).orElse(mostBytes);
    if (mostBytes < 1) {
      throw new IllegalStateException(MOST_BYTES + " must be 1 or more");
    }
  }

  /** As given, without a configuration: for tests. */
  static FhirGatewayConfig with(boolean fullValidation) {
    FhirGatewayConfig config = new FhirGatewayConfig();
    config.fullValidation = fullValidation;
    return config;
  }

  public boolean fullValidation() {
    return fullValidation;
  }

  public int mostBytes() {
    return mostBytes;
  }
}
