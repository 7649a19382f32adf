package jp.tsunagi.record.entity;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * 索引. Everything by which one version of a resource is found: its index rows, the residents it is
 * about, its leading date, and words to remember for codes and URIs.
 */
public final class IndexEntries {
  /** Sorts behind everything when the newest come first. */
  public static final long NO_DATE = Long.MIN_VALUE;

  private final Set<IndexRow> rows = new LinkedHashSet<>();
  private final Set<LogicalId> residents = new TreeSet<>();
  private final Set<TokenText> texts = new LinkedHashSet<>();
  private final Set<String> uris = new LinkedHashSet<>();
  private boolean aboutItself;
  private long sortDate = NO_DATE;

  /** Words seen with a code. */
  public record TokenText(int parameter, long hash, String normalized) {}

  public void add(IndexRow row) {
    rows.add(row);
  }

  public void addResident(LogicalId patient) {
    residents.add(patient);
  }

  /** A resident's own Patient. */
  public void markAboutItself() {
    aboutItself = true;
  }

  public void remember(TokenText text) {
    texts.add(text);
  }

  public void remember(String uri) {
    uris.add(uri);
  }

  /** Keeps the latest of several leading dates. */
  public void offerSortDate(long date) {
    sortDate = Math.max(sortDate, date);
  }

  public Set<IndexRow> rows() {
    return Collections.unmodifiableSet(rows);
  }

  public <T extends IndexRow> List<T> rows(Class<T> kind) {
    return rows.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  public Set<LogicalId> residents() {
    return Collections.unmodifiableSet(residents);
  }

  public boolean isAboutItself() {
    return aboutItself;
  }

  public Collection<TokenText> texts() {
    return Collections.unmodifiableSet(texts);
  }

  public Collection<String> uris() {
    return Collections.unmodifiableSet(uris);
  }

  public long sortDate() {
    return sortDate;
  }

  /** What stays of a deleted resource. */
  public IndexEntries onlyWhomItIsAbout() {
    IndexEntries rest = new IndexEntries();
    rest.residents.addAll(residents);
    rest.aboutItself = aboutItself;
    rest.sortDate = sortDate;
    return rest;
  }

  /** Sums up all of it: equal hashes mean that nothing needs to be written. Never 0. */
  public long hash() {
    long sum = IndexRow.mix(sortDate, aboutItself ? 1 : 0);
    for (IndexRow row : rows) {
      sum += row.fingerprint();
    }
    for (LogicalId resident : residents) {
      sum += StableHash.of(resident.toString());
    }
    return sum == 0 ? 1 : sum;
  }
}
