package jp.tsunagi.seed.control;

import java.util.List;
import jp.tsunagi.kernel.Vocabulary.Extensions;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.HumanName;

/** 氏名. Written and read: 田中 ハナ, タナカ ハナ; {@code representation} is IDE, or ABC in Latin letters. */
record JapaneseName(
    String family, String given, String familyKana, String givenKana, String representation) {

  static JapaneseName of(String family, String given, String familyKana, String givenKana) {
    return new JapaneseName(family, given, familyKana, givenKana, "IDE");
  }

  String text() {
    return representation.equals("ABC") ? given + " " + family : family + " " + given;
  }

  List<HumanName> toFhir() {
    return List.of(
        name(representation, family, given, text()),
        name("SYL", familyKana, givenKana, familyKana + " " + givenKana));
  }

  private static HumanName name(String representation, String family, String given, String text) {
    HumanName name = new HumanName();
    name.addExtension(Extensions.NAME_REPRESENTATION, new CodeType(representation));
    return name.setUse(HumanName.NameUse.USUAL).setText(text).setFamily(family).addGiven(given);
  }
}
