package jp.tsunagi.consent.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.tsunagi.consent.entity.ResidentStanding;

/**
 * 登録中の記憶. What a registrar's decisions in one transaction rest on, read once for each resident: a
 * Bundle of a hundred resources is about one person. Only of a registrar, for her decisions need
 * the register alone; whatever changes a row of it makes the transaction forget.
 */
@ApplicationScoped
class StandingMemory {
  private static final Object KEY = StandingMemory.class;

  @Resource private TransactionSynchronizationRegistry transactions;
  private StandingRepository repository;

  @SuppressWarnings("NullAway.Init")
  protected StandingMemory() {}

  @Inject
  StandingMemory(StandingRepository repository) {
    this.repository = repository;
  }

  /** The standings of those that exist, by id; read now, or in this transaction before. */
  Map<String, ResidentStanding> standings(Collection<String> residents, Asking asking) {
    Optional<Map<String, ResidentStanding>> remembered = of(asking);
    if (remembered.isEmpty()) {
      return repository.standings(residents, asking);
    }
    Map<String, ResidentStanding> known = remembered.get();
    Set<String> open = new LinkedHashSet<>(residents);
    open.removeAll(known.keySet());
    known.putAll(repository.standings(open, asking));
    Map<String, ResidentStanding> wanted = new LinkedHashMap<>(known);
    wanted.keySet().retainAll(residents);
    return wanted;
  }

  /** What the transaction knows already; empty where nothing can be remembered. */
  private Optional<Map<String, ResidentStanding>> of(Asking asking) {
    if (!asking.needsTheRegisterAlone()
        || transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
      return Optional.empty();
    }
    Object known = transactions.getResource(KEY);
    if (!(known instanceof Memory)) {
      known = new Memory();
      transactions.putResource(KEY, known);
    }
    return Optional.of(
        ((Memory) known).byUser.computeIfAbsent(asking.actor().user(), user -> new HashMap<>()));
  }

  void forget() {
    if (transactions.getTransactionStatus() == Status.STATUS_ACTIVE
        && transactions.getResource(KEY) != null) {
      transactions.putResource(KEY, new Memory());
    }
  }

  private static final class Memory {
    private final Map<String, Map<String, ResidentStanding>> byUser = new HashMap<>();
  }
}
