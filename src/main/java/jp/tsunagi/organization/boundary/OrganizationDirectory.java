package jp.tsunagi.organization.boundary;

import java.util.Optional;
import java.util.Set;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.StaffId;
import org.jspecify.annotations.Nullable;

/**
 * 事業所・職員の名簿. Who works where, as of the last commit, from memory: no call here costs a query. A
 * transaction that changed the directory sees its own changes. What it tells is open to every
 * member of staff.
 */
public interface OrganizationDirectory {

  /** Name of a body; empty when unknown. */
  Optional<String> nameOf(OrganizationId organization);

  /** Name of a member of staff; empty when unknown. */
  Optional<String> nameOf(StaffId staff);

  /** The municipality a body belongs to, five digits. */
  Optional<String> cityOf(OrganizationId organization);

  /** All bodies that belong to a municipality. */
  Set<OrganizationId> organizationsOf(String city);

  /** The places a body is responsible for. */
  Set<AreaCode> areasOf(OrganizationId organization);

  /** The body that sends emergency events under this name. */
  Optional<OrganizationId> ofCentre(String centre);

  /** The name under which a body sends emergency events. */
  Optional<String> centreOf(OrganizationId organization);

  /**
   * The body a participant named by reference stands for: an Organization itself, the employer of a
   * PractitionerRole, the employer of a Practitioner who has only one. Empty when it stands for
   * none, or for nobody can say which.
   *
   * @param reference relative, such as {@code PractitionerRole/sato}
   */
  Optional<OrganizationId> behind(String reference);

  /** Name of the person or body behind a reference, for screens. */
  Optional<String> nameBehind(String reference);

  /** Name of the person with this account, of one who left too; empty when unknown. */
  Optional<String> nameOfUser(String user);

  /** The post a person acts in now as {@code PractitionerRole/…}, for senders and performers. */
  @Nullable String postOf(String user);
}
