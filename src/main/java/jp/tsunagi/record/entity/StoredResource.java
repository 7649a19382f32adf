package jp.tsunagi.record.entity;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * 資源の行. The logical resource with its current version; version 0 is a name that others refer to and
 * nobody has stored yet.
 */
@Entity
@Table(name = "resource")
@Cacheable(false)
@NamedQuery(
    name = "StoredResource.byName",
    query = "SELECT r FROM StoredResource r WHERE r.typeId = :type AND r.fhirId = :id")
public class StoredResource {
  @Id
  @Column(name = "sid")
  private long sid;

  @Column(name = "type_id")
  private int typeId;

  @Column(name = "fhir_id")
  private String fhirId = "";

  @Column(name = "version")
  private int version;

  @Column(name = "last_updated")
  private long lastUpdated;

  @Column(name = "deleted")
  private int deleted;

  @Column(name = "kind")
  private int kind;

  @Column(name = "sealed")
  private int sealed;

  @Column(name = "author_organization")
  private @Nullable String authorOrganization;

  @Column(name = "sole_organization")
  private @Nullable String soleOrganization;

  @Column(name = "residents")
  private @Nullable String residents;

  @Column(name = "index_hash")
  private long indexHash;

  @Column(name = "body")
  private byte @Nullable [] body;

  protected StoredResource() {}

  /** A name without content yet. */
  public StoredResource(long sid, int typeId, String fhirId) {
    this.sid = sid;
    this.typeId = typeId;
    this.fhirId = fhirId;
    this.deleted = 1;
  }

  /** The next version takes the place of the current one, which the caller has put aside. */
  public void store(Content content, long at) {
    version++;
    lastUpdated = at;
    deleted = 0;
    kind = content.kind();
    sealed = content.sealed() ? 1 : 0;
    residents = content.residents();
    indexHash = content.indexHash();
    body = content.body();
  }

  /**
   * The deletion is a version of its own; author and seal stay, they decide who may learn of it.
   */
  public void delete(long at) {
    version++;
    lastUpdated = at;
    deleted = 1;
    indexHash = 0;
    body = null;
  }

  public StoredVersion aside() {
    return new StoredVersion(
        sid, version, typeId, lastUpdated, body, authorOrganization, soleOrganization);
  }

  /** A new resource, all of it this organization's. */
  public void createdBy(@Nullable String organization) {
    authorOrganization = organization;
    soleOrganization = organization;
  }

  /** What another organization wrote in is nobody's alone any more. */
  public void changedBy(@Nullable String organization) {
    if (organization == null || !organization.equals(soleOrganization)) {
      soleOrganization = null;
    }
  }

  public @Nullable String authorOrganization() {
    return authorOrganization;
  }

  public @Nullable String soleOrganization() {
    return soleOrganization;
  }

  public long sid() {
    return sid;
  }

  public int typeId() {
    return typeId;
  }

  public String fhirId() {
    return fhirId;
  }

  public int version() {
    return version;
  }

  public long lastUpdated() {
    return lastUpdated;
  }

  public boolean isCurrent() {
    return deleted == 0;
  }

  /** Whether there ever was a version. */
  public boolean isKnown() {
    return version > 0;
  }

  /** Which use of its type it is. */
  public int kind() {
    return kind;
  }

  public boolean isSealed() {
    return sealed != 0;
  }

  /** Whom it is about, as the row says it. */
  public @Nullable String residents() {
    return residents;
  }

  public long indexHash() {
    return indexHash;
  }

  public byte @Nullable [] body() {
    return body;
  }

  /**
   * What a version consists of.
   *
   * @param kind which use of its type it is
   * @param residents whom it is about, as the row says it
   * @param indexHash sums up the index rows
   * @param body the compressed JSON
   */
  public record Content(
      byte[] body, int kind, boolean sealed, @Nullable String residents, long indexHash) {}
}
