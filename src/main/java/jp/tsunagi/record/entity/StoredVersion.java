package jp.tsunagi.record.entity;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** 旧版の行. A version that is no longer the current one; a deletion has no body. */
@Entity
@Table(name = "resource_history")
@Cacheable(false)
@IdClass(StoredVersion.Key.class)
public class StoredVersion {
  @Id
  @Column(name = "sid")
  private long sid;

  @Id
  @Column(name = "version")
  private int version;

  @Column(name = "type_id")
  private int typeId;

  @Column(name = "last_updated")
  private long lastUpdated;

  @Column(name = "body")
  private byte @Nullable [] body;

  @Column(name = "author_organization")
  private @Nullable String authorOrganization;

  @Column(name = "sole_organization")
  private @Nullable String soleOrganization;

  protected StoredVersion() {}

  StoredVersion(
      long sid,
      int version,
      int typeId,
      long lastUpdated,
      byte @Nullable [] body,
      @Nullable String authorOrganization,
      @Nullable String soleOrganization) {
    this.sid = sid;
    this.version = version;
    this.typeId = typeId;
    this.lastUpdated = lastUpdated;
    this.body = body;
    this.authorOrganization = authorOrganization;
    this.soleOrganization = soleOrganization;
  }

  public long sid() {
    return sid;
  }

  public int version() {
    return version;
  }

  public int typeId() {
    return typeId;
  }

  public long lastUpdated() {
    return lastUpdated;
  }

  public byte @Nullable [] body() {
    return body;
  }

  public @Nullable String authorOrganization() {
    return authorOrganization;
  }

  public @Nullable String soleOrganization() {
    return soleOrganization;
  }

  /** A JPA key: it needs a constructor without arguments and fields of its own. */
  public static class Key implements Serializable {
    private static final long serialVersionUID = 1L;
    private long sid;
    private int version;

    public Key() {}

    public Key(long sid, int version) {
      this.sid = sid;
      this.version = version;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && key.sid == sid && key.version == version;
    }

    @Override
    public int hashCode() {
      return Objects.hash(sid, version);
    }
  }
}
