package jp.tsunagi.fhirgateway.boundary;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import jp.tsunagi.fhirgateway.control.Terminology.Term;
import jp.tsunagi.fhirgateway.control.Terminology.Verdict;
import jp.tsunagi.platform.boundary.Messages;
import jp.tsunagi.platform.boundary.ProblemException;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;

/** What the terminology operations have in common: how a code is asked about, and answered. */
final class TermAnswers {
  private static final Messages MESSAGES = new Messages();

  private TermAnswers() {}

  /** The language codes are named in: as asked, else as the caller reads, else Japanese. */
  static String language(@Nullable CodeType asked, HttpServletRequest request) {
    if (asked == null || asked.getValue() == null) {
      return Messages.language(request);
    }
    return asked.getValue().startsWith(Messages.ENGLISH) ? Messages.ENGLISH : Messages.JAPANESE;
  }

  /** A code given in one of the two ways. */
  static Coding coding(
      @Nullable CodeType code,
      @Nullable UriType system,
      @Nullable StringType display,
      @Nullable Coding coding) {
    if (coding != null && coding.hasCode()) {
      return coding;
    }
    if (code == null || !code.hasValue()) {
      throw ProblemException.invalid("code", "required");
    }
    return new Coding(
        system == null ? null : system.getValue(),
        code.getValue(),
        display == null ? null : display.getValue());
  }

  static Parameters verdict(Verdict verdict, List<Coding> asked, HttpServletRequest request) {
    String language = Messages.language(request);
    Parameters answer = new Parameters();
    answer.addParameter("result", verdict.right());
    Term term = verdict.term();
    if (!verdict.right()) {
      String codes = String.join(", ", asked.stream().map(Coding::getCode).toList());
      answer.addParameter(
          "message",
          MESSAGES.text(
              language,
              "rule." + verdict.rule(),
              codes,
              term == null ? "" : String.valueOf(term.name(language))));
    }
    if (term != null) {
      answer.addParameter("display", term.name(language));
    }
    return answer;
  }
}
