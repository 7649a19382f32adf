package jp.tsunagi.record.boundary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 可視範囲. Which resources a caller may see, as a condition inside the WHERE clause of every query the
 * store makes: reads, searches, includes, chains, history. The store treats it as opaque; {@code
 * consent.AccessPolicy} makes it.
 */
@FunctionalInterface
public interface Visibility {

  /**
   * The condition for the rows of one resource type.
   *
   * @param alias the alias of the table {@code resource} (columns {@code sid}, {@code type_id},
   *     {@code fhir_id}, {@code kind} (a {@link RecordKind}), {@code author_organization} (who
   *     created it), {@code sole_organization} (who alone wrote it), {@code sealed}) in the query;
   *     {@code compartment(sid, resident_sid, type_id)} tells the residents a resource is about
   *     ({@link ResidentsConcerned}; a Patient is about itself)
   * @param resourceType the FHIR type the rows have
   */
  Condition on(String alias, String resourceType);

  /**
   * The condition for older versions, where the caller may see of them what she may not see of the
   * resource today; what a version itself says is judged when it was read.
   *
   * @param older the alias of the table {@code resource_history} ({@code author_organization},
   *     {@code sole_organization} as of that version)
   */
  default Condition onOlder(String alias, String older, String resourceType) {
    return on(alias, resourceType);
  }

  /**
   * A current row as it lies in the store.
   *
   * @param residents whom it is about; null when only its content or the condition tells
   * @param beside what stands {@link #beside} it; null when nothing was asked for or found
   */
  record Row(
      String type,
      RecordKind kind,
      boolean sealed,
      @Nullable List<String> residents,
      @Nullable List<@Nullable String> beside) {
    public Row(String type, RecordKind kind, boolean sealed, @Nullable List<String> residents) {
      this(type, kind, sealed, residents, null);
    }
  }

  /**
   * What may be read with each row that is about one resident, instead of being asked for after it.
   *
   * @param table where it stands
   * @param key the column with the resident's id
   * @param columns what to read
   */
  record Beside(String table, String key, List<String> columns) {}

  /** What {@link #shows} rests on, where one row of one table tells it; null where it is more. */
  default @Nullable Beside beside() {
    return null;
  }

  /**
   * Whether the caller may see every one of these rows, as the condition would say of each; false
   * also where only the condition can tell. The store asks before it puts the condition into a
   * statement, which then costs several times as much.
   */
  default boolean shows(List<Row> rows) {
    return false;
  }

  /** How much of what a search could find the caller may see. */
  enum Extent {
    /** Nothing, whatever there is. */
    NONE,
    /** Only the condition can tell. */
    SOME,
    /** All but exceptions, so that {@link #shows} is worth asking. */
    MOST
  }

  /**
   * How much the caller may see of a type. It is told without looking at any row, so that how long
   * an answer takes says nothing about rows that are hidden.
   *
   * @param resident id of the one resident all found is about, whether there is one or not; null
   *     when it may be about anybody
   */
  default Extent extent(String resourceType, @Nullable String resident) {
    return Extent.SOME;
  }

  /**
   * Whether the caller sees every data set of this resident, so that {@link #shows} is worth it.
   */
  default boolean showsMostOf(String resident) {
    return false;
  }

  /** The part of the condition that is about seals, which hide single rows of what is seen. */
  default Condition unsealed(String alias) {
    return Condition.ALWAYS;
  }

  /** The same, but of Patients only those of whom every element is shown. */
  default Visibility ofWhole() {
    return this;
  }

  /** An SQL condition and the values of its {@code ?} marks, in order. */
  record Condition(String sql, List<Object> parameters) {
    public static final Condition ALWAYS = new Condition("1=1", List.of());
    public static final Condition NEVER = new Condition("1=0", List.of());

    public Condition {
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * For the system's own work (projections, timers): no restriction. Never for a caller's request.
   */
  Visibility ALL = (alias, resourceType) -> Condition.ALWAYS;
}
