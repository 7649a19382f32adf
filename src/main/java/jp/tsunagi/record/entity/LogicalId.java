package jp.tsunagi.record.entity;

/** 論理ID. The type and id of a resource, inside the store. */
public record LogicalId(String type, String id) implements Comparable<LogicalId> {
  @Override
  public int compareTo(LogicalId other) {
    int byType = type.compareTo(other.type);
    return byType != 0 ? byType : id.compareTo(other.id);
  }

  @Override
  public String toString() {
    return type + "/" + id;
  }
}
