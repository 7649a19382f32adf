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
import jp.tsunagi.record.entity.StableHash;
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

  /** Temperatures do not begin at zero, which the UCUM library leaves out. */
  private static final Map<String, double[]> KELVINS =
      Map.of("Cel", new double[] {1, 273.15}, "[degF]", new double[] {5 / 9.0, 459.67 * 5 / 9});

  private final @Nullable UcumEssenceService ucum;
  private final Map<String, Optional<Scale>> scales = new ConcurrentHashMap<>();

  /**
   * A value in a coded unit.
   *
   * @param unit hash of the unit, a canonical one where there is one
   */
  record Coded(int unit, double value) {}

  private record Scale(int unit, double factor, double offset) {
    Coded of(double value) {
      return new Coded(unit, value * factor + offset);
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

  /** The value in the canonical unit; as it is where UCUM does not know the unit. */
  Coded coded(@Nullable String system, String code, double value) {
    if (ucum != null && UCUM.equals(system)) {
      Optional<Scale> scale = scales.get(code);
      if (scale == null) {
        scale = scale(ucum, code);
        if (scales.size() < MOST_UNITS) {
          scales.put(code, scale);
        }
      }
      if (scale.isPresent()) {
        return scale.get().of(value);
      }
    }
    return new Coded(StableHash.ofName(system + "|" + code), value);
  }

  /** Two points determine the line. */
  private static synchronized Optional<Scale> scale(UcumEssenceService ucum, String code) {
    double[] kelvins = KELVINS.get(code);
    if (kelvins != null) {
      return scale(ucum, "K").map(kelvin -> new Scale(kelvin.unit(), kelvins[0], kelvins[1]));
    }
    try {
      Pair zero = ucum.getCanonicalForm(new Pair(new Decimal("0"), code));
      Pair probe = ucum.getCanonicalForm(new Pair(new Decimal(PROBE.toPlainString()), code));
      BigDecimal offset = new BigDecimal(zero.getValue().asDecimal());
      BigDecimal factor =
          new BigDecimal(probe.getValue().asDecimal())
              .subtract(offset)
              .divide(PROBE, MathContext.DECIMAL64);
      return Optional.of(
          new Scale(
              StableHash.ofName(UCUM + "|" + probe.getCode()),
              factor.doubleValue(),
              offset.doubleValue()));
    } catch (UcumException | RuntimeException unknown) {
      return Optional.empty();
    }
  }
}
