package jp.tsunagi.organization.entity;

import java.util.List;
import java.util.Set;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.kernel.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * 事業所. One body of the directory.
 *
 * @param kind code of the code system {@code organization-type}
 * @param partOf the body it belongs to
 * @param creator the organization of whoever registered it; decides the city where {@code partOf}
 *     says nothing
 * @param ownCity five digits, only of a municipality itself
 * @param areas the places it is responsible for
 * @param clients client ids under which its systems sign in
 * @param centres names under which it sends emergency events
 */
public record OrganizationEntry(
    OrganizationId id,
    String name,
    @Nullable String kind,
    boolean active,
    @Nullable OrganizationId partOf,
    @Nullable OrganizationId creator,
    @Nullable String ownCity,
    List<AreaCode> areas,
    Set<String> clients,
    Set<String> centres) {
  public OrganizationEntry {
    areas = List.copyOf(areas);
    clients = Set.copyOf(clients);
    centres = Set.copyOf(centres);
  }
}
