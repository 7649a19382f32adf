package jp.tsunagi.record.control;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.fhir.ucum.Decimal;
import org.fhir.ucum.Pair;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;
import org.jspecify.annotations.Nullable;

/**
 * 単位換算。 Brings quantities in UCUM units to canonical units, so that 5.4 g is found by 5400 mg.
 * Conversions are linear, so each unit is looked up once: as a factor.
 */
@ApplicationScoped
public class UnitConversion {
  static final String UCUM = "http://unitsofmeasure.org";

  private static final Logger LOG = Logger.getLogger(UnitConversion.class.getName());
  private static final int MOST_UNITS = 10_000;
  private static final BigDecimal PROBE = new BigDecimal("1000000");

  private final @Nullable UcumEssenceService ucum;
  private final Map<String, Optional<Scale>> scales = new ConcurrentHashMap<>();

  /** A value in canonical units. */
  record Canonical(String unit, double value) {}

  private record Scale(String unit, double factor, double offset) {
    Canonical of(double value) {
      return new Canonical(unit, value * factor + offset);
    }
  }

  public UnitConversion() {
    ucum = load();
  }

  private static @Nullable UcumEssenceService load() {
    try (InputStream essence = UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml")) {
      return essence == null ? null : new UcumEssenceService(essence);
    } catch (IOException | UcumException unreadable) {
      LOG.log(Level.WARNING, "units are compared as written: UCUM cannot be read", unreadable);
      return null;
    }
  }

  /** Empty for units of other systems and for what UCUM does not know. */
  Optional<Canonical> canonical(@Nullable String system, @Nullable String code, double value) {
    if (ucum == null || code == null || !UCUM.equals(system)) {
      return Optional.empty();
    }
    Optional<Scale> known = scales.get(code);
    if (known == null) {
      known = scale(ucum, code);
      if (scales.size() < MOST_UNITS) {
        scales.put(code, known);
      }
    }
    return known.map(scale -> scale.of(value));
  }

  /** Two points determine the line; Celsius does not go through zero. */
  private static synchronized Optional<Scale> scale(UcumEssenceService ucum, String code) {
    try {
      Pair zero = ucum.getCanonicalForm(new Pair(new Decimal("0"), code));
      Pair probe = ucum.getCanonicalForm(new Pair(new Decimal(PROBE.toPlainString()), code));
      BigDecimal offset = new BigDecimal(zero.getValue().asDecimal());
      BigDecimal factor =
          new BigDecimal(probe.getValue().asDecimal())
              .subtract(offset)
              .divide(PROBE, MathContext.DECIMAL64);
      return Optional.of(new Scale(probe.getCode(), factor.doubleValue(), offset.doubleValue()));
    } catch (UcumException | RuntimeException unknown) {
      return Optional.empty();
    }
  }
}
