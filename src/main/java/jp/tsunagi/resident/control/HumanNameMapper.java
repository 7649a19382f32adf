package jp.tsunagi.resident.control;

import java.util.List;
import java.util.Optional;
import jp.tsunagi.kernel.Vocabulary;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;

/** HumanName by the script it is written in, JP Core's way: kanji (IDE), kana (SYL). */
final class HumanNameMapper {
  static final String KANJI = "IDE";
  static final String KANA = "SYL";

  private HumanNameMapper() {}

  static boolean represents(HumanName name, String representation) {
    Extension extension = name.getExtensionByUrl(Vocabulary.Extensions.NAME_REPRESENTATION);
    return extension != null
        && extension.getValue() instanceof CodeType code
        && representation.equals(code.getValue());
  }

  static Optional<HumanName> find(List<HumanName> names, String representation) {
    return names.stream().filter(name -> represents(name, representation)).findFirst();
  }

  /** The name to call somebody by: kanji, or whatever is no mere reading, or the reading. */
  static Optional<HumanName> written(List<HumanName> names) {
    return find(names, KANJI)
        .or(() -> names.stream().filter(name -> !represents(name, KANA)).findFirst())
        .or(() -> names.stream().findFirst());
  }

  static String text(HumanName name) {
    if (name.hasText()) {
      return name.getText();
    }
    String given = name.hasGiven() ? name.getGivenAsSingleString() : "";
    return ((name.hasFamily() ? name.getFamily() : "") + " " + given).strip();
  }
}
