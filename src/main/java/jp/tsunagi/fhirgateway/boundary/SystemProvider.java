package jp.tsunagi.fhirgateway.boundary;

import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.FhirResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;

/** The interactions of the whole server: transactions and batches. */
public class SystemProvider {
  private final FhirRecordService record;

  SystemProvider(FhirRecordService record) {
    this.record = record;
  }

  @Transaction
  public Bundle transaction(@TransactionParam Bundle bundle) {
    if (bundle.getType() == BundleType.TRANSACTION) {
      return record.transaction(FhirResource.of(bundle)).as(Bundle.class);
    }
    if (bundle.getType() == BundleType.BATCH) {
      return batch(bundle);
    }
    throw ProblemException.invalid("Bundle.type", "not-a-code", "transaction, batch");
  }

  /** Each entry stands for itself: a failure is told in its own place and touches no other. */
  private Bundle batch(Bundle batch) {
    Bundle answers = new Bundle().setType(BundleType.BATCHRESPONSE);
    for (Bundle.BundleEntryComponent entry : batch.getEntry()) {
      Bundle one = new Bundle().setType(BundleType.TRANSACTION);
      one.addEntry(entry);
      try {
        answers.addEntry(
            record.transaction(FhirResource.of(one)).as(Bundle.class).getEntryFirstRep());
      } catch (RuntimeException failure) {
        ProblemException problem = ProblemInterceptor.problemOf(failure);
        answers
            .addEntry()
            .getResponse()
            .setStatus(Integer.toString(problem.code().status()))
            .setOutcome(ProblemInterceptor.outcomeOf(problem, "ja"));
      }
    }
    return answers;
  }
}
