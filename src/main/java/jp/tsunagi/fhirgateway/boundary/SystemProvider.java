package jp.tsunagi.fhirgateway.boundary;

import ca.uhn.fhir.rest.annotation.Count;
import ca.uhn.fhir.rest.annotation.History;
import ca.uhn.fhir.rest.annotation.Since;
import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import jp.tsunagi.platform.boundary.PassingFailure;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.FhirResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** The interactions of the whole server: its history, transactions and batches. */
public class SystemProvider {
  private final FhirRecordService record;

  SystemProvider(FhirRecordService record) {
    this.record = record;
  }

  @History
  public IBundleProvider history(
      @Since @Nullable InstantType since, @Count @Nullable Integer count) {
    return ToldVersions.of(
        record.history(null, ToldVersions.from(since), ToldVersions.mostOf(count)));
  }

  @Transaction
  public Bundle transaction(@TransactionParam Bundle bundle, RequestDetails request) {
    if (bundle.getType() == BundleType.TRANSACTION) {
      return named(transacted(bundle), request.getFhirServerBase());
    }
    if (bundle.getType() == BundleType.BATCH) {
      return named(batch(bundle), request.getFhirServerBase());
    }
    throw ProblemException.invalid("Bundle.type", "not-a-code", "transaction, batch");
  }

  /** What a search within the Bundle found carries its address, as it does outside. */
  private static Bundle named(Bundle answers, String base) {
    for (Bundle.BundleEntryComponent answer : answers.getEntry()) {
      if (answer.getResource() instanceof Bundle found && found.getType() == BundleType.SEARCHSET) {
        found
            .getEntry()
            .forEach(
                match ->
                    match.setFullUrl(
                        base + "/" + FhirResource.of(match.getResource()).key().toString()));
      }
    }
    return answers;
  }

  // A copy: an attempt that has to be repeated has already written ids into the entries.
  private Bundle transacted(Bundle bundle) {
    return PassingFailure.outlast(
            () -> record.transaction(FhirResource.of((Resource) bundle.copy())))
        .as(Bundle.class);
  }

  /** Each entry stands for itself: a failure is told in its own place and touches no other. */
  private Bundle batch(Bundle batch) {
    Bundle answers = new Bundle().setType(BundleType.BATCHRESPONSE);
    for (Bundle.BundleEntryComponent entry : batch.getEntry()) {
      Bundle one = new Bundle().setType(BundleType.TRANSACTION);
      one.addEntry(entry);
      try {
        answers.addEntry(transacted(one).getEntryFirstRep());
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
