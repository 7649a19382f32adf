package jp.tsunagi.disaster.control;

import jakarta.transaction.TransactionScoped;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import jp.tsunagi.disaster.entity.ReportedFact;
import jp.tsunagi.disaster.entity.StoredDisaster;

/**
 * 一括受信. What one transaction knows already while it takes in many facts: the disaster, the
 * residents, and the facts each of them has, so that two hundred facts are not two hundred times
 * the same question. While it is open, statuses wait for its end.
 */
@TransactionScoped
public class FactBatch implements Serializable {
  private static final long serialVersionUID = 1L;

  private final transient Map<String, StoredDisaster> disasters = new HashMap<>();
  private final transient Map<String, Long> residents = new HashMap<>();
  private final transient Map<Long, List<ReportedFact>> facts = new TreeMap<>();
  private final transient Map<Long, String> touched = new TreeMap<>();
  private boolean open;

  boolean isOpen() {
    return open;
  }

  Optional<StoredDisaster> disaster(String id, Function<String, Optional<StoredDisaster>> find) {
    return remembered(disasters, id, find);
  }

  Optional<Long> resident(String id, Function<String, Optional<Long>> find) {
    return remembered(residents, id, find);
  }

  private static <T> Optional<T> remembered(
      Map<String, T> known, String id, Function<String, Optional<T>> find) {
    T value = known.get(id);
    if (value != null) {
      return Optional.of(value);
    }
    Optional<T> found = find.apply(id);
    found.ifPresent(present -> known.put(id, present));
    return found;
  }

  /** Opens the batch with the facts the residents have so far. */
  void open(Map<String, Long> known, List<ReportedFact> stored) {
    open = true;
    residents.putAll(known);
    stored.forEach(fact -> factsOf(known.getOrDefault(fact.resident(), 0L)).add(fact));
  }

  void add(long resident, ReportedFact fact) {
    factsOf(resident).add(fact);
    touched.put(resident, fact.resident());
  }

  /** The residents about whom something came in, by number. */
  Map<Long, String> touched() {
    return touched;
  }

  List<ReportedFact> factsOf(long resident) {
    return facts.computeIfAbsent(resident, sid -> new ArrayList<>());
  }

  void close() {
    open = false;
    touched.clear();
    facts.clear();
    residents.clear();
    disasters.clear();
  }
}
