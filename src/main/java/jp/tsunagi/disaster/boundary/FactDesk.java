package jp.tsunagi.disaster.boundary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import jp.tsunagi.disaster.boundary.FactResults.FactResult;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;

/**
 * 安否報告の窓口. Stands before the service and sees to it that one fact never costs another its way: a
 * batch that fails as a whole, because two crews met on the same row or one fact is more than the
 * database takes, is tried again, and then fact by fact.
 */
@ApplicationScoped
public class FactDesk {
  private static final Logger LOG = Logger.getLogger(FactDesk.class.getName());
  private static final int TRIES = 3;
  private static final long LONGEST_PAUSE = 60;

  private SafetyFactService service;
  private ItemProblems problems;

  @SuppressWarnings("NullAway.Init")
  protected FactDesk() {}

  @Inject
  FactDesk(SafetyFactService service, ItemProblems problems) {
    this.service = service;
    this.problems = problems;
  }

  FactResults report(String disasterId, FactBatchRequest batch, String language) {
    RuntimeException last = new IllegalStateException("no try was made");
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      try {
        return service.report(disasterId, batch, language);
      } catch (RuntimeException failed) {
        refuseWhatIsMeant(failed);
        LOG.log(Level.INFO, "a batch of facts did not go in at try " + attempt, failed);
        last = failed;
        pause(attempt);
      }
    }
    JsonNode facts = batch.facts();
    if (facts == null || facts.size() < 2) {
      throw last;
    }
    return oneByOne(disasterId, batch, facts, language);
  }

  private FactResults oneByOne(
      String disasterId, FactBatchRequest batch, JsonNode facts, String language) {
    List<FactResult> results = new ArrayList<>();
    boolean anyWentIn = false;
    RuntimeException last = null;
    for (JsonNode fact : facts) {
      FactBatchRequest alone =
          new FactBatchRequest(
              batch.deviceId(), batch.deviceNow(), JsonNodeFactory.instance.arrayNode().add(fact));
      try {
        results.addAll(service.report(disasterId, alone, language).results());
        anyWentIn = true;
      } catch (RuntimeException failed) {
        LOG.log(Level.WARNING, "a fact did not go in", failed);
        last = failed;
        results.add(
            new FactResult(
                fact.path("id").isTextual() ? fact.path("id").textValue() : null,
                "rejected",
                problems.of(new ProblemException(ProblemCode.BUSY), language)));
      }
    }
    // When nothing goes in, the fault is ours and the sender is to keep everything.
    if (!anyWentIn && last != null) {
      throw last;
    }
    return new FactResults(results);
  }

  /** A refusal of the whole batch is an answer, not a failure. */
  private static void refuseWhatIsMeant(RuntimeException failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProblemException problem && problem.code().status() < 500) {
        throw problem;
      }
    }
  }

  private static void pause(int attempt) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(1, attempt * LONGEST_PAUSE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
