package jp.tsunagi.audit.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * 連鎖の先端. Where each node's chain ended at a time. Kept elsewhere, it shows later whether somebody
 * cut the chain or made it anew.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChainHeads(Instant at, List<Head> heads) {
  public ChainHeads {
    heads = List.copyOf(heads);
  }

  /**
   * The last link of one chain.
   *
   * @param hash in hexadecimal
   */
  public record Head(String node, long seq, String hash) {}
}
