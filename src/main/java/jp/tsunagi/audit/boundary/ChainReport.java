package jp.tsunagi.audit.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 検証結果. Whether the trail is what was written.
 *
 * @param sound whether every chain holds
 * @param strayRow a row that belongs to no chain, if there is one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChainReport(boolean sound, List<NodeChain> nodes, @Nullable String strayRow) {

  /**
   * 一つの連鎖. The chain of one node.
   *
   * @param links how many links were verified
   * @param head hash of the last of them, in hexadecimal, to be kept elsewhere
   * @param broken the first place where it does not hold
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record NodeChain(String node, long links, String head, @Nullable Break broken) {}

  /**
   * 破れ. Where a chain does not hold.
   *
   * @param rowId empty where there is none
   * @param why {@code gap}, {@code link-changed}, {@code row-missing}, {@code row-changed}, {@code
   *     residents-changed}, {@code block-changed}, {@code tail-missing}, {@code other-than-kept}
   */
  public record Break(long seq, String rowId, String why) {}
}
