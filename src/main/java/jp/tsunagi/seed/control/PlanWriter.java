package jp.tsunagi.seed.control;

import java.time.LocalDate;
import jp.tsunagi.kernel.Vocabulary.Codes;
import jp.tsunagi.kernel.Vocabulary.Extensions;
import jp.tsunagi.kernel.Vocabulary.Profiles;
import jp.tsunagi.kernel.Vocabulary.Systems;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanActivityDetailComponent;
import org.hl7.fhir.r4.model.CarePlan.CarePlanActivityKind;
import org.hl7.fhir.r4.model.CarePlan.CarePlanActivityStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.StringType;

/** 個別避難計画を書く. */
final class PlanWriter {
  private static final String NO_DUTY = "支援は任意であり、結果を保証するものではありません。";

  private final ResidentWriter resident;
  private final CarePlan plan = new CarePlan();

  private PlanWriter(ResidentWriter resident) {
    this.resident = resident;
  }

  static PlanWriter evacuationOf(ResidentWriter resident, String route) {
    PlanWriter writer = new PlanWriter(resident);
    CarePlan plan = writer.plan;
    plan.setId(resident.id() + "-evacuation");
    plan.getMeta().addProfile(Profiles.EVACUATION_PLAN);
    plan.addExtension(Extensions.EVACUATION_ROUTE, new StringType(route));
    plan.setStatus(CarePlan.CarePlanStatus.ACTIVE)
        .setIntent(CarePlan.CarePlanIntent.PLAN)
        .addCategory(
            resident.terms().concept(Systems.CARE_PLAN_CATEGORY, Codes.INDIVIDUAL_EVACUATION_PLAN))
        .setTitle("個別避難計画")
        .setSubject(resident.reference())
        .setPeriod(
            ResidentWriter.period(resident.today().minusDays(120), resident.today().plusDays(245)))
        .setCreatedElement(ResidentWriter.date(resident.today().minusDays(120)))
        .setAuthor(new Reference("Organization/joso-city-welfare").setDisplay("常総市 高齢福祉課"));
    plan.addNote().setText(NO_DUTY);
    resident.add(plan);
    return writer;
  }

  PlanWriter step(String code, String words) {
    detail(code, words);
    return this;
  }

  PlanWriter helped(String code, String words, RelatedPerson by) {
    detail(code, words).addPerformer(performer(by));
    return this;
  }

  PlanWriter taken(String words, EvacuationPlace to, RelatedPerson by) {
    detail("transport", words)
        .setLocation(new Reference("Location/" + to.locationId()).setDisplay(to.name()))
        .addPerformer(performer(by));
    return this;
  }

  /** Everybody whom the plan names as a helper has agreed to be one. */
  PlanWriter agreedBy(RelatedPerson helper, LocalDate since) {
    resident.consentOfHelper(helper, since);
    return this;
  }

  private static Reference performer(RelatedPerson person) {
    return new Reference("RelatedPerson/" + person.getIdElement().getIdPart())
        .setDisplay(person.getNameFirstRep().getText());
  }

  private CarePlanActivityDetailComponent detail(String code, String words) {
    return plan.addActivity()
        .getDetail()
        .setKind(CarePlanActivityKind.TASK)
        .setCode(resident.terms().concept(Systems.EVACUATION_STEP, code))
        .setStatus(CarePlanActivityStatus.SCHEDULED)
        .setDescription(words);
  }
}
