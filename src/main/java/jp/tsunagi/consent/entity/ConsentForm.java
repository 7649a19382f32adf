package jp.tsunagi.consent.entity;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 同意書の内容. A decision on sharing, checked.
 *
 * @param proxyName who decided for the resident; absent when she did so herself
 * @param supporter id of the RelatedPerson whose own decision it is; absent when it is the
 *     resident's
 * @param validUntil the last day; absent without an end
 * @param only references of the Organizations or RelatedPersons it is limited to; all when empty
 * @param except references of the Organizations it leaves out
 */
public record ConsentForm(
    ConsentPurpose purpose,
    boolean given,
    @Nullable String proxyName,
    @Nullable String proxyRelation,
    @Nullable String supporter,
    boolean onPaper,
    LocalDate decidedOn,
    LocalDate validFrom,
    @Nullable LocalDate validUntil,
    List<String> only,
    List<String> except) {
  public ConsentForm {
    only = List.copyOf(only);
    except = List.copyOf(except);
  }
}
