package jp.tsunagi.consent.boundary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 同意の登録. One decision for one purpose, as the caller sends it.
 *
 * @param purpose code of a consent purpose
 * @param decision {@code given} or {@code refused}
 * @param givenBy {@code person}, {@code proxy}, or {@code supporter} for the consent of the one who
 *     is to help (避難支援等実施者) to her own data in the plan
 * @param supporterId id of the supporter's RelatedPerson
 * @param how {@code paper} or {@code screen}
 * @param decidedOn the day it was given or refused; today when absent
 * @param validFrom first day it counts; the day it was decided when absent
 * @param validUntil last day it counts; without an end when absent
 * @param onlyOrganisations ids of those it is limited to
 * @param exceptOrganisations ids of those it leaves out
 * @param onlyRelatives ids of the RelatedPersons the family view is limited to; all who are
 *     registered when absent
 */
public record RecordConsent(
    @Nullable String purpose,
    @Nullable String decision,
    @Nullable String givenBy,
    @Nullable Proxy proxy,
    @Nullable String supporterId,
    @Nullable String how,
    @Nullable String decidedOn,
    @Nullable String validFrom,
    @Nullable String validUntil,
    @Nullable List<String> onlyOrganisations,
    @Nullable List<String> exceptOrganisations,
    @Nullable List<String> onlyRelatives) {

  /** 代理人. Who decided for the resident, and what she is to her. */
  public record Proxy(@Nullable String name, @Nullable String relation) {}
}
