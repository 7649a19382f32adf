package jp.tsunagi.resident.boundary;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import jp.tsunagi.resident.entity.CareLevel;
import jp.tsunagi.resident.entity.LivingArrangement;
import jp.tsunagi.resident.entity.Mention;
import jp.tsunagi.resident.entity.Person.Telephone;
import jp.tsunagi.resident.entity.ResidentEdit;
import jp.tsunagi.resident.entity.ResidentEdit.ContactLine;
import jp.tsunagi.resident.entity.SearchableText;
import jp.tsunagi.resident.entity.TelephoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * Reads a merge patch (RFC 7396) of a face sheet: finds every fault before it refuses, accepts
 * numbers, kana and care levels the way people type them.
 */
final class ResidentEditReader {
  private static final Set<String> MEMBERS =
      Set.of(
          "name",
          "kana",
          "phones",
          "address",
          "careLevel",
          "careLevelSince",
          "livingArrangement",
          "contacts");
  private static final Set<String> USES = Set.of("home", "mobile", "work");
  private static final int MOST_PHONES = 5;
  private static final int MOST_CONTACTS = 20;

  private final List<Violation> violations = new ArrayList<>();
  private final LocalDate today;

  private ResidentEditReader(LocalDate today) {
    this.today = today;
  }

  /** The edit; every broken rule is named in the problem. */
  static ResidentEdit read(JsonNode patch, LocalDate today) {
    return new ResidentEditReader(today).edit(patch);
  }

  private ResidentEdit edit(JsonNode patch) {
    if (!patch.isObject()) {
      throw new ProblemException(ProblemCode.INVALID_SYNTAX);
    }
    onlyKnown(patch, MEMBERS, "");
    ResidentEdit edit =
        new ResidentEdit(
            required(patch, "name", node -> text(node, "name", 100)),
            optional(patch, "kana", this::kana),
            optional(patch, "phones", this::phones),
            required(patch, "address", this::address),
            required(patch, "careLevel", this::careLevel),
            required(patch, "careLevelSince", this::date),
            optional(patch, "livingArrangement", this::livingArrangement),
            optional(patch, "contacts", this::contacts));
    if (!violations.isEmpty()) {
      throw new ProblemException(ProblemCode.INVALID_CONTENT, violations);
    }
    return edit;
  }

  private void refuse(String field, String rule, Object... arguments) {
    violations.add(Violation.of(field, rule, arguments));
  }

  private void onlyKnown(JsonNode node, Set<String> known, String path) {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                refuse(path + name, "unknown-member");
              }
            });
  }

  private static <T> Mention<T> optional(
      JsonNode patch, String member, Function<JsonNode, @Nullable T> reader) {
    JsonNode node = patch.get(member);
    if (node == null) {
      return Mention.none();
    }
    return Mention.of(node.isNull() ? null : reader.apply(node));
  }

  /** As {@link #optional}, for what cannot be removed. */
  private <T> Mention<T> required(
      JsonNode patch, String member, Function<JsonNode, @Nullable T> reader) {
    JsonNode node = patch.get(member);
    if (node != null && node.isNull()) {
      refuse(member, "required");
      return Mention.none();
    }
    return optional(patch, member, reader);
  }

  private @Nullable String text(JsonNode node, String field, int most) {
    if (!node.isTextual()) {
      refuse(field, "wrong-type");
      return null;
    }
    String text = Normalizer.normalize(node.textValue(), Normalizer.Form.NFC).strip();
    if (text.isEmpty()) {
      refuse(field, "blank");
      return null;
    }
    if (text.codePointCount(0, text.length()) > most) {
      refuse(field, "too-long", most);
      return null;
    }
    return text;
  }

  private @Nullable String kana(JsonNode node) {
    String text = text(node, "kana", 100);
    if (text == null) {
      return null;
    }
    String katakana = SearchableText.katakana(text);
    if (!katakana.matches("[ァ-ヺー・ A-Za-z.'\\-]+")) {
      refuse("kana", "kana");
      return null;
    }
    return katakana;
  }

  private @Nullable List<Telephone> phones(JsonNode node) {
    if (!list(node, "phones", MOST_PHONES)) {
      return null;
    }
    List<Telephone> phones = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      String field = "phones[" + i + "]";
      JsonNode phone = node.get(i);
      if (!phone.isObject()) {
        refuse(field, "wrong-type");
        continue;
      }
      onlyKnown(phone, Set.of("use", "number"), field + ".");
      String number = number(phone.get("number"), field + ".number");
      String use = use(phone.get("use"), field + ".use");
      if (number != null && phones.stream().noneMatch(p -> p.number().equals(number))) {
        phones.add(new Telephone(use, number));
      }
    }
    return phones;
  }

  private boolean list(JsonNode node, String field, int most) {
    if (!node.isArray()) {
      refuse(field, "wrong-type");
      return false;
    }
    if (node.size() > most) {
      refuse(field, "too-many", most);
      return false;
    }
    return true;
  }

  private @Nullable String number(@Nullable JsonNode node, String field) {
    if (node == null || node.isNull()) {
      refuse(field, "required");
      return null;
    }
    String typed = text(node, field, 40);
    if (typed == null) {
      return null;
    }
    Optional<TelephoneNumber> number = TelephoneNumber.parse(typed);
    if (number.isEmpty()) {
      refuse(field, "phone");
      return null;
    }
    return number.get().value();
  }

  private @Nullable String use(@Nullable JsonNode node, String field) {
    if (node == null || node.isNull()) {
      return null;
    }
    if (!node.isTextual() || !USES.contains(node.textValue())) {
      refuse(field, "not-a-code", "home, mobile, work");
      return null;
    }
    return node.textValue();
  }

  private ResidentEdit.@Nullable Address address(JsonNode node) {
    if (!node.isObject()) {
      refuse("address", "wrong-type");
      return null;
    }
    // The town follows from the text; a sheet that is sent back whole carries it along.
    onlyKnown(node, Set.of("postalCode", "text", "town"), "address.");
    Mention<String> address = Mention.none();
    if (node.has("text")) {
      JsonNode text = node.get("text");
      address = Mention.of(text.isNull() ? null : text(text, "address.text", 200));
      if (text.isNull()) {
        refuse("address.text", "required");
      }
    }
    return new ResidentEdit.Address(optional(node, "postalCode", this::postalCode), address);
  }

  private @Nullable String postalCode(JsonNode node) {
    String text = text(node, "address.postalCode", 20);
    if (text == null) {
      return null;
    }
    String digits = TelephoneNumber.digits(text);
    if (digits.length() != 7) {
      refuse("address.postalCode", "postal-code");
      return null;
    }
    return digits.substring(0, 3) + "-" + digits.substring(3);
  }

  private @Nullable CareLevel careLevel(JsonNode node) {
    String text = text(node, "careLevel", 20);
    Optional<CareLevel> level = text == null ? Optional.empty() : CareLevel.parse(text);
    if (text != null && level.isEmpty()) {
      refuse("careLevel", "not-a-code", codes());
    }
    return level.orElse(null);
  }

  private static String codes() {
    return Arrays.stream(CareLevel.values())
        .map(level -> level.code() + " " + level.display())
        .collect(Collectors.joining(", "));
  }

  private @Nullable LocalDate date(JsonNode node) {
    String text = text(node, "careLevelSince", 20);
    if (text == null) {
      return null;
    }
    try {
      LocalDate date = LocalDate.parse(text);
      // A certificate names its first day in advance, by weeks and never by years.
      if (date.isAfter(today.plusYears(1)) || date.isBefore(LocalDate.of(2000, 4, 1))) {
        refuse("careLevelSince", "out-of-range", "2000-04-01", today.plusYears(1).toString());
        return null;
      }
      return date;
    } catch (DateTimeParseException e) {
      refuse("careLevelSince", "not-a-date");
      return null;
    }
  }

  private @Nullable LivingArrangement livingArrangement(JsonNode node) {
    String text = text(node, "livingArrangement", 40);
    Optional<LivingArrangement> way =
        text == null ? Optional.empty() : LivingArrangement.parse(text);
    if (text != null && way.isEmpty()) {
      refuse(
          "livingArrangement",
          "not-a-code",
          Arrays.stream(LivingArrangement.values())
              .map(LivingArrangement::code)
              .collect(Collectors.joining(", ")));
    }
    return way.orElse(null);
  }

  private @Nullable List<ContactLine> contacts(JsonNode node) {
    if (!list(node, "contacts", MOST_CONTACTS)) {
      return null;
    }
    List<ContactLine> contacts = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      contact(node.get(i), "contacts[" + i + "]").ifPresent(contacts::add);
    }
    return contacts;
  }

  private Optional<ContactLine> contact(JsonNode node, String field) {
    if (!node.isObject()) {
      refuse(field, "wrong-type");
      return Optional.empty();
    }
    onlyKnown(
        node, Set.of("id", "name", "relationship", "phone", "keyHolder", "supporter"), field + ".");
    if (!node.hasNonNull("name")) {
      refuse(field + ".name", "required");
      return Optional.empty();
    }
    String name = text(node.get("name"), field + ".name", 100);
    if (name == null) {
      return Optional.empty();
    }
    return Optional.of(
        new ContactLine(
            node.hasNonNull("id") ? text(node.get("id"), field + ".id", 64) : null,
            name,
            node.hasNonNull("relationship")
                ? text(node.get("relationship"), field + ".relationship", 40)
                : null,
            node.hasNonNull("phone") ? number(node.get("phone"), field + ".phone") : null,
            flag(node.get("keyHolder"), field + ".keyHolder"),
            flag(node.get("supporter"), field + ".supporter")));
  }

  private boolean flag(@Nullable JsonNode node, String field) {
    if (node == null || node.isNull()) {
      return false;
    }
    if (!node.isBoolean()) {
      refuse(field, "wrong-type");
      return false;
    }
    return node.booleanValue();
  }
}
