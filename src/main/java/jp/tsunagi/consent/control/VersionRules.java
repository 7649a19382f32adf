package jp.tsunagi.consent.control;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.entity.CaseStanding;
import jp.tsunagi.consent.entity.ResidentStanding;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.record.boundary.RecordKind;
import org.jspecify.annotations.Nullable;

/**
 * 版の規則. {@link VisibilityRules} once more, over what one earlier version of a resource says of
 * itself: whom it was about, which use of its type it was put to, to whom it was closed, whose it
 * was. What lies beside the current row says nothing about it.
 */
final class VersionRules {

  /**
   * What a version says of itself.
   *
   * @param audience organizations its author named as readers, where it is sealed
   * @param author the organization that had created the resource
   * @param authorsCity the municipality of that organization
   * @param soleWriter the organization whose members alone wrote it up to this version
   * @param call the emergency case it belongs to
   * @param centre the emergency centre it came from, or the device is registered with
   */
  record Version(
      String type,
      RecordKind kind,
      List<String> residents,
      boolean sealed,
      Set<String> audience,
      @Nullable String author,
      @Nullable String authorsCity,
      @Nullable String soleWriter,
      @Nullable CaseStanding call,
      @Nullable String centre) {
    Version {
      residents = List.copyOf(residents);
      audience = Set.copyOf(audience);
    }
  }

  private final Asking asking;
  private final Map<String, ResidentStanding> known;

  VersionRules(Asking asking, Map<String, ResidentStanding> known) {
    this.asking = asking;
    this.known = known;
  }

  boolean show(Version version) {
    if (ResourceTypes.NEVER_SHOWN.contains(version.type())) {
      return false;
    }
    if (ResourceTypes.isDirectory(version.type()) || isOfSeenResidents(version)) {
      return true;
    }
    return !version.type().equals(ResourceTypes.PATIENT)
        && (isOwn(version) || isOfNobody(version) || isOfCase(version) || isOfOwnDevice(version));
  }

  private boolean isOfSeenResidents(Version version) {
    RecordKind kind = version.kind();
    if (kind == RecordKind.DISASTER || !isOpenTo(version)) {
      return false;
    }
    if (kind.ofEmergency() || kind == RecordKind.EMERGENCY_DEVICE) {
      return version.residents().stream().anyMatch(id -> sees(id, dataSet(version)));
    }
    return !version.residents().isEmpty() && seesAll(version.residents(), dataSet(version));
  }

  private static DataSet dataSet(Version version) {
    return version.type().equals(ResourceTypes.PATIENT)
        ? DataSet.IDENTITY
        : RecordUses.dataSetOf(version.kind());
  }

  private boolean seesAll(Collection<String> residents, DataSet dataSet) {
    return residents.stream().allMatch(id -> sees(id, dataSet));
  }

  private boolean sees(String resident, DataSet dataSet) {
    ResidentStanding standing = known.get(resident);
    return standing != null && AccessRules.decide(asking, standing, dataSet).allowed();
  }

  private boolean isOpenTo(Version version) {
    return !version.sealed()
        || isAsking(version.author())
        || version.audience().stream().anyMatch(this::isAsking);
  }

  private boolean isAsking(@Nullable String organization) {
    return organization != null && organization.equals(asking.organization());
  }

  private boolean isOwn(Version version) {
    return asking.hasAny(Role.CARE)
        && isAsking(version.soleWriter())
        && version.residents().stream()
            .map(known::get)
            .filter(Objects::nonNull)
            .anyMatch(standing -> AccessRules.isInTeam(asking, standing));
  }

  private boolean isOfNobody(Version version) {
    boolean nobodys =
        version.residents().isEmpty()
            && !version.type().equals("CarePlan")
            && !version.kind().ofEmergency()
            && isOpenTo(version);
    if (!nobodys) {
      return false;
    }
    String city = asking.actor().city();
    boolean registered =
        asking.has(Role.CITY_WELFARE)
            && city != null
            && (version.author() == null || city.equals(version.authorsCity()));
    return registered || (asking.hasAny(Role.CARE) && isAsking(version.author()));
  }

  private boolean isOfCase(Version version) {
    if (!version.kind().ofEmergency()) {
      return false;
    }
    boolean sent = asking.has(Role.EMERGENCY_CENTRE) && isAsking(version.centre());
    CaseStanding call = version.call();
    return sent
        || (call != null
            && (AccessRules.caseItself(asking, call).isPresent() && isNoDrillOfOthers(call)
                || version.kind() == RecordKind.EMERGENCY_CASE
                    && AccessRules.isListedFor(asking, call)));
  }

  // A drill's case is shown to the fire service only when all its residents agreed in advance.
  private boolean isNoDrillOfOthers(CaseStanding call) {
    boolean asFire = asking.hasAny(Role.FIRE) && AccessRules.hasCase(asking, call);
    return !call.exercise() || !asFire || seesAll(call.residents(), DataSet.EMERGENCY_CASE);
  }

  private boolean isOfOwnDevice(Version version) {
    return version.kind() == RecordKind.EMERGENCY_DEVICE
        && asking.has(Role.EMERGENCY_CENTRE)
        && isAsking(version.centre());
  }
}
