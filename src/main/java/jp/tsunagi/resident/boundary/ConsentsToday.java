package jp.tsunagi.resident.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.resident.control.ResidentListRepository;
import jp.tsunagi.resident.control.ResidentListRepository.EndingConsent;
import org.jspecify.annotations.Nullable;

/** 今日の同意期限. Consents of the caller's residents that run out within two months. */
@ApplicationScoped
public class ConsentsToday implements TodaySource {
  private static final int MONTHS = 2;
  private static final int MOST = 50;

  /** One consent with whose it is. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RunningOut(
      String residentId, @Nullable String name, String purpose, LocalDate until) {}

  private AccessPolicy policy;
  private ResidentListRepository list;
  private ResidentLines lines;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected ConsentsToday() {}

  @Inject
  ConsentsToday(
      AccessPolicy policy, ResidentListRepository list, ResidentLines lines, Clock clock) {
    this.policy = policy;
    this.list = list;
    this.lines = lines;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "consents";
  }

  @Override
  public Object content(Actor actor, String language) {
    LocalDate today = LocalDate.now(clock);
    List<EndingConsent> ending =
        list.endingConsents(
            today, today.plusMonths(MONTHS), MOST, policy.visibility(actor, DataSet.CARE_RECORD));
    List<ResidentId> residents = ending.stream().map(EndingConsent::resident).distinct().toList();
    policy.views(actor, residents);
    Map<ResidentId, ResidentLine> named = lines.of(residents, language);
    return ending.stream()
        .map(
            consent -> {
              ResidentLine line = named.get(consent.resident());
              return new RunningOut(
                  consent.resident().value(),
                  line == null ? null : line.name(),
                  consent.purpose(),
                  consent.until());
            })
        .toList();
  }
}
