package jp.tsunagi.resident.control;

import java.util.List;
import java.util.Optional;
import jp.tsunagi.kernel.Vocabulary;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.resident.entity.CareDevice;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DeviceUseStatement;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.jspecify.annotations.Nullable;

/** Device, DeviceUseStatement → 機器. */
public final class CareDeviceMapper {
  private CareDeviceMapper() {}

  /** The device, or empty when it is out of use. */
  public static Optional<CareDevice> toDevice(FhirResource resource) {
    Device device = resource.as(Device.class);
    if (device.hasStatus() && device.getStatus() != Device.FHIRDeviceStatus.ACTIVE) {
      return Optional.empty();
    }
    Coding kind =
        device.getType().getCoding().stream()
            .filter(coding -> Vocabulary.Systems.DEVICE_KIND.equals(coding.getSystem()))
            .findFirst()
            .orElseGet(() -> device.getType().getCodingFirstRep());
    String name =
        ClinicalMapper.text(device.getType())
            .orElseGet(
                () -> device.hasDeviceName() ? device.getDeviceNameFirstRep().getName() : "");
    String note = device.hasNote() ? device.getNoteFirstRep().getText() : null;
    return Optional.of(
        new CareDevice(
            kind.getCode(),
            note == null || note.isBlank() ? name : name + " " + note,
            identifier(device).orElse(null),
            power(device)));
  }

  /** The numbers people search a device by: emergency-call devices and serial numbers. */
  public static List<String> numbers(FhirResource resource) {
    return resource.as(Device.class).getIdentifier().stream()
        .map(Identifier::getValue)
        .filter(value -> value != null && !value.isBlank())
        .toList();
  }

  private static Optional<String> identifier(Device device) {
    return device.getIdentifier().stream()
        .filter(i -> Vocabulary.Identifiers.EMERGENCY_DEVICE.equals(i.getSystem()))
        .findFirst()
        .or(() -> device.getIdentifier().stream().findFirst())
        .map(Identifier::getValue);
  }

  /** How long it runs without mains, in words: 電源が必要・電池3時間・停電時は…. */
  private static @Nullable String power(Device device) {
    Extension power = device.getExtensionByUrl(Vocabulary.Extensions.DEVICE_POWER);
    if (power == null) {
      return null;
    }
    StringBuilder words = new StringBuilder();
    value(power, "mainsRequired")
        .filter("true"::equals)
        .ifPresent(required -> words.append("電源が必要"));
    value(power, "batteryHours")
        .ifPresent(
            hours ->
                words.append(words.isEmpty() ? "" : "・").append("電池").append(hours).append("時間"));
    value(power, "text").ifPresent(text -> words.append(words.isEmpty() ? "" : "。").append(text));
    return words.isEmpty() ? null : words.toString();
  }

  private static Optional<String> value(Extension power, String part) {
    return Optional.ofNullable(power.getExtensionByUrl(part))
        .map(extension -> extension.getValue().primitiveValue());
  }

  /** The device a statement says the resident uses, as a reference; empty when no longer. */
  public static Optional<String> used(FhirResource resource) {
    DeviceUseStatement use = resource.as(DeviceUseStatement.class);
    return use.hasStatus() && use.getStatus() != DeviceUseStatement.DeviceUseStatementStatus.ACTIVE
        ? Optional.empty()
        : ReferenceMapper.relative(use.getDevice());
  }
}
